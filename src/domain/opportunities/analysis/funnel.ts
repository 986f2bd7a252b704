import { reachOf, within } from '../../../core/access/reach'
import { notFound } from '../../../core/acts/refusal'
import type { Ctx } from '../../../core/ctx'
import { sql } from '../../../core/db/statement'
import type { Filter } from '../../../core/records/filter'
import { wayFor, waysOf } from '../ways'
import { type Amounts, type Asked, amountSql, CURRENCY, inSpan, type Named, type Span, those } from './asked'

/** How many opportunities come how far. */
export interface Funnel {
  pipeline: Named
  /** Those that can be looked at instead. */
  pipelines: Named[]
  span: Span
  stages: Step[]
  /** All that came into the pipeline in the period, and what became of them so far. */
  whole: {
    count: number
    open: number
    won: number
    lost: number
    amounts: Amounts
    wonAmounts: Amounts
    filter: Filter
  }
}
interface Step extends Named {
  /** So many came at least as far as this. */
  reached: number
  amounts: Amounts
  /** Of those who came as far as the stage before, the part that came here; null for the first, and where nobody was. */
  conversion: number | null
  /** In it now, and how many days already (median). */
  here: number
  hereAmounts: Amounts
  waiting: number | null
  /** Lost from here. */
  lost: number
  /** How long who has left it had stayed, in days. */
  stays: { count: number; median: number; average: number } | null
  reachedFilter: Filter
  hereFilter: Filter
  lostFilter: Filter
}

interface Found {
  places: { place: number; currency: string; n: number; amount: number | null }[] | null
  standing: { at: number; status: string; currency: string; n: number; amount: number | null }[] | null
  waits: { at: number; median: number }[] | null
  stays: { stage: string; n: number; median: number; average: number }[] | null
}

/**
 * The funnel of a pipeline: of the opportunities registered in the period and open to the caller, how many came at least as far as
 * each stage (in the stage log or now; who has won came to the end), what they are worth, how long they stay. One statement.
 * @throws 404 for a pipeline that there is not
 */
export async function funnel(ctx: Ctx, asked: Asked): Promise<Funnel> {
  const ways = await waysOf(ctx)
  const way = asked.pipeline ? ways.find(one => one.id === asked.pipeline) : wayFor(ways, ctx.user.board)
  if (!way) throw notFound()
  const steps = way.steps
  const base: Filter[] = [
    ...(asked.filter ? [asked.filter] : []),
    { field: 'pipeline', op: 'eq', value: way.id },
    ...inSpan('createdAt', asked.span, 'instant'),
  ]
  const amount = amountSql(ctx)
  const move = ctx.words.entity('stageMove')
  const log = reachOf(ctx, move, 'read')
  const places = JSON.stringify(steps.map(({ id }, i) => ({ id, n: i + 1 })))
  const [found] = await ctx.db.query<Found>(sql`
    with s as materialized (select * from jsonb_to_recordset(${places}::jsonb) as x(id uuid, n int)),
    o as materialized (select t.id, t.stage_id, t.status, ${amount ?? sql`null::int8`} as amount, ${CURRENCY} as currency, t.stage_entered_at
      from opportunities t where ${those(ctx, base)}),
    log as materialized (select m.opportunity_id, m.from_id, m.to_id, m.days from stage_moves m where m.deleted_at is null and m.opportunity_id in (select id from o) and ${within(log, move, 'm')}),
    far as (select log.opportunity_id as id, max(s.n) as n from log join s on s.id = log.to_id group by 1),
    p as materialized (select o.*, c.n as at, greatest(c.n, far.n, 1) as place from o left join s c on c.id = o.stage_id left join far on far.id = o.id)
    select
      (select json_agg(g) from (select place, currency, count(*)::int as n, sum(amount) as amount from p group by 1, 2) g) as places,
      (select json_agg(g) from (select at, status, currency, count(*)::int as n, sum(amount) as amount from p group by 1, 2, 3) g) as standing,
      (select json_agg(g) from (select at, percentile_cont(0.5) within group (order by extract(epoch from ${ctx.now.toISOString()}::timestamptz - stage_entered_at) / 86400) as median
        from p where status = 'open' and stage_entered_at is not null and at is not null group by 1) g) as waits,
      (select json_agg(g) from (select from_id as stage, count(*)::int as n, percentile_cont(0.5) within group (order by days) as median, avg(days) as average
        from log where from_id is not null and days is not null group by 1) g) as stays`)
  const add = (rows: readonly { currency: string; amount: number | null }[]): Amounts => amount && summed(rows)
  const came = (n: number) => (found!.places ?? []).filter(one => one.place >= n)
  const standing = (status: string, n?: number) =>
    (found!.standing ?? []).filter(one => one.status === status && (n === undefined || one.at === n))
  const reached = steps.map((_, i) => count(came(i + 1)))
  return {
    pipeline: { id: way.id, name: way.name },
    pipelines: ways.filter(one => one.active || one.id === way.id).map(({ id, name }) => ({ id, name })),
    span: asked.span,
    stages: steps.flatMap(({ id, name, active }, i): Step[] => {
      const n = i + 1
      const here = standing('open', n)
      const lost = standing('lost', n)
      // A retired stage tells of the past as long as somebody was in it.
      const stay = found!.stays?.find(one => one.stage === id)
      if (!active && !stay && count(here) + count(lost) === 0) return []
      const later = steps.slice(i).map(step => step.id)
      return [
        {
          id,
          name,
          reached: reached[i]!,
          amounts: add(came(n)),
          conversion: i > 0 && reached[i - 1]! > 0 ? reached[i]! / reached[i - 1]! : null,
          here: count(here),
          hereAmounts: add(here),
          waiting: found!.waits?.find(one => one.at === n)?.median ?? null,
          lost: count(lost),
          stays: stay ? { count: stay.n, median: stay.median, average: stay.average } : null,
          reachedFilter: { and: i === 0 ? base : [...base, cameTo(later, log.kind !== 'nothing')] },
          hereFilter: { and: [...base, is('stage', id), is('status', 'open')] },
          lostFilter: { and: [...base, is('stage', id), is('status', 'lost')] },
        },
      ]
    }),
    whole: {
      count: count(came(0)),
      open: count(standing('open')),
      won: count(standing('won')),
      lost: count(standing('lost')),
      amounts: add(came(0)),
      wonAmounts: add(standing('won')),
      filter: { and: base },
    },
  }
}

const is = (field: string, value: string): Filter => ({ field, op: 'eq', value })
/** In one of these stages, now or, as far as the log is open to the caller, before. */
const cameTo = (stages: string[], logged: boolean): Filter => {
  const now: Filter = { field: 'stage', op: 'in', value: stages }
  const before = { field: 'to', op: 'in', value: stages }
  return logged ? { or: [now, { field: 'stageMove.opportunity', op: 'some' as never, value: before }] } : now
}
const count = (rows: readonly { n: number }[]) => rows.reduce((all, one) => all + one.n, 0)

/** Amounts of several groups, currency by currency. */
export function summed(rows: readonly { currency: string; amount: number | null }[]): Record<string, number> {
  const amounts: Record<string, number> = {}
  for (const { currency, amount } of rows)
    if (amount !== null) amounts[currency] = (amounts[currency] ?? 0) + Number(amount)
  return amounts
}
