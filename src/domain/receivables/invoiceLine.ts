import { choice, entity, money, number, ref, text } from '../../core/entity'

/** What of an order is invoiced; all invoices of an order line never come to more than the line. */
export const invoiceLine = entity('invoiceLine', {
  label: ['发票明细', 'Invoice line'],
  icon: 'receipt',
  owned: true,
  belongsTo: 'invoice',
  searched: false,
  internal: true,
  title: 'name',
  fields: {
    invoice: ref('invoice', { label: ['发票', 'Invoice'], required: true }),
    orderLine: ref('orderLine', { label: ['订单明细', 'Order line'] }),
    redOfLine: ref('invoiceLine', { label: ['红冲的明细', 'Takes back'] }),
    position: number({ label: ['排序', 'Order of it'], scale: 0, ordinal: true }),
    name: text({ label: ['名称', 'Name'], required: true, max: 300 }),
    quantity: number({ label: ['数量', 'Quantity'], scale: 4 }),
    unit: choice({ label: ['单位', 'Unit'], dictionary: 'unit' }),
    net: money({ label: ['不含税金额', 'Net'], required: true }),
    taxRate: choice({ label: ['税率', 'Tax rate'], dictionary: 'vatRate' }),
    tax: money({ label: ['税额', 'Tax'], required: true }),
    gross: money({ label: ['价税合计', 'Gross'], required: true }),
  },
  list: ['name', 'quantity', 'unit', 'net', 'taxRate', 'tax', 'gross', 'invoice'],
})
