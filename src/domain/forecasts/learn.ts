import { inTransaction } from '../../core/acts/perform'
import { dayOf, startOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import type { Job } from '../../core/slice'
import { afterSql, ageSql } from './chances'
import { AGES, type Counts, countsOf, curveOf, type Ended, sumOf, WEEKS } from './curves'
import { daysBetween, type Period, periodOf, shifted } from './periods'

/** Deals that came to a stage longer ago say little about today. */
export const MONTHS_BACK = 24
/** A pipeline in which fewer stays have come to an end teaches nothing yet. */
const ENDED_MIN = 10
/** So many months that are over show how good the odds would have been. */
const TRIALS = 6

/**
 * Every night: what became of deals by stage and age, as a small table of odds; and for the last months the odds as they would have
 * been on the first of each, against what happened. Sundays all of those again, since imports bring in the past.
 */
export const learnOdds: Job = {
  name: 'forecast-odds',
  cron: '40 3 * * *',
  run: ctx => learnAll(ctx, new Date(dayOf(ctx.now)).getUTCDay() === 0),
}

/** @param again tries months that were tried before, too */
export async function learnAll(ctx: Ctx, again = false): Promise<void> {
  const today = dayOf(ctx.now)
  await learnToday(ctx, today)
  for (let back = 1; back <= TRIALS; back++) await tryMonth(ctx, monthBack(today, back), again)
}

const monthBack = (today: string, back: number): Period => {
  const first = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 - back, 1))
  return periodOf('month', first.toISOString().slice(0, 10))
}

/** Learns the odds of today and forgets those of before. */
const learnToday = (ctx: Ctx, today: string) =>
  inTransaction(ctx, async tx => {
    await tx.db.query(sql`select pg_advisory_xact_lock(hashtext('forecast odds'), ${tx.tenant}::int4)`)
    await tx.db.query(sql`delete from forecast_odds where tenant_id = ${tx.tenant}`)
    await learnFrom(tx, today, ctx.now.toISOString())
  })

/**
 * The stage log as stays: who came into a stage, when they left it, and how it ended with them. What was imported closed has no end
 * in the log and teaches nothing.
 */
const STAYS = raw(`
  select m.*, least(m.won_at, m.lost_at) as ended_at,
    case when m.won_at < m.lost_at or (m.won_at is not null and m.lost_at is null) then 'won' when m.lost_at is not null then 'lost' end as outcome
  from (
    select m.opportunity_id, m.pipeline_id, m.to_id as stage_id, m.act, m.at, o.status, o.amount, lead(m.at) over w as left_at,
      min(case when m.act = 'win' then m.at end) over (w rows between 1 following and unbounded following) as won_at,
      min(case when m.act = 'lose' then m.at end) over (w rows between 1 following and unbounded following) as lost_at
    from stage_moves m join opportunities o on o.id = m.opportunity_id and o.deleted_at is null
    where m.deleted_at is null window w as (partition by m.opportunity_id order by m.at, m.id)) m
  where m.stage_id is not null and m.act not in ('win', 'lose')
    and (m.status = 'open' or m.won_at is not null or m.lost_at is not null)`)

interface Group extends Ended {
  pipeline: string
  stage: string
  age: number
}

