import type { Ctx } from '../../../core/ctx'
import { sql } from '../../../core/db/statement'
import type { Filter } from '../../../core/records/filter'
import { type Amounts, amountSql, CURRENCY, those } from './asked'
import { summed } from './funnel'

/** What a board or a list of opportunities comes to. */
export interface Standing {
  amounts: Amounts
  /** Each amount by how likely it is. */
  weighted: Amounts
  stalled: number
  overdue: number
}

/** Sums up the opportunities that meet a filter, in the caller's scope. */
export async function standing(ctx: Ctx, filter: Filter | null): Promise<Standing> {
  const amount = amountSql(ctx)
  const rows = await ctx.db.query<{
    currency: string
    amount: number | null
    weighted: number | null
    stalled: number
    overdue: number
  }>(sql`
    select ${CURRENCY} as currency, sum(${amount ?? sql`null::int8`}) as amount,
      round(sum(${amount ?? sql`null::int8`} * coalesce(t.probability, 0) / 100.0)) as weighted,
      count(*) filter (where t.stalled)::int as stalled, count(*) filter (where t.overdue)::int as overdue
    from opportunities t where ${those(ctx, [filter])} group by 1 order by 2 desc nulls last`)
  return {
    amounts: amount && summed(rows),
    weighted: amount && summed(rows.map(({ currency, weighted }) => ({ currency, amount: weighted }))),
    stalled: rows.reduce((n, row) => n + row.stalled, 0),
    overdue: rows.reduce((n, row) => n + row.overdue, 0),
  }
}
