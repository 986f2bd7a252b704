import type { Ctx } from '../../core/ctx'
import { type Sql, sql } from '../../core/db/statement'
import { apportion, share } from '../../core/exact'
import { categoriesOf, type Earning, type EarningSource, recomputeSoon, type Span } from '../commissions'

/** Commission by receipts is counted anew for the months in which these came in. */
export const settled = (ctx: Ctx, payments: readonly string[]): Promise<void> =>
  countAgain(ctx, sql`p.id = any(${payments}::uuid[])`)

/** The same for all that a person has matched since a moment: once, however many there are. */
export const settledSince = (ctx: Ctx, person: string, since: string): Promise<void> =>
  countAgain(
    ctx,
    sql`p.id in (select m.payment_id from payment_matches m where m.created_by = ${person} and m.created_at >= ${since}::timestamptz)`,
  )

async function countAgain(ctx: Ctx, which: Sql): Promise<void> {
  const months = await ctx.db.query<{ month: string }>(
    sql`select distinct to_char(p.received_on, 'YYYY-MM') as month from payments p where ${which} and p.received_on is not null`,
  )
  for (const { month } of months) await recomputeSoon(ctx, month)
}

interface Received {
  id: string
  code: string | null
  title: string | null
  account: string | null
  on: string
  currency: string
  amount: number
  lines: { part: string; product: string | null; category: string | null; gross: number; cost: number | null }[] | null
  shares: { user: string; percent: number }[] | null
}

/** Whose merit what an instalment brings in is: the split of the opportunity behind its order, or else its owner. */
const sharesSql = sql`(select s.user_id, s.percent::float8 as percent from opportunity_splits s where s.opportunity_id = coalesce(o.opportunity_id, c.opportunity_id) and s.deleted_at is null
  union all select i.owner_id, 100 where i.owner_id is not null
    and not exists (select 1 from opportunity_splits s where s.opportunity_id = coalesce(o.opportunity_id, c.opportunity_id) and s.deleted_at is null))`

const came = (span: Span) => sql`p.received_on between ${span.from}::date and ${span.to}::date and p.reversed_on is null
  and m.deleted_at is null and p.deleted_at is null`

/**
 * Money that came in and is matched, on the day it came: shared out over the lines of the order it pays, in proportion to what they come
 * to, so that each line earns by its own product and margin.
 */
export const receipts: EarningSource = {
  base: 'receipt',
  async earned(ctx, span) {
    const rows = await ctx.db.query<Received>(sql`
      with i as materialized (select p.id, p.code, p.received_on, coalesce(m.currency, 'CNY') as currency, i.order_id, i.contract_id, i.account_id, min(i.name) as name,
          (array_agg(i.owner_id order by i.id))[1] as owner_id, sum(m.amount)::bigint as amount
        from payment_matches m join payments p on p.id = m.payment_id join instalments i on i.id = m.instalment_id
        where ${came(span)}
        group by p.id, p.code, p.received_on, m.currency, i.order_id, i.contract_id, i.account_id, case when i.order_id is null and i.contract_id is null then i.id end)
      select i.id, i.code, coalesce(o.name, c.name, i.name) as title, i.account_id as account, to_char(i.received_on, 'YYYY-MM-DD') as "on", i.currency, i.amount,
        (select json_agg(json_build_object('part', l.id, 'product', l.product_id, 'category', q.category, 'gross', l.gross, 'cost', l.cost) order by l.id)
          from order_lines l left join products q on q.id = l.product_id where l.order_id = i.order_id and l.gross > 0 and l.deleted_at is null) as lines,
        (select json_agg(json_build_object('user', s.user_id, 'percent', s.percent) order by s.percent desc, s.user_id) from ${sharesSql} s) as shares
      from i left join orders o on o.id = i.order_id left join contracts c on c.id = i.contract_id order by i.received_on, i.id`)
    return rows.flatMap(row => (row.shares?.length ? earnings(ctx, row) : []))
  },
  async credited(ctx, span) {
    const rows = await ctx.db.query<{ user: string; currency: string; amount: number }>(sql`
      select s.user_id as user, coalesce(m.currency, 'CNY') as currency, round(sum(m.amount::numeric * s.percent::numeric / 100))::bigint as amount
      from payment_matches m join payments p on p.id = m.payment_id join instalments i on i.id = m.instalment_id
        left join orders o on o.id = i.order_id left join contracts c on c.id = i.contract_id cross join lateral ${sharesSql} s
      where ${came(span)} group by 1, 2`)
    return rows.map(row => ({ ...row, amount: Number(row.amount) }))
  },
}

function earnings(ctx: Ctx, { lines, code, title, shares, ...row }: Received): Earning[] {
  const base = { ...row, object: 'payment', title: [code, title].filter(Boolean).join(' · '), shares: shares ?? [] }
  if (!lines?.length) return [{ ...base, part: null, cost: null, product: null, categories: [] }]
  const amounts = apportion(
    row.amount,
    lines.map(line => line.gross),
  )
  return lines.flatMap(({ part, product, category, gross, cost }, i) =>
    amounts[i] === 0
      ? []
      : [
          {
            ...base,
            part,
            product,
            categories: categoriesOf(ctx, category),
            amount: amounts[i]!,
            // Of what the line cost, the part that this much of it was paid for.
            cost: cost === null ? null : share(cost, BigInt(amounts[i]!), BigInt(gross)),
          },
        ],
  )
}
