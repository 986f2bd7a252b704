import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { createCare, resume, skip } from './acts'
import { care } from './care'
import { careRule } from './careRule'
import { careJob } from './carryOut'
import { careDictionaries } from './dictionaries'
import { careMessages } from './messages'
import { planJob } from './plan'
import { careRoutes } from './routes'
import { careRules } from './rules'

export { carryOut } from './carryOut'
export { planCare } from './plan'
export { care, careRule }

learn(careMessages)

/** Occasions to be in touch: birthdays, festivals, anniversaries, silence, changes; as tasks, or as messages that people want. */
export const careSlice: Slice = {
  name: 'care',
  entities: [careRule, care],
  acts: [createCare, skip, resume],
  reactions: careRules,
  dictionaries: careDictionaries,
  jobs: [planJob, careJob],
  routes: careRoutes,
}
