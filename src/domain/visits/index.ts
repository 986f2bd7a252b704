import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { cancelVisit, missed, plannedAhead, replan, resumeVisit } from './change'
import { checkIn } from './checkIn'
import { arrangeDay, planVisits } from './day'
import { visitDictionaries } from './dictionaries'
import { frequencyRules } from './frequencies'
import { lastVisit } from './lastVisit'
import { visitMessages } from './messages'
import { logVisit, reportVisit, unreportVisit } from './report'
import { visitRoutes } from './routes'
import { visit } from './visit'
import { visitFrequency } from './visitFrequency'
import './duties'

export { dueSql } from './frequencies'
export { onEarth } from './onEarth'
export { visit, visitFrequency }

learn(visitMessages)

/** Going to see customers: how often each grade asks for it, who goes where and when, and what came of it. */
export const visits: Slice = {
  name: 'visits',
  entities: [visitFrequency, visit],
  acts: [planVisits, arrangeDay, replan, cancelVisit, resumeVisit, checkIn, reportVisit, unreportVisit, logVisit],
  reactions: [plannedAhead, frequencyRules, ...lastVisit],
  dictionaries: visitDictionaries,
  jobs: [missed],
  routes: visitRoutes,
}
