import { choice, entity, money, number, ref, text } from '../../core/entity'

/** How many of an order line come back, and what they were sold for. */
export const goodsReturnLine = entity('goodsReturnLine', {
  label: ['退货明细', 'Return line'],
  icon: 'package-x',
  owned: true,
  belongsTo: 'goodsReturn',
  searched: false,
  internal: true,
  title: 'name',
  fields: {
    goodsReturn: ref('goodsReturn', { label: ['退货单', 'Return'], required: true }),
    orderLine: ref('orderLine', { label: ['订单明细', 'Order line'], required: true }),
    name: text({ label: ['名称', 'Name'], max: 300 }),
    quantity: number({ label: ['退货数量', 'Quantity'], required: true, scale: 4, min: 0 }),
    unit: choice({ label: ['单位', 'Unit'], dictionary: 'unit' }),
    net: money({ label: ['不含税金额', 'Net'] }),
    tax: money({ label: ['税额', 'Tax'] }),
    gross: money({ label: ['退货金额', 'Gross'] }),
  },
  list: ['name', 'quantity', 'unit', 'net', 'tax', 'gross', 'goodsReturn'],
})
