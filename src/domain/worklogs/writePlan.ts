import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { isObject, parseDraft } from '../../core/records/parse'
import { sameValue } from '../../core/records/row'
import { insert, update } from '../../core/records/write'
import { closesAt, periodOf } from './days'
import { workPlan } from './workPlan'

type Draft = { draft: Record<string, unknown> }

/** Plans a week or month; whichever of its days is named, it begins with the first. */
export const createWorkPlan = act(workPlan, 'create', {
  label: ['写计划', 'Plan'],
  on: 'object',
  async run(ctx, _, input) {
    const { owner, ...draft } = (input as unknown as Draft).draft
    if (owner && owner !== ctx.user.id) throw new Refusal('workLog.notYours', {}, 403)
    await ctx.db.query(sql`select 1 from users where id = ${ctx.user.id} for no key update`)
    const values = parseDraft(ctx, ctx.words.entity(workPlan.name), { startsOn: today(ctx), ...draft }, true, true)
    const period = periodOf(values.period, values.startsOn)
    if (ctx.now >= closesAt(period.endsOn)) throw refuse('workPlan.past')
    const [other] = await ctx.db.query(sql`select 1 from ${raw(workPlan.table)} where owner_id = ${ctx.user.id}
      and period = ${values.period} and starts_on = ${period.startsOn} and deleted_at is null`)
    if (other) throw new Refusal('workPlan.exists', { day: period.startsOn }, 409)
    return insert(ctx, workPlan, { ...values, ...period })
  },
})

/** Mends one's own plan until noon after its last day. Goals that the manager has reviewed stand. */
export const updateWorkPlan = act(workPlan, 'update', {
  label: ['修改', 'Edit'],
  allow: shut,
  async run(ctx, row, input) {
    const { draft } = input as unknown as Draft
    if (
      row.reviewedAt &&
      isObject(draft) &&
      'goals' in draft &&
      !sameValue(ctx.words.entity(workPlan.name), 'goals', draft.goals, row.goals)
    )
      throw refuse('workPlan.reviewed')
    await update(ctx, workPlan, row.id, draft)
  },
})

function shut(ctx: Ctx, row: Row<typeof workPlan>): Refusal | null {
  if (row.owner !== ctx.user.id) return new Refusal('workLog.notYours', {}, 403)
  return ctx.now < closesAt(row.endsOn ?? row.startsOn) ? null : refuse('workLog.closed')
}
