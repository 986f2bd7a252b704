import { dayOf, startOf } from '../../../core/calendar/china'
import type { Ctx } from '../../../core/ctx'
import { raw, type Sql, sql } from '../../../core/db/statement'
import type { Filter } from '../../../core/records/filter'
import {
  type Amounts,
  type Asked,
  amountSql,
  CURRENCY,
  daysIn,
  inSpan,
  type Named,
  onlyIn,
  type Span,
  shifted,
  shownSql,
  those,
  valueSql,
} from './asked'
import { summed } from './funnel'

/** How fast a period's opportunities turned into money. */
export interface Pace {
  /** Worked on in the period: there before its end and not closed before its beginning. */
  worked: number
  won: number
  lost: number
  /** Won of those that were decided; null where none was. */
  winRate: number | null
  /** What the won ones came to. */
  amounts: Amounts
  /** Days from registering to winning, on average; a sale of one day counts as one. */
  cycle: number | null
  /** worked × win rate × average amount ÷ cycle: money a day, by currency. */
  perDay: Amounts
}
export interface Velocity {
  span: Span
  /** The span of the same length before it; null where the period has no beginning. */
  before: Span | null
  whole: { now: Pace; before: Pace | null; filter: Filter }
  /** One for each value of `by`, what moves most first. */
  groups: { value: Named | string | null; now: Pace; before: Pace | null; filter: Filter }[]
  /** How long the sales of the period took that were decided. */
  cycles: { from: number; to: number | null; won: number; lost: number }[]
}

const GROUPS_MAX = 200
/** Last days of the classes by length. */
const EDGES = [7, 14, 30, 60, 90, 180] as const

interface Counted {
  whole: boolean
  value: Named | string | null
  worked: number
  won: number
  lost: number
  cycle: number | null
  amounts: { currency: string; amount: number | null }[] | null
  worked_before: number
  won_before: number
  lost_before: number
  cycle_before: number | null
  amounts_before: { currency: string; amount: number | null }[] | null
}

/** The velocity of sales in a period and in the one before, whole and by one dimension, in the caller's scope. */
export async function velocity(ctx: Ctx, { filter, pipeline, span, by }: Asked): Promise<Velocity> {
  const today = shifted(dayOf(ctx.now), 1)
  const now: Span = { from: span.from, to: span.to && span.to < today ? span.to : today }
  const before = now.from ? earlier({ from: now.from, to: now.to! }) : null
  const base: Filter[] = [
    ...(filter ? [filter] : []),
    ...(pipeline ? [{ field: 'pipeline', op: 'eq', value: pipeline } as const] : []),
  ]
  const amount = amountSql(ctx)
  const first = before?.from ?? now.from
  const o = sql`select ${valueSql(ctx, by)} as g, t.status, ${amount ?? sql`null::int8`} as amount, ${CURRENCY} as currency, t.created_at, t.closed_on,
      greatest(t.closed_on - (t.created_at at time zone 'Asia/Shanghai')::date, 1) as cycle
    from opportunities t where ${those(ctx, base)} and t.created_at < ${startOf(now.to!)}::timestamptz
      and ${first ? sql`(t.closed_on is null or t.closed_on >= ${first}::date)` : raw('true')}`
  const [spanNow, spanBefore] = [marksOf(now), before ? marksOf(before) : NEVER]
  const money = (decided: Sql, whole: Sql) => sql`(select json_agg(m) from (select a.currency, sum(a.amount) as amount
      from o a where ${decided} and a.status = 'won' and (${whole} or a.g is not distinct from c.g) group by 1) m)`
  const rows = await ctx.db.query<Counted>(sql`
    with o as materialized (${o}),
    c as (select grouping(g) = 1 as whole, g, ${figures(spanNow, '')}, ${figures(spanBefore, '_before')}
      from o group by grouping sets ((g), ()) order by 1 desc, won desc, worked desc limit ${raw(String(GROUPS_MAX + 1))})
    select c.*, ${shownSql(ctx, by, 'c.g')} as value, ${money(spanNow.decided('a'), raw('c.whole'))} as amounts,
      ${money(spanBefore.decided('a'), raw('c.whole'))} as amounts_before from c`)
  const cycles = await ctx.db.query<{ class: number; status: string; n: number }>(sql`
    select width_bucket(o.cycle, array[${raw(EDGES.map(edge => edge + 1).join(', '))}]) as class, o.status, count(*)::int as n
    from (${o}) o where ${spanNow.decided('o')} group by 1, 2`)
  const paces = (row: Counted) => ({
    now: paceOf(row.worked, row.won, row.lost, row.cycle, amount && summed(row.amounts ?? [])),
    before:
      before &&
      paceOf(
        row.worked_before,
        row.won_before,
        row.lost_before,
        row.cycle_before,
        amount && summed(row.amounts_before ?? []),
      ),
  })
  const decided: Filter[] = [
    ...base,
    ...inSpan('closedOn', span.word ? span : now, 'date'),
    { field: 'status', op: 'ne', value: 'open' },
  ]
  const whole = rows.find(row => row.whole)
  return {
    span: now,
    before,
    whole: {
      ...(whole ? paces(whole) : { now: NOTHING, before: before && NOTHING }),
      filter: { and: decided },
    },
    groups: by
      ? rows
          .filter(row => !row.whole)
          .map(row => ({
            value: row.value,
            ...paces(row),
            filter: { and: [...decided, ...onlyIn(by, row.value)] },
          }))
          .toSorted((a, b) => most(b.now) - most(a.now) || b.now.worked - a.now.worked)
      : [],
    cycles: [0, ...EDGES].map((last, i) => {
      const of = (status: string) => cycles.find(one => one.class === i && one.status === status)?.n ?? 0
      return { from: last + 1, to: EDGES[i] ?? null, won: of('won'), lost: of('lost') }
    }),
  }
}

