import { today } from '../../core/access/me'
import { choice, date, entity, money, ref, text } from '../../core/entity'

/** Money given back of what came in and is not matched (退款). */
export const refund = entity('refund', {
  label: ['退款', 'Refund'],
  area: 'sales',
  group: 'money',
  icon: 'undo-2',
  numbering: 'TK-{yyyy}-{00000}',
  owned: true,
  belongsTo: 'payment',
  searched: false,
  internal: true,
  title: 'code',
  fields: {
    code: text({ label: ['退款编号', 'Code'], readOnly: true, unique: true, max: 60 }),
    payment: ref('payment', { label: ['回款', 'Receipt'], required: true }),
    account: ref('account', { label: ['客户', 'Account'], filter: true }),
    goodsReturn: ref('goodsReturn', { label: ['退货单', 'Return'] }),
    amount: money({ label: ['退款金额', 'Amount'], required: true }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', default: 'CNY' }),
    refundedOn: date({ label: ['退款日期', 'Refunded on'], default: today, filter: true }),
    method: choice({ label: ['退款方式', 'Method'], dictionary: 'paymentMethod', default: 'transfer' }),
    reason: text({ label: ['退款原因', 'Reason'], max: 300 }),
  },
  list: ['code', 'refundedOn', 'account', 'payment', 'amount', 'method', 'reason'],
})
