import { today } from '../../core/access/me'
import { choice, date, entity, files, longText, money, ref, text } from '../../core/entity'
import { preparePayments } from './prepare'

/** Money that came in (回款). What of it is matched, given back and left follows from its matches and refunds. */
export const payment = entity('payment', {
  label: ['回款', 'Receipt'],
  area: 'sales',
  group: 'money',
  icon: 'hand-coins',
  numbering: 'HK-{yyyy}-{00000}',
  owned: true,
  title: 'code',
  subtitle: ['payer', 'account.name'],
  prepare: preparePayments,
  fields: {
    code: text({ label: ['回款编号', 'Code'], readOnly: true, unique: true, search: true, max: 60 }),
    account: ref('account', { label: ['客户', 'Account'], filter: true }),
    payer: text({ label: ['付款户名', 'Payer'], search: true, max: 300 }),
    receivedOn: date({ label: ['到账日期', 'Received on'], required: true, default: today, filter: true }),
    amount: money({ label: ['到账金额', 'Amount'], required: true }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', default: 'CNY' }),
    method: choice({ label: ['收款方式', 'Method'], dictionary: 'paymentMethod', default: 'transfer' }),
    reference: text({ label: ['附言', 'Reference'], max: 1_000 }),
    bankReference: text({ label: ['银行流水号', 'Bank reference'], unique: true, search: true, max: 100 }),
    matched: money({ label: ['已匹配', 'Matched'], readOnly: true, default: 0 }),
    refunded: money({ label: ['已退款', 'Refunded'], readOnly: true, default: 0 }),
    openAmount: money({ label: ['未匹配', 'Unmatched'], readOnly: true, default: 0 }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'paymentStatus',
      readOnly: true,
      default: 'unmatched',
      filter: true,
    }),
    reversedOn: date({ label: ['冲销日期', 'Reversed on'], readOnly: true }),
    reverseReason: text({ label: ['冲销原因', 'Why reversed'], readOnly: true, max: 300 }),
    files: files({ label: ['回单', 'Bank slips'] }),
    note: longText({ label: ['备注', 'Note'], max: 2_000 }),
  },
  list: ['code', 'receivedOn', 'payer', 'account', 'amount', 'matched', 'openAmount', 'status', 'reference', 'owner'],
})
