import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { claiming } from './claiming'
import { expenseDictionaries } from './dictionaries'
import { expenseClaim } from './expenseClaim'
import { expenseLine } from './expenseLine'
import { expenseRule } from './expenseRule'
import { setUpFlow } from './flow'
import { agreed, keepClaim, ownRules } from './keepClaim'
import { expenseMessages } from './messages'
import { pay, unpay } from './pay'
import { expenseRoutes } from './routes'
import { saveClaim } from './saveClaim'
import { createExpenseLine, updateExpenseLine } from './writeLine'

learn(expenseMessages)

/** Expense claims (费用报销): what people laid out, for which customer and deal; decided, paid back, and held against what was won. */
export const expenses: Slice = {
  name: 'expenses',
  entities: [expenseClaim, expenseLine, expenseRule],
  acts: [saveClaim, createExpenseLine, updateExpenseLine, ...claiming.acts, pay, unpay],
  reactions: [keepClaim, agreed, ownRules, ...claiming.reactions],
  dictionaries: expenseDictionaries,
  routes: expenseRoutes,
  setUp: async ctx => {
    await setUpFlow(ctx)
  },
}

export type { CostLine, Costs } from './costs'
export type { Fault } from './limits'
export type { Occasion } from './prefill'
export { expenseClaim, expenseLine, expenseRule }
