import { entity, money, number, ref } from '../../core/entity'
import { howPriced, lineFields } from '../quotes'

/** One line of an order; what was delivered and came back is kept by what carries it out. */
export const orderLine = entity('orderLine', {
  label: ['订单明细', 'Order line'],
  icon: 'list',
  owned: true,
  belongsTo: 'order',
  searched: false,
  title: 'name',
  subtitle: ['order.name'],
  complete: howPriced,
  fields: {
    order: ref('order', { label: ['订单', 'Order'], required: true }),
    ...lineFields,
    quoteLine: ref('quoteLine', { label: ['报价明细', 'Quote line'], readOnly: true }),
    cost: money({ label: ['成本', 'Cost'], sensitive: true, readOnly: true }),
    deliveredQuantity: number({ label: ['已交付', 'Delivered'], scale: 4, readOnly: true, default: 0 }),
    returnedQuantity: number({ label: ['已退回', 'Returned'], scale: 4, readOnly: true, default: 0 }),
  },
  list: ['name', 'product', 'quantity', 'unitPrice', 'discount', 'taxRate', 'gross', 'deliveredQuantity', 'order'],
})
