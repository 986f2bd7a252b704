import { reachOf } from '../../core/access/reach'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { doubtOf, valueAfter } from './curves'
import { checkReads } from './figures'
import { MONTHS_BACK } from './learn'

/** How the odds of a month's first day fared within the month. */
export interface Trial {
  month: string
  deals: number
  predicted: number
  actual: number
  /** Of everybody's deals, so only for those who see them all. */
  predictedAmount: number | null
  actualAmount: number | null
  low: number | null
  high: number | null
  /** Mean squared distance of the probabilities from what came true, and of the stages' fixed ones: less is better. */
  brier: number
  brierFixed: number
}
/** What the odds say of a stage: the chances of being won, for whoever has just come into it. */
export interface StageOdds {
  pipeline: string
  stage: string
  cases: number
  fixed: number
  /** In so many days; `doubt` is the deviation of what is known. */
  within: { days: number; won: number; lost: number; doubt: number }[]
}
export interface Accuracy {
  fittedOn: string | null
  monthsBack: number
  trials: Trial[]
  stages: StageOdds[]
}

const HORIZONS_DAYS = [30, 60, 90, 180]

/** The statistical forecast held against what happened, and what it has learnt. */
export async function accuracyOf(ctx: Ctx): Promise<Accuracy> {
  checkReads(ctx)
  const whole = reachOf(ctx, ctx.words.entity('opportunity'), 'read').kind === 'everything'
  const trials = await ctx.db.query<{
    month: string
    deals: number
    predicted: number
    actual: number
    predictedAmount: number
    actualAmount: number
    variance: number
    squared: number
    squaredFixed: number
  }>(sql`select to_char(month, 'YYYY-MM') as month, deals, predicted, actual, predicted_amount as "predictedAmount", actual_amount as "actualAmount", variance, squared,
      squared_fixed as "squaredFixed" from forecast_trials order by month desc limit 12`)
  const stages = await ctx.db.query<{
    pipeline: string
    stage: string
    cases: number
    fixed: number
    won: number[]
    lost: number[]
    asOf: string
  }>(sql`select p.name as pipeline, s.name as stage, o.cases, coalesce(s.probability, 0)::int as fixed, o.won_by as won, o.lost_by as lost, to_char(o.as_of, 'YYYY-MM-DD') as "asOf"
    from forecast_odds o join pipelines p on p.id = o.pipeline_id and p.deleted_at is null join stages s on s.id = o.stage_id and s.deleted_at is null and coalesce(s.active, true)
    where o.age = 0 and o.as_of = (select max(as_of) from forecast_odds) order by p.preferred desc nulls last, p.position, p.name, s.position, s.id`)
  return {
    fittedOn: stages[0]?.asOf ?? null,
    monthsBack: MONTHS_BACK,
    trials: trials.map(({ variance, squared, squaredFixed, predictedAmount, actualAmount, ...one }) => {
      const width = 1.2816 * Math.sqrt(variance)
      return {
        ...one,
        predictedAmount: whole ? Math.round(predictedAmount) : null,
        actualAmount: whole ? Math.round(actualAmount) : null,
        low: whole ? Math.round(Math.max(0, predictedAmount - width)) : null,
        high: whole ? Math.round(predictedAmount + width) : null,
        brier: squared / one.deals,
        brierFixed: squaredFixed / one.deals,
      }
    }),
    stages: stages.map(({ won, lost, asOf: _, ...one }) => ({
      ...one,
      within: HORIZONS_DAYS.map(days => {
        const chance = valueAfter(won, days / 7)
        return { days, won: chance, lost: valueAfter(lost, days / 7), doubt: Math.sqrt(doubtOf(chance, one.cases)) }
      }),
    })),
  }
}
