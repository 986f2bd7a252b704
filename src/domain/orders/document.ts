import type { Row } from '../../core/entity'
import { type PricedDocument, priceDecision } from '../quotes'
import { order } from './order'
import { orderLine } from './orderLine'

/** Prices made by hand in an order are put to a decision like those of a quote; what was agreed on in one is not. */
export const ordering = priceDecision(order, 'orderLine', { label: ['订单审批', 'Order approval'] })

/** An order with its lines, as what it comes to is reckoned. */
export const orderDocument: PricedDocument = {
  head: order,
  line: orderLine,
  via: 'order',
  date: 'orderedOn',
  submit: (ctx, row: Row<typeof order>) => ordering.submit(ctx, row),
}
