import { choice, date, entity, type Label, longText, structure } from '../../core/entity'
import { type Figures, measures } from './measures'
import { reviewed } from './review'

const GOAL_MAX = 100_000

/** Refuses goals of what nobody counts, or by halves. */
function checkGoals(value: unknown): string | null {
  const known = new Set(measures.map(measure => measure.code))
  return Object.entries(value as Figures).every(
    ([code, n]) => known.has(code) && Number.isInteger(n) && n >= 0 && n <= GOAL_MAX,
  )
    ? null
    : 'workPlan.goals'
}

/**
 * What somebody means to do in a week or a month: figures, words, and tasks, which are the tasks about it. Its result is counted, not
 * written. One for each person and period.
 */
export const workPlan = entity('workPlan', {
  label: ['工作计划', 'Work plan'],
  area: 'together',
  icon: 'target',
  owned: true,
  authored: true,
  internal: true,
  searched: false,
  title: 'startsOn',
  fields: {
    period: choice({
      label: ['周期', 'Period'],
      dictionary: 'planPeriod',
      required: true,
      once: true,
      default: 'week',
    }),
    startsOn: date({ label: ['开始', 'From'], required: true, once: true, filter: true }),
    endsOn: date({ label: ['结束', 'To'], readOnly: true, filter: true }),
    goals: structure<Figures, { label: Label; check: typeof checkGoals }>({
      label: ['目标', 'Goals'],
      check: checkGoals,
    }),
    text: longText({ label: ['计划', 'Plan'], max: 10_000 }),
    summary: longText({ label: ['总结', 'Summary'], max: 10_000 }),
    ...reviewed,
  },
  list: ['startsOn', 'period', 'owner', 'mark', 'reviewedBy'],
})
