import { raw, type Sql, sql } from '../../core/db/statement'
import { AGES, PRIOR, pointOf, WEEKS } from './curves'
import { daysBetween, type Period } from './periods'

const THRESHOLDS = raw(`array[${AGES.join(', ')}]`)

/** How long an opportunity under alias t has been in its stage, as the odds know it: the largest of their ages that it has reached. */
export const ageSql = (at: Sql): Sql =>
  sql`(${THRESHOLDS})[width_bucket(greatest(0, extract(epoch from ${at} - coalesce(t.stage_entered_at, t.created_at)) / 86400)::float8, ${THRESHOLDS}::float8[])]`

/** The weeks from a day in which something must happen to happen within a period: from the first of them to the second. */
export function weeksTo(period: Period, today: string): { first: number; last: number } {
  return {
    first: Math.max(0, daysBetween(today, period.from)) / 7,
    last: Math.max(0, daysBetween(today, period.to) + 1) / 7,
  }
}

/** The latest odds there are. */
export const CURRENT = raw(`o.as_of = (select max(as_of) from forecast_odds)`)

/** By pipeline, stage and age: the chance of being won within the period, and the variance of what is known of it. */
export function chancesSql(period: Period, today: string): Sql {
  const { first, last } = weeksTo(period, today)
  return sql`select x.*, x.chance * (1 - x.chance) / (x.cases + ${raw(String(PRIOR + 1))}) as doubt from (
    select o.pipeline_id, o.stage_id, o.age, o.cases, least(1, greatest(0, ${afterSql('won_by', last)} - ${afterSql('won_by', first)})) as chance
    from forecast_odds o where ${CURRENT}) x`
}

/** `valueAfter` of curves.ts in SQL; arrays of PostgreSQL begin with 1. */
export function afterSql(column: 'won_by' | 'lost_by', weeks: number): Sql {
  const { index, part } = pointOf(weeks)
  const entry = (i: number) => raw(`o.${column}[${Math.min(i, WEEKS) + 1}]::float8`)
  return part === 0 ? entry(index) : sql`(${entry(index)} + ${part}::float8 * (${entry(index + 1)} - ${entry(index)}))`
}
