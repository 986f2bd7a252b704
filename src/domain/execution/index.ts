import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { executionDictionaries } from './dictionaries'
import { executionMessages } from './messages'
import { orderType } from './orderType'
import { setUpTypes } from './setUp'

export type { Answers, Asked, AskedKind } from './asked'
export type { Due, StepPlan, Who } from './plan'
export { orderType }

learn(executionMessages)

/** How orders are carried out: kinds of orders as data, and the steps that each order of a kind goes through. */
export const execution: Slice = {
  name: 'execution',
  entities: [orderType],
  dictionaries: executionDictionaries,
  setUp: setUpTypes,
}
