import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { activity } from './activity'
import { assignment } from './assign'
import { cancelTask } from './cancelTask'
import { completeTask } from './completeTask'
import { activityDictionaries } from './dictionaries'
import { followUp } from './followUp'
import { activityMessages } from './messages'
import { remind } from './remind'
import { reopenTask } from './reopenTask'
import { task } from './task'
import './duties'

export { checkLocation, type Location } from './location'
export { activity, task }

learn(activityMessages)

export const activities: Slice = {
  name: 'activities',
  entities: [activity, task],
  acts: [completeTask, reopenTask, cancelTask],
  reactions: [followUp, assignment],
  dictionaries: activityDictionaries,
  jobs: [remind],
}
