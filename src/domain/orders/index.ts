import type { FastifyInstance } from 'fastify'
import { learn } from '../../core/i18n/say'
import type { Slice } from '../../core/slice'
import { earning } from '../commissions'
import { pricedLines, pricedRoutes, setUpPriceDecision } from '../quotes'
import { followActs, news } from '../together'
import { cancel, confirm, fulfil, reopen } from './confirm'
import { copy, orderOpportunity } from './copy'
import { orderDictionaries } from './dictionaries'
import { orderDocument, ordering } from './document'
import { confirmedOrders, earnAgain } from './earned'
import { orderQuote } from './fromQuote'
import { keepOrder } from './keep'
import { orderMessages } from './messages'
import { order } from './order'
import { followOrdered } from './ordered'
import { orderLine } from './orderLine'

learn(orderMessages)
earning(confirmedOrders)

const priced = pricedLines(orderDocument)

/**
 * What customers buy (订单): lines priced like a quote's, made of a quote in whole or part, of a deal, or by themselves; confirmed once
 * everybody who has a say agrees (`beforeConfirm`), then carried out, invoiced and paid by other slices.
 */
export const orders: Slice = {
  name: 'orders',
  entities: [order, orderLine],
  acts: [
    priced.save,
    ...ordering.acts,
    confirm,
    fulfil,
    cancel,
    reopen,
    copy,
    orderQuote,
    orderOpportunity,
    ...followActs(order),
  ],
  reactions: [news(order), keepOrder, ...priced.reactions, ...followOrdered, earnAgain, ...ordering.reactions],
  dictionaries: orderDictionaries,
  routes: (app: FastifyInstance) => pricedRoutes(app, orderDocument),
  setUp: ctx => setUpPriceDecision(ctx, order, '订单'),
}

export {
  afterConfirm,
  beforeCancel,
  beforeConfirm,
  beforeFulfil,
  beforeReopen,
  type Check,
  type Follow,
} from './checks'
export { openOf } from './fromQuote'
export { order, orderLine }
