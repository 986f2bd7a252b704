import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { worklogDictionaries } from './dictionaries'
import { worklogMessages } from './messages'
import { missingLogs } from './missing'
import { review } from './review'
import { worklogRoutes } from './routes'
import { workLog } from './workLog'
import { workPlan } from './workPlan'
import { createWorkLog, submitWorkLog, updateWorkLog } from './writeLog'
import { createWorkPlan, updateWorkPlan } from './writePlan'

learn(worklogMessages)

/** What everybody did on a day and means to do in a week or month, and what their manager says to it. */
export const worklogs: Slice = {
  name: 'worklogs',
  entities: [workLog, workPlan],
  acts: [
    createWorkLog,
    updateWorkLog,
    submitWorkLog,
    review(workLog),
    createWorkPlan,
    updateWorkPlan,
    review(workPlan),
  ],
  dictionaries: worklogDictionaries,
  jobs: [missingLogs],
  routes: worklogRoutes,
}

export type { Figures } from './measures'
export type { DayState, LogDay, PlanResult, TeamMember } from './routes'
export { workLog, workPlan }
