import { entity, number, ref } from '../../core/entity'
import { howPriced, lineFields } from './lines/fields'

/** One line of a quote, with what of it has been ordered. */
export const quoteLine = entity('quoteLine', {
  label: ['报价明细', 'Quote line'],
  icon: 'list',
  owned: true,
  belongsTo: 'quote',
  searched: false,
  title: 'name',
  subtitle: ['quote.name'],
  complete: howPriced,
  fields: {
    quote: ref('quote', { label: ['报价', 'Quote'], required: true }),
    ...lineFields,
    orderedQuantity: number({ label: ['已转订单', 'Ordered'], scale: 4, readOnly: true, default: 0 }),
  },
  list: ['name', 'product', 'quantity', 'unitPrice', 'discount', 'taxRate', 'gross', 'orderedQuantity', 'quote'],
})
