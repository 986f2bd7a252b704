import { perform } from '../../core/acts/perform'
import { allRights } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { change } from '../../core/records/write'
import { approvable } from '../approvals'
import { user } from '../org'
import { notify } from '../together'
import { userRequest } from './userRequest'

/** Fields that a request has in common with a user, by the user's names. */
export const PERSON = {
  name: 'name',
  login: 'login',
  gender: 'gender',
  phone: 'phone',
  email: 'email',
  board: 'userBoard',
  department: 'department',
  position: 'position',
  manager: 'manager',
  roles: 'roles',
} as const satisfies Record<string, keyof Row<typeof userRequest>>

/** Nobody has to do anything about it for now. */
async function stopClock(ctx: Ctx, record: Row<typeof userRequest>): Promise<void> {
  await change(ctx, userRequest, record, { dueAt: null })
}

/** Opening, changing and closing users wait for a decision; then org's own acts do it. */
export const opening = approvable(userRequest, {
  label: ['用户申请', 'User request'],
  title: (ctx, record) => `${ctx.words.dictionary('userRequestKind')?.get(record.kind)?.label ?? ''}：${record.name}`,
  locks: true,
  withoutFlow: 'refuse',
  async onSubmitted(ctx, record, request) {
    await change(ctx, userRequest, record, { dueAt: request.dueAt, completedAt: null })
  },
  onRejected: stopClock,
  onReturned: stopClock,
  onWithdrawn: stopClock,
  async onApproved(ctx, record) {
    const decided = withAuthority(ctx)
    const given = personOf(record)
    let subject = record.subject
    if (record.kind === 'open') subject = ((await perform(decided, user, 'create', null, given)) as { id: string }).id
    else if (record.kind === 'change') await perform(decided, user, 'update', subject, given)
    else await perform(decided, user, 'freeze', subject, {})
    await change(ctx, userRequest, record, { subject, completedAt: ctx.now.toISOString() })
    if (record.kind === 'open') await askForPassword(ctx, subject!, String(record.name), record.userBoard!)
  },
})

export const personOf = (record: Row<typeof userRequest>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(PERSON).flatMap(([name, field]) =>
      (record[field] ?? null) === null ? [] : [[name, record[field]]],
    ),
  )

/**
 * Whoever decides last manages users by the flow's authority. The roles given still may not reach further than that person does,
 * so nobody can have an administrator made by somebody who is none.
 */
const withAuthority = (ctx: Ctx): Ctx => ({
  ...ctx,
  user: { ...ctx.user, rights: object => (object === 'user' ? allRights : ctx.user.rights(object)) },
})

/** Nobody signs in before an administrator has set a first password. */
async function askForPassword(ctx: Ctx, id: string, name: string, board: string): Promise<void> {
  const administrators = await ctx.db.query<{ id: string }>(sql`
    select u.id from users u join roles r on r.id = any(u.roles) and r.deleted_at is null
    where u.deleted_at is null and (r.code = 'system-admin' or (r.code = 'board-admin' and u.board_id = ${board}))`)
  await notify(ctx, {
    to: administrators.map(one => one.id),
    type: 'task',
    title: `${name}：设置初始密码`,
    aboutObject: user.name,
    aboutId: id,
  })
}
