import type { Ctx } from '../../../core/ctx'
import { raw, sql } from '../../../core/db/statement'
import type { Filter } from '../../../core/records/filter'
import {
  type Amounts,
  type Asked,
  amountSql,
  CURRENCY,
  inSpan,
  type Named,
  onlyIn,
  type Span,
  shownSql,
  those,
  valueSql,
} from './asked'
import { summed } from './funnel'

/** What was decided, one way or the other. */
export interface Decided {
  won: number
  lost: number
  winRate: number | null
  wonAmounts: Amounts
  lostAmounts: Amounts
  /** Days from registering to the decision, on average. */
  wonCycle: number | null
  lostCycle: number | null
}
export interface Outcomes {
  span: Span
  whole: Decided
  groups: (Decided & { value: Named | string | null; wonFilter: Filter; lostFilter: Filter })[]
  /** Groups beyond those that are answered. */
  more: number
}

const GROUPS_MAX = 200

interface Counted {
  whole: boolean
  value: Named | string | null
  won: number
  lost: number
  won_cycle: number | null
  lost_cycle: number | null
  amounts: { status: string; currency: string; amount: number | null }[] | null
  groups: number
}

/** Won and lost in a period by one dimension, in the caller's scope: counts, rates, amounts, how long it took. One statement. */
export async function outcomes(ctx: Ctx, { filter, pipeline, span, by }: Asked): Promise<Outcomes> {
  const split = by ?? 'endReason'
  const base: Filter[] = [
    ...(filter ? [filter] : []),
    ...(pipeline ? [{ field: 'pipeline', op: 'eq', value: pipeline } as const] : []),
    ...inSpan('closedOn', span, 'date'),
  ]
  const amount = amountSql(ctx)
  const rows = await ctx.db.query<Counted>(sql`
    with o as materialized (select ${valueSql(ctx, split)} as g, t.status, ${amount ?? sql`null::int8`} as amount, ${CURRENCY} as currency,
        greatest(t.closed_on - (t.created_at at time zone 'Asia/Shanghai')::date, 1) as cycle
      from opportunities t where ${those(ctx, [...base, { field: 'status', op: 'in', value: ['won', 'lost'] }])}),
    c as (select grouping(g) = 1 as whole, g, count(*) filter (where status = 'won')::int as won, count(*) filter (where status = 'lost')::int as lost,
        avg(cycle) filter (where status = 'won')::float8 as won_cycle, avg(cycle) filter (where status = 'lost')::float8 as lost_cycle,
        count(*) over ()::int - 1 as groups
      from o group by grouping sets ((g), ()) order by 1 desc, count(*) desc limit ${raw(String(GROUPS_MAX + 1))})
    select c.*, ${shownSql(ctx, split, 'c.g')} as value, (select json_agg(m) from (select a.status, a.currency, sum(a.amount) as amount
        from o a where c.whole or a.g is not distinct from c.g group by 1, 2) m) as amounts from c`)
  const decided = ({ won, lost, won_cycle, lost_cycle, amounts }: Counted): Decided => ({
    won,
    lost,
    winRate: won + lost > 0 ? won / (won + lost) : null,
    wonAmounts: amount && summed((amounts ?? []).filter(one => one.status === 'won')),
    lostAmounts: amount && summed((amounts ?? []).filter(one => one.status === 'lost')),
    wonCycle: won_cycle,
    lostCycle: lost_cycle,
  })
  const whole = rows.find(row => row.whole)!
  return {
    span,
    whole: decided(whole),
    groups: rows
      .filter(row => !row.whole)
      .map(row => {
        const only = (status: string): Filter => ({
          and: [...base, { field: 'status', op: 'eq', value: status }, ...onlyIn(split, row.value)],
        })
        return { ...decided(row), value: row.value, wonFilter: only('won'), lostFilter: only('lost') }
      })
      .toSorted((a, b) =>
        split === 'month' ? String(a.value).localeCompare(String(b.value)) : b.won + b.lost - a.won - a.lost,
      ),
    more: Math.max(0, whole.groups - GROUPS_MAX),
  }
}
