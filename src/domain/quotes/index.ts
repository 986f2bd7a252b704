import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { followActs, news } from '../together'
import { accept, decline } from './accept'
import { quoteDictionaries } from './dictionaries'
import { quoteDocument } from './document'
import { expireNight } from './expire'
import { quoteOpportunity } from './fromOpportunity'
import { keepQuote } from './keep'
import { pricedLines } from './lines/priced'
import { quoteMessages } from './messages'
import { quote } from './quote'
import { quoteLine } from './quoteLine'
import { copy, revise } from './revise'
import { quoteRoutes } from './routes'
import { send } from './send'
import { quoting, setUpPriceDecision } from './submit'
import './duties'

learn(quoteMessages)

const priced = pricedLines(quoteDocument)

/**
 * Offers to customers (报价): lines priced step by step, in versions, for a time. A quote is written by `save` with all its lines, or
 * head and lines one by one; either way its amounts are the sum of its lines. What else sells by priced lines (orders) is declared by
 * `pricedLines`.
 */
export const quotes: Slice = {
  name: 'quotes',
  entities: [quote, quoteLine],
  acts: [priced.save, ...quoting.acts, send, accept, decline, revise, copy, quoteOpportunity, ...followActs(quote)],
  reactions: [news(quote), keepQuote, ...priced.reactions, ...quoting.reactions],
  dictionaries: quoteDictionaries,
  jobs: [expireNight],
  routes: quoteRoutes,
  setUp: ctx => setUpPriceDecision(ctx, quote, '报价'),
}

export { notAcceptable } from './accept'
export type { ComparedLine, Comparison } from './compare'
export { expire } from './expire'
export { headOfOpportunity, linesOfOpportunity } from './fromOpportunity'
export { headFields, howPriced, lineFields } from './lines/fields'
export { carryOver, giveLines, linesOf, type PricedDocument, pricedLines, settle } from './lines/priced'
export { type Asking, type Reckoned, reckon, type Sheet, type Terms, taxed } from './lines/reckon'
export { pricedRoutes } from './routes'
export { checkComplete, priceDecision, setUpPriceDecision } from './submit'
export { quote, quoteLine }
