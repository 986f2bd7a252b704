import { reaction } from '../../core/acts/act'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { categoriesOf, type Earning, type EarningSource, recomputeSoon, type Span } from '../commissions'
import { order } from './order'

/** Orders of a deal earn with the deal when it is won; the others on the day of the order, once they stand. */
const counts = (
  span: Span,
) => sql`o.status in ('confirmed', 'fulfilled') and o.opportunity_id is null and o.owner_id is not null
  and o.deleted_at is null and o.ordered_on between ${span.from}::date and ${span.to}::date`

/** Confirmed orders that no opportunity led to, line by line, at what the customer owes. */
export const confirmedOrders: EarningSource = {
  base: 'order',
  async earned(ctx, span) {
    const rows = await ctx.db.query<
      Omit<Earning, 'object' | 'categories' | 'shares'> & { owner: string; category: string | null }
    >(sql`
      select o.id, l.id as part, o.name as title, o.account_id as account, to_char(o.ordered_on, 'YYYY-MM-DD') as "on", coalesce(o.currency, 'CNY') as currency,
        coalesce(l.gross, 0) as amount, l.cost, l.product_id as product, p.category, o.owner_id as owner
      from orders o join order_lines l on l.order_id = o.id and l.deleted_at is null left join products p on p.id = l.product_id
      where ${counts(span)} order by o.ordered_on, o.id, l.position, l.id`)
    return rows.map(({ owner, category, ...row }) => ({
      ...row,
      object: 'order',
      amount: Number(row.amount),
      cost: row.cost === null ? null : Number(row.cost),
      categories: categoriesOf(ctx, category),
      shares: [{ user: owner, percent: 100 }],
    }))
  },
  async credited(ctx, span) {
    const rows = await ctx.db.query<{ user: string; currency: string; amount: string }>(sql`
      select o.owner_id as user, coalesce(o.currency, 'CNY') as currency, sum(o.gross)::bigint as amount from orders o
      where ${counts(span)} group by 1, 2`)
    return rows.map(row => ({ ...row, amount: Number(row.amount) }))
  },
}

const stands = (row: Record<string, any> | null) => row?.status === 'confirmed' || row?.status === 'fulfilled'

/** The months of orders that come to stand, or no longer do, are counted anew. */
export const earnAgain = reaction(
  order,
  ['update', 'delete', 'restore'],
  async (ctx: Ctx, after, before) => {
    const same =
      before &&
      after !== before &&
      stands(after) === stands(before) &&
      after.owner === before.owner &&
      after.orderedOn === before.orderedOn &&
      after.opportunity === before.opportunity
    if (same || (!stands(after) && !stands(before))) return
    const months = new Set([after.orderedOn, before?.orderedOn].flatMap(day => (day ? [String(day).slice(0, 7)] : [])))
    for (const month of months) await recomputeSoon(ctx, month)
  },
  async (ctx, given) => {
    const months = new Set(
      given.flatMap(({ after }) => (stands(after) && after.orderedOn ? [String(after.orderedOn).slice(0, 7)] : [])),
    )
    for (const month of months) await recomputeSoon(ctx, month)
  },
)
