import { act } from '../../core/acts/act'
import type { Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { refuseInvalid } from '../../core/records/parse'
import { change, create, update } from '../../core/records/write'
import { opening, PERSON, personOf } from './decide'
import { userRequest } from './userRequest'

/** Asks for a user to be opened, changed or closed, and puts it to the decision at once. */
export const createUserRequest = act(userRequest, 'create', {
  label: ['新建用户申请', 'New user request'],
  on: 'object',
  async run(ctx, _, input) {
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    const written = await create(ctx, userRequest, draft)
    const complete = await change(ctx, userRequest, written, await completed(ctx, written), 'create')
    await opening.submit(ctx, complete)
    return complete
  },
})

/** Changes a request that was sent back or withdrawn; the same must be filled in as for a new one. */
export const updateUserRequest = act(userRequest, 'update', {
  label: ['修改', 'Edit'],
  async run(ctx, row, input) {
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    const changed = await update(ctx, userRequest, row.id, draft)
    await change(ctx, userRequest, changed, await completed(ctx, changed))
  },
})

/** What the form leaves open: whose name stands over a change, and in which board a new user works. @throws what is missing */
async function completed(ctx: Ctx, row: Row<typeof userRequest>): Promise<Record<string, unknown>> {
  const missing = (field: string, code = 'field.required') => ({ field, code })
  if (row.kind === 'open') {
    const errors: Refusal['errors'] = [
      ...(row.name ? [] : [missing('name')]),
      ...(row.login ? [] : [missing('login')]),
      ...(row.roles?.length ? [] : [missing('roles')]),
      ...(row.subject ? [missing('subject', 'userRequest.subjectOfOpening')] : []),
    ]
    refuseInvalid(errors)
    const login = row.login!.normalize('NFKC').trim().toLowerCase()
    const [taken] = await ctx.db.query(sql`select 1 from users where login = ${login} and deleted_at is null`)
    if (taken) refuseInvalid([missing('login', 'userRequest.loginTaken')])
    return { login, userBoard: row.userBoard ?? ctx.user.board }
  }
  if (!row.subject) refuseInvalid([missing('subject')])
  const [subject] = await ctx.db.query<{ name: string; status: string }>(
    sql`select name, status from users where id = ${row.subject} and deleted_at is null`,
  )
  if (!subject) refuseInvalid([missing('subject', 'field.noSuchRecord')])
  if (row.kind === 'close') {
    if (subject!.status === 'frozen') refuseInvalid([missing('subject', 'userRequest.closedAlready')])
    const given = Object.keys(personOf(row)).map(name => PERSON[name as keyof typeof PERSON])
    refuseInvalid(given.filter(field => field !== 'name').map(field => missing(field, 'userRequest.nothingOfClosing')))
    return { name: subject!.name }
  }
  if (Object.keys(personOf(row)).length === 0) refuseInvalid([missing('name', 'userRequest.nothingChanges')])
  return { name: row.name ?? subject!.name }
}
