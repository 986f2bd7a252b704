import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { approving, pay, setUpFlow } from './approving'
import { commissionLine } from './commissionLine'
import { commissionPlan } from './commissionPlan'
import { commissionStatement } from './commissionStatement'
import { commissionDictionaries } from './dictionaries'
import { earning } from './earning'
import { commissionMessages } from './messages'
import { computeJob } from './recompute'
import { commissionRoutes } from './routes'
import { triggers } from './triggers'
import { wonDeals } from './wonDeals'

learn(commissionMessages)
earning(wonDeals)

/**
 * Commission (提成): plans say who earns how much of what is sold; statements say it person by person and month by month, each line with
 * its sentence. What earns is registered with `earning`: won opportunities here, orders and receipts by the slices that bring them.
 * Money is whole fen: a deal is shared out by largest remainder, so that shares add up to it, and each line is rounded half up.
 */
export const commissions: Slice = {
  name: 'commissions',
  entities: [commissionPlan, commissionStatement, commissionLine],
  acts: [...approving.acts, pay],
  reactions: [...triggers, ...approving.reactions],
  dictionaries: commissionDictionaries,
  jobs: [computeJob],
  routes: commissionRoutes,
  setUp: async ctx => {
    await setUpFlow(ctx)
  },
}

export type { Earning, Share } from './earn'
export { type EarningSource, earning, type Span } from './earning'
export { recompute, recomputeSoon } from './recompute'
export type { MonthOfCommission, StatementLine, StatementRow } from './report'
export type { Trial } from './trial'
export { categoriesOf } from './wonDeals'
export { commissionLine, commissionPlan, commissionStatement }
