import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { begin } from './begin'
import { deliver, deliveredWhole } from './deliver'
import { executionDictionaries } from './dictionaries'
import { executionStep } from './executionStep'
import { done, plan, record, reopen, skip } from './finish'
import { keepType } from './keepType'
import { executionMessages } from './messages'
import { orderType } from './orderType'
import { executionRoutes } from './routes'
import { setUpTypes } from './setUp'
import './duties'

export { type Answers, type Asked, type AskedKind, answersText } from './asked'
export { dueFrom } from './moments'
export type { Due, StepPlan, Who } from './plan'
export type { MomentMeta } from './routes'
export { reschedule } from './schedule'
export { executionStep, orderType }

learn(executionMessages)

/** How orders are carried out: kinds of orders as data, and the steps that each order of a kind goes through. */
export const execution: Slice = {
  name: 'execution',
  entities: [orderType, executionStep],
  acts: [record, done, skip, reopen, plan, deliver],
  reactions: [begin, deliveredWhole, ...keepType],
  dictionaries: executionDictionaries,
  routes: executionRoutes,
  setUp: setUpTypes,
}
