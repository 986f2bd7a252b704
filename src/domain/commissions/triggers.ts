import { reaction } from '../../core/acts/act'
import { forbidden, type Refusal, refuseInvalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { salesTarget } from '../forecasts'
import { opportunity, opportunityLine } from '../opportunities'
import { commissionPlan } from './commissionPlan'
import { bases } from './earning'
import { monthAfter, monthOf, months } from './months'
import { recomputeSoon } from './recompute'

type Deal = Pick<Row<typeof opportunity>, 'status' | 'closedOn'>

/** What of a deal commission hangs on. */
const COUNTS = ['status', 'closedOn', 'amount', 'currency', 'owner', 'product', 'account', 'name'] as const
/** A plan that began long ago is counted anew for so many months; what was paid before stays. */
const BACK_MONTHS = 24

const wonIn = (deals: readonly (Deal | Record<string, any> | null)[]): Set<string> =>
  new Set(deals.flatMap(deal => (deal?.status === 'won' && deal.closedOn ? [monthOf(String(deal.closedOn))] : [])))

const count = async (ctx: Ctx, among: Iterable<string>) => {
  for (const month of among) await recomputeSoon(ctx, month)
}

/** The months in which people's targets begin that have begun: attainment counts from there. */
const begun = (ctx: Ctx, targets: readonly Record<string, any>[]): Set<string> =>
  new Set(
    targets
      .filter(target => target.level === 'person' && target.startsOn)
      .map(target => monthOf(String(target.startsOn)))
      .filter(month => month <= monthOf(ctx.now)),
  )

/** Won deals, and deals that were won: their months are counted anew. A plan that changes has all its months counted. */
export const triggers = [
  reaction(
    opportunity,
    ['create', 'update', 'delete', 'restore'],
    async (ctx, after, before, act) => {
      const counts = (deal: Record<string, any>) => JSON.stringify(COUNTS.map(field => deal[field] ?? null))
      const same = before && before !== after && act !== 'split' && counts(after) === counts(before)
      if (!same) await count(ctx, wonIn([after, before]))
    },
    async (ctx, given) => count(ctx, wonIn(given.map(one => one.after))),
    async (ctx, created) => count(ctx, wonIn(created)),
  ),
  // What was sold may change where the sum stays.
  reaction(opportunityLine, ['create', 'update', 'delete', 'restore'], async (ctx, line) => {
    const deals = await ctx.db.query<Deal>(
      sql`select status, closed_on as "closedOn" from opportunities where id = ${line.opportunity} and deleted_at is null`,
    )
    await count(ctx, wonIn(deals))
  }),
  reaction(
    salesTarget,
    ['create', 'update', 'delete', 'restore'],
    async (ctx, target) => count(ctx, begun(ctx, [target])),
    async () => {},
    async (ctx, created) => count(ctx, begun(ctx, created)),
  ),
  reaction(commissionPlan, ['create', 'update', 'delete', 'restore'], async (ctx, after, before) => {
    for (const plan of before ? [before, after] : [after]) checkPlan(ctx, plan)
    const now = monthOf(ctx.now)
    const [first] = [after.startsOn, before?.startsOn].flatMap(day => (day ? monthOf(day) : [])).sort()
    if (!first) return
    const from = [first, monthAfter(now, -BACK_MONTHS)].sort()[1]!
    // Each month goes on to the end of its year by itself.
    await count(
      ctx,
      months(from, now).filter(month => month === from || month.endsWith('-01')),
    )
  }),
]

/** @throws what makes a plan none, or 403 where it pays people whom the caller does not manage */
export function checkPlan(ctx: Ctx, plan: Partial<Row<typeof commissionPlan>>): void {
  const { user } = ctx
  if (!user.system && user.rights('commissionPlan').update !== 'all' && plan.board !== user.board)
    throw forbidden('commission.otherBoard')
  const errors: Refusal['errors'] = []
  if (plan.endsOn && plan.startsOn && plan.endsOn < plan.startsOn)
    errors.push({ field: 'endsOn', code: 'commission.endsBefore' })
  if (plan.base && !bases().has(plan.base)) errors.push({ field: 'base', code: 'commission.noSource' })
  for (const [i, rate] of (plan.rates ?? []).entries()) {
    if (rate.category && !ctx.words.dictionary('productLine')?.has(rate.category))
      errors.push({ field: 'rates', code: 'commission.noCategory', params: { at: i + 1 } })
    if (typeof rate.marginFrom === 'number' && typeof rate.marginTo === 'number' && rate.marginTo <= rate.marginFrom)
      errors.push({ field: 'rates', code: 'commission.noBand', params: { at: i + 1 } })
  }
  refuseInvalid(errors)
}
