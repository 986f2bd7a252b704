import { v7 as uuid } from 'uuid'
import { reaction } from '../../core/acts/act'
import { inTransaction } from '../../core/acts/perform'
import { invalid } from '../../core/acts/refusal'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Job } from '../../core/slice'
import { user } from '../org'
import { approvalDelegation } from './approvalDelegation'
import { kept, requestById } from './keeping'
import { ableFor } from './people'
import { proceed } from './proceed'

/** Whoever is frozen or leaves is waited for no longer: what they were to decide falls to who stands in, at once. */
export const leave = reaction(user, ['update', 'delete'], async (ctx, person, before) => {
  const gone = person === before || (person.status !== 'active' && before?.status === 'active')
  if (gone) await passOn(ctx, person.id)
})

/** A delegation that begins today passes on what already waits for its owner. */
export const delegate = reaction(approvalDelegation, ['create', 'update'], async (ctx, row) => {
  if (row.endsOn < row.startsOn) throw invalid('endsOn', 'approval.delegateDays')
  if (row.delegate === row.owner) throw invalid('delegate', 'approval.delegateSelf')
  const today = dayOf(ctx.now)
  if (row.owner && row.startsOn <= today && today <= row.endsOn) await passOn(ctx, row.owner)
})

/** Each morning: passes on what waits for those whose delegation begins today, and for anybody who can't decide. */
export const standIn: Job = {
  name: 'approvals-stand-in',
  cron: '5 0,8 * * *',
  async run(ctx) {
    const today = dayOf(ctx.now)
    const people = await ctx.db.query<{
      id: string
    }>(sql`select distinct t.owner_id as id from approval_tasks t join users u on u.id = t.owner_id
      where t.status in ('open', 'waiting') and t.deleted_at is null and (u.status <> 'active' or u.deleted_at is not null or exists (
        select 1 from approval_delegations d where d.owner_id = u.id and d.deleted_at is null and ${today}::date between d.starts_on and d.ends_on))`)
    for (const { id } of people) await inTransaction(ctx, tx => passOn(tx, id))
  },
}

/** Gives the tasks that wait for a person to who stands in for them now. */
async function passOn(ctx: Ctx, person: string): Promise<void> {
  const waiting = await ctx.db.query<{ request: string }>(
    sql`select distinct request_id as request from approval_tasks where owner_id = ${person} and status in ('open', 'waiting') and deleted_at is null order by 1`,
  )
  for (const { request: id } of waiting) {
    let request = await requestById(ctx, id)
    if (request?.status !== 'running') continue
    const { state } = await kept(ctx, request)
    for (const task of state.tasks) {
      if (task.person !== person || (task.status !== 'open' && task.status !== 'waiting')) continue
      const found = await ableFor(ctx, person, request.owner!)
      if (found.person === person) continue
      const seat = { id: uuid(), person: found.person, standsFor: task.standsFor ?? person }
      request = await proceed(ctx, request, { kind: 'transfer', task: task.id, seat })
    }
  }
}
