import type { Slice } from '../../core/slice'
import { orderDictionaries } from './dictionaries'
import { order } from './order'
import { orderLine } from './orderLine'

/** What customers buy (订单). */
export const orders: Slice = {
  name: 'orders',
  entities: [order, orderLine],
  dictionaries: orderDictionaries,
}

export { order, orderLine }