/** The days before a span, as many as it has. */
const earlier = (span: { from: string; to: string }): Span => ({
  from: shifted(span.from, -daysIn(span)),
  to: span.from,
})

interface Marks {
  worked(alias: string): Sql
  decided(alias: string): Sql
}
function marksOf({ from, to }: Span): Marks {
  const since = (column: string) => (from ? sql`${raw(column)} >= ${from}::date` : raw('true'))
  return {
    worked: o =>
      sql`(${raw(o)}.created_at < ${startOf(to!)}::timestamptz and (${raw(o)}.closed_on is null or ${since(`${o}.closed_on`)}))`,
    decided: o =>
      sql`(${raw(o)}.status in ('won', 'lost') and ${since(`${o}.closed_on`)} and ${raw(o)}.closed_on < ${to}::date)`,
  }
}
const NEVER: Marks = { worked: () => raw('false'), decided: () => raw('false') }

const figures = (span: Marks, as: string): Sql => sql`
  count(*) filter (where ${span.worked('o')})::int as ${raw(`worked${as}`)},
  count(*) filter (where ${span.decided('o')} and status = 'won')::int as ${raw(`won${as}`)},
  count(*) filter (where ${span.decided('o')} and status = 'lost')::int as ${raw(`lost${as}`)},
  avg(cycle) filter (where ${span.decided('o')} and status = 'won')::float8 as ${raw(`cycle${as}`)}`

/** worked × (won ÷ decided) × (amount ÷ won) ÷ cycle */
function paceOf(worked: number, won: number, lost: number, cycle: number | null, amounts: Amounts): Pace {
  const winRate = won + lost > 0 ? won / (won + lost) : null
  const perDay =
    amounts &&
    Object.fromEntries(
      Object.entries(amounts).map(([currency, amount]) => [
        currency,
        won && cycle ? Math.round((worked * winRate! * (amount / won)) / cycle) : 0,
      ]),
    )
  return { worked, won, lost, winRate, amounts, cycle, perDay }
}
const NOTHING: Pace = { worked: 0, won: 0, lost: 0, winRate: null, amounts: {}, cycle: null, perDay: {} }
const most = (pace: Pace) => Math.max(0, ...Object.values(pace.perDay ?? {}))
