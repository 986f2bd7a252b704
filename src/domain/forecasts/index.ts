import { reaction } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { forecastDictionaries } from './dictionaries'
import { forecastOverride } from './forecastOverride'
import { forecastSnapshot } from './forecastSnapshot'
import { learnOdds } from './learn'
import { forecastMessages } from './messages'
import { override } from './override'
import { keyOf } from './prepare'
import { forecastRoutes } from './routes'
import { salesTarget } from './salesTarget'
import { setTargets } from './setTargets'
import { takeSnapshot, weeklySnapshot } from './takeSnapshot'

export type { Accuracy, StageOdds, Trial } from './accuracy'
export type { ChangeKind, Changes } from './changes'
export type { Deal } from './deals'
export type { Forecast, Line, Said } from './forecast'
export { learnAll } from './learn'
export { override } from './override'
export { type Period, type PeriodKind, partsOf, periodLabel, periodOf, readPeriod } from './periods'
export type { TargetEntry } from './setTargets'
export { setTargets } from './setTargets'
export type { Sheet } from './sheet'
export { takeSnapshot } from './takeSnapshot'
export { type Targets, targetsOf } from './targets'
export { forecastOverride, forecastSnapshot, salesTarget }

learn(forecastMessages)

/** What people are to sell, what they say will come in, what was said before, and what the past says of it. */
export const forecasts: Slice = {
  name: 'forecasts',
  entities: [salesTarget, forecastOverride, forecastSnapshot],
  acts: [setTargets, override, takeSnapshot],
  reactions: [
    reaction(salesTarget, ['update'], async (_, after, before) => {
      if (before && keyOf(after) !== before.key) throw refuse('salesTarget.fixed')
    }),
  ],
  dictionaries: forecastDictionaries,
  jobs: [weeklySnapshot, learnOdds],
  routes: forecastRoutes,
}
