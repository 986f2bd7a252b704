import { fieldAccess, reachOf } from '../../core/access/reach'
import { forbidden } from '../../core/acts/refusal'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { join, raw, type Sql, sql } from '../../core/db/statement'
import { ageSql, chancesSql } from './chances'
import type { Period } from './periods'
import { answeredFor } from './subject'

/** What is counted: opportunities that are sums of money, or each as one. */
export interface Asked {
  period: Period
  measure: 'amount' | 'count'
  currency: string
  product?: string
  /** As it stood in that week (its Monday), from the snapshot; now unless given. */
  week?: string
}

/** One owner's figures, in minor units or deals. */
export interface Figures {
  owner: string | null
  board: string | null
  won: number
  commit: number
  best: number
  pipeline: number
  /** Open ones that are expected in the period, each by its probability. */
  weighted: number
  /** Open ones whose day of closing passed before the period, and those that have none: they are in no period. */
  past: number
  undated: number
  /** What the past says will be won of all open ones within the period: its mean, and the variances that it carries. */
  expected: number | null
  /** Of outcomes that may fall either way, each for itself. */
  chance: number
  /** Standard deviation of what is not known about the probabilities themselves; those of several owners add up at most. */
  doubt: number
  /** All that is still open and has a probability: more can't be won. */
  open: number
}

const NO_CHANCES = raw(
  'select null::uuid as pipeline_id, null::uuid as stage_id, null::int as age, null::float8 as chance, null::float8 as doubt where false',
)

/** Where opportunities are read from, under alias t: as they are, or as a week's snapshot kept them. */
export const source = (week: string | undefined): Sql =>
  week === undefined
    ? sql`(select id, owner_id, board_id, account_id, product_id, pipeline_id, stage_id, stage_entered_at, amount, currency, status, forecast, probability, close_date, closed_on, created_at
        from opportunities where deleted_at is null and status in ('open', 'won'))`
    : sql`(select opportunity_id as id, owner_id, board_id, product_id, pipeline_id, stage_id, null::timestamptz as stage_entered_at, amount, currency, status, forecast, probability,
        case when status = 'open' then due_on end as close_date, case when status = 'won' then due_on end as closed_on
        from forecast_states where from_week <= ${week}::date and until_week > ${week}::date)`

/** What an opportunity under alias t counts. */
export const worth = (measure: Asked['measure']): Sql => (measure === 'count' ? raw('1') : raw('coalesce(t.amount, 0)'))

/** The conditions that keep a statement to what was asked for, within the caller's reach. */
export const among = (ctx: Ctx, { currency, product }: Pick<Asked, 'currency' | 'product'>): Sql =>
  sql`${amongAll(ctx, product)} and coalesce(t.currency, 'CNY') = ${currency}`

const amongAll = (ctx: Ctx, product: string | undefined): Sql =>
  join(
    [
      answeredFor(reachOf(ctx, ctx.words.entity('opportunity'), 'read'), 't'),
      ...(product ? [sql`t.product_id = ${product}`] : []),
    ],
    ' and ',
  )

/** @throws 403 where the caller reads no opportunities, or not their amounts */
export function checkReads(ctx: Ctx): void {
  const entity = ctx.words.entity('opportunity')
  if (
    reachOf(ctx, entity, 'read').kind === 'nothing' ||
    !['read', 'write'].includes(fieldAccess(ctx, entity, 'amount'))
  )
    throw forbidden('right.read', { object: 'opportunity' })
}

/**
 * The figures of every owner in the caller's reach, and the currencies there are, in one walk through the opportunities: what is won
 * and what is open is added up by owner, stage and age, and only those few thousand sums meet their probabilities.
 */
export async function figuresOf(ctx: Ctx, asked: Asked): Promise<{ figures: Figures[]; currencies: string[] }> {
  checkReads(ctx)
  const { from, to } = asked.period
  const value = worth(asked.measure)
  const due = sql`t.close_date between ${from}::date and ${to}::date`
  const sum = (which: Sql) => sql`coalesce(sum(${value}) filter (where ${which}), 0)::float8`
  const today = dayOf(ctx.now)
  const chances = asked.week === undefined && to >= today ? chancesSql(asked.period, today) : NO_CHANCES
  const age =
    asked.week === undefined
      ? sql`case when t.status = 'open' then ${ageSql(sql`${ctx.now.toISOString()}::timestamptz`)} end`
      : raw('null::int')
  const [found] = await ctx.db.query<{ figures: Figures[]; currencies: string[] }>(sql`
    with chances as materialized (${chances}),
    summed as materialized (select t.owner_id, t.board_id, t.pipeline_id, t.stage_id, t.status, ${age} as age, coalesce(t.currency, 'CNY') as currency,
        ${sum(sql`${due} and t.forecast = 'commit'`)} as commit, ${sum(sql`${due} and t.forecast = 'best'`)} as best,
        ${sum(sql`${due} and coalesce(t.forecast, 'pipeline') = 'pipeline'`)} as pipeline,
        coalesce(sum(${value}::float8 * t.probability / 100) filter (where ${due} and t.forecast is distinct from 'omitted'), 0) as weighted,
        ${sum(sql`t.close_date < ${from}::date`)} as past, ${sum(raw('t.close_date is null'))} as undated,
        sum(${value})::float8 as sum, sum(${value}::float8 * ${value}) as squares, count(*) filter (where t.amount <> 0) as n
      from ${source(asked.week)} t
      where (t.status = 'open' or t.status = 'won' and t.closed_on between ${from}::date and ${to}::date) and ${amongAll(ctx, asked.product)}
      group by 1, 2, 3, 4, 5, 6, 7),
    won as (select owner_id, board_id, sum(sum) as won from summed where status = 'won' and currency = ${asked.currency} group by 1, 2),
    open as (select o.owner_id, o.board_id, sum(o.commit) as commit, sum(o.best) as best, sum(o.pipeline) as pipeline, sum(o.weighted) as weighted,
        sum(o.past) as past, sum(o.undated) as undated, sum(c.chance * o.sum) as expected,
        coalesce(sum(c.chance * (1 - c.chance) * o.squares), 0) as chance, sqrt(coalesce(sum(c.doubt * o.sum * o.sum), 0)) as doubt,
        coalesce(sum(o.sum) filter (where c.chance is not null), 0) as open
      from summed o left join chances c on c.pipeline_id = o.pipeline_id and c.stage_id = o.stage_id and c.age = o.age
      where o.status = 'open' and o.currency = ${asked.currency} group by 1, 2),
    figures as (select owner_id as owner, board_id as board, coalesce(w.won, 0) as won, coalesce(s.commit, 0) as commit, coalesce(s.best, 0) as best,
        coalesce(s.pipeline, 0) as pipeline, coalesce(s.weighted, 0) as weighted, coalesce(s.past, 0) as past, coalesce(s.undated, 0) as undated, s.expected,
        coalesce(s.chance, 0) as chance, coalesce(s.doubt, 0) as doubt, coalesce(s.open, 0) as open
      from won w full join open s using (owner_id, board_id))
    select (select coalesce(json_agg(f), '[]') from figures f) as figures,
      (select coalesce(json_agg(c.currency order by c.n desc, c.currency), '[]') from (select currency, sum(n) as n from summed where n > 0 group by 1) c) as currencies`)
  return found!
}
