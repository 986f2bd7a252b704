import type { Slice } from '../../core/slice'
import { printedActs, printedReactions } from './printed'

/** What was sold (销售分析): papers of sales, and the figures of orders by whatever one asks. */
export const sales: Slice = {
  name: 'sales',
  acts: printedActs,
  reactions: printedReactions,
}