/** Learns the odds from what was known at a moment, and keeps them under the day `asOf`. */
async function learnFrom(ctx: Ctx, asOf: string, known: string): Promise<void> {
  // Two million lines of the log take their time; it is night.
  await ctx.db.query(sql`set local statement_timeout to 0`)
  const groups = await ctx.db.query<Group>(sql`
    select s.pipeline_id as pipeline, s.stage_id as stage, a.days as age, case when s.ended_at <= ${known}::timestamptz then s.outcome end as outcome,
      least(${raw(String(WEEKS))}, floor(extract(epoch from least(s.ended_at, ${known}::timestamptz) - (s.at + a.days * interval '1 day')) / 604800))::int as week, count(*)::int as n
    from (${STAYS}) s cross join unnest(${[...AGES]}::int[]) a(days)
    where s.at + a.days * interval '1 day' between ${known}::timestamptz - make_interval(months => ${MONTHS_BACK}::int) and ${known}::timestamptz
      and coalesce(s.left_at, 'infinity') >= s.at + a.days * interval '1 day'
    group by 1, 2, 3, 4, 5`)
  if (groups.length === 0) return
  const stages = await ctx.db.query<{ id: string; pipeline: string }>(
    sql`select id, pipeline_id as pipeline from stages where deleted_at is null and coalesce(probability, 0) < 100`,
  )
  const cells = new Map<string, Ended[]>()
  for (const { pipeline, stage, age, ...ended } of groups) {
    const key = `${pipeline} ${stage} ${age}`
    cells.set(key, [...(cells.get(key) ?? []), ended])
  }
  const rows: Record<string, unknown>[] = []
  for (const pipeline of new Set(groups.map(group => group.pipeline))) {
    const ended = groups.filter(one => one.pipeline === pipeline && one.age === 0 && one.outcome !== null)
    if (ended.reduce((sum, one) => sum + one.n, 0) < ENDED_MIN) continue
    const mine = stages.filter(stage => stage.pipeline === pipeline)
    const counted = mine.flatMap(stage =>
      AGES.map(age => ({ stage: stage.id, age, counts: countsOf(cells.get(`${pipeline} ${stage.id} ${age}`) ?? []) })),
    )
    const pooled = sumOf(counted.map(one => one.counts))
    for (const { stage, age, counts } of counted) {
      const curve = curveOf(counts, pooled)
      rows.push({
        pipeline_id: pipeline,
        stage_id: stage,
        age,
        cases: (cells.get(`${pipeline} ${stage} ${age}`) ?? []).reduce((sum, one) => sum + one.n, 0),
        won_by: curve.won,
        lost_by: curve.lost,
        won: running(counts, 'won'),
        lost: running(counts, 'lost'),
      })
    }
  }
  await ctx.db.query(sql`
    insert into forecast_odds (tenant_id, as_of, pipeline_id, stage_id, age, cases, won_by, lost_by, won, lost)
    select ${ctx.tenant}::int4, ${asOf}::date, pipeline_id, stage_id, age, cases, won_by, lost_by, won, lost
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(pipeline_id uuid, stage_id uuid, age int, cases int, won_by float4[], lost_by float4[], won int[], lost int[])`)
}

/** So many had ended that way by the end of each week; the first entry is 0. */
function running(counts: Counts, name: 'won' | 'lost'): number[] {
  const sums = [0]
  for (const n of counts[name]) sums.push(sums.at(-1)! + n)
  return sums
}

/**
 * Asks the odds of a month's first day, learnt from what was known then, how the deals open on that day would fare within the month,
 * and holds it against what happened. Brier's score (G. W. Brier, Verification of forecasts expressed in terms of probability, 1950)
 * is the mean squared distance of a probability from what came true, here beside that of the stages' fixed probabilities.
 */
async function tryMonth(ctx: Ctx, month: Period, again: boolean): Promise<void> {
  const [there] = await ctx.db.query(sql`select 1 from forecast_trials where month = ${month.from}::date`)
  if (there && !again) return
  await inTransaction(ctx, async tx => {
    await tx.db.query(sql`select pg_advisory_xact_lock(hashtext('forecast odds'), ${tx.tenant}::int4)`)
    await tx.db.query(sql`delete from forecast_odds where as_of = ${month.from}::date`)
    await learnFrom(tx, month.from, startOf(month.from))
    await tx.db.query(sql`delete from forecast_trials where month = ${month.from}::date`)
    await tx.db.query(trialSql(tx, month))
    await tx.db.query(
      sql`delete from forecast_odds where as_of = ${month.from}::date and as_of < (select max(as_of) from forecast_odds)`,
    )
  })
}

function trialSql(ctx: Ctx, month: Period): Sql {
  const opened = sql`${startOf(month.from)}::timestamptz`
  const over = sql`${startOf(shifted(month.to, 1))}::timestamptz`
  const weeks = (daysBetween(month.from, month.to) + 1) / 7
  return sql`
    insert into forecast_trials (tenant_id, month, deals, predicted, actual, predicted_amount, actual_amount, variance, squared, squared_fixed)
    select ${ctx.tenant}::int4, ${month.from}::date, count(*)::int, coalesce(sum(d.chance), 0), coalesce(sum(d.came), 0), coalesce(sum(d.chance * d.amount), 0),
      coalesce(sum(d.came * d.amount), 0), coalesce(sum(d.chance * (1 - d.chance) * d.amount * d.amount), 0), coalesce(sum((d.chance - d.came) ^ 2), 0), coalesce(sum((d.fixed - d.came) ^ 2), 0)
    from (
      select ${afterSql('won_by', weeks)} as chance, case when t.outcome = 'won' and t.ended_at < ${over} then 1 else 0 end as came,
        coalesce(g.probability, 0) / 100.0 as fixed, coalesce(t.amount, 0)::float8 as amount
      from (select s.*, s.at as stage_entered_at, s.at as created_at from (${STAYS}) s) t join stages g on g.id = t.stage_id
        join forecast_odds o on o.as_of = ${month.from}::date and o.pipeline_id = t.pipeline_id and o.stage_id = t.stage_id and o.age = ${ageSql(opened)}
      where t.at < ${opened} and (t.left_at is null or t.left_at >= ${opened}) and (t.ended_at is null or t.ended_at >= ${opened})) d
    having count(*) > 0`
}
