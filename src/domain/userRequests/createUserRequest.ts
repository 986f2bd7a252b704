import { act } from '../../core/acts/act'
import { refuseInvalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId, type Row } from '../../core/entity'
import { create, update } from '../../core/records/write'
import { opening, PERSON, personOf } from './decide'
import { userRequest } from './userRequest'

/** Asks for a user to be opened, changed or closed, and puts it to the decision at once. */
export const createUserRequest = act(userRequest, 'create', {
  label: ['新建用户申请', 'New user request'],
  on: 'object',
  async run(ctx, _, input) {
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    const written = await create(ctx, userRequest, await completed(ctx, draft))
    await check(ctx, written)
    await opening.submit(ctx, written)
    return written
  },
})

/** Changes a request that was sent back or withdrawn; the same must be filled in as for a new one. */
export const updateUserRequest = act(userRequest, 'update', {
  label: ['修改', 'Edit'],
  async run(ctx, row, input) {
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    await check(ctx, await update(ctx, userRequest, row.id, draft))
  },
})

/** What the form leaves open: in which board a new user works, and whose name stands over a change. */
async function completed(ctx: Ctx, draft: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { kind = 'open', subject } = draft
  if (kind === 'open') return { ...draft, userBoard: draft.userBoard ?? ctx.user.board }
  if (draft.name || !isId(subject)) return draft
  const [person] = await ctx.db.query<{ name: string }>(sql`select name from users where id = ${subject}`)
  return { ...draft, ...(person ? { name: person.name } : {}) }
}

/** @throws what is missing for this kind of request, or does not belong to it */
async function check(ctx: Ctx, row: Row<typeof userRequest>): Promise<void> {
  const wrong = (field: string, code = 'field.required') => ({ field, code })
  if (row.kind === 'open') {
    refuseInvalid([
      ...(row.name ? [] : [wrong('name')]),
      ...(row.login ? [] : [wrong('login')]),
      ...(row.roles?.length ? [] : [wrong('roles')]),
      ...(row.subject ? [wrong('subject', 'userRequest.subjectOfOpening')] : []),
    ])
    const login = row.login!.normalize('NFKC').trim().toLowerCase()
    const [taken] = await ctx.db.query(sql`select 1 from users where login = ${login} and deleted_at is null`)
    if (taken) refuseInvalid([wrong('login', 'userRequest.loginTaken')])
    return
  }
  if (!row.subject) refuseInvalid([wrong('subject')])
  const [subject] = await ctx.db.query<{ name: string; status: string }>(
    sql`select name, status from users where id = ${row.subject} and deleted_at is null`,
  )
  if (!subject) refuseInvalid([wrong('subject', 'field.noSuchRecord')])
  const given = Object.keys(personOf(row)).filter(name => !(name === 'name' && row.name === subject!.name))
  if (row.kind === 'change' && given.length === 0) refuseInvalid([wrong('name', 'userRequest.nothingChanges')])
  if (row.kind === 'close') {
    if (subject!.status === 'frozen') refuseInvalid([wrong('subject', 'userRequest.closedAlready')])
    refuseInvalid(given.map(name => wrong(PERSON[name as keyof typeof PERSON], 'userRequest.nothingOfClosing')))
  }
}
