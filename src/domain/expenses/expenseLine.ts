import { choice, date, entity, files, money, number, ref, text } from '../../core/entity'

/** One expense of a claim: when, for what, how much, with the receipt; and for which customer, deal or contact it was. */
export const expenseLine = entity('expenseLine', {
  label: ['费用明细', 'Expense'],
  icon: 'receipt',
  owned: true,
  authored: true,
  belongsTo: 'claim',
  searched: false,
  title: 'note',
  subtitle: ['kind', 'day'],
  fields: {
    claim: ref('expenseClaim', { label: ['报销单', 'Expense claim'], required: true }),
    day: date({ label: ['日期', 'Day'], required: true, filter: true }),
    kind: choice({ label: ['类别', 'Kind'], dictionary: 'expenseKind', required: true, filter: true }),
    amount: money({ label: ['金额', 'Amount'], required: true }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', readOnly: true, default: 'CNY' }),
    foreignAmount: number({ label: ['外币金额', 'Foreign amount'], scale: 2, min: 0 }),
    foreignCurrency: choice({ label: ['外币', 'Foreign currency'], dictionary: 'currency' }),
    rate: number({ label: ['汇率', 'Exchange rate'], scale: 6, min: 0, hint: ['1 外币合人民币', 'CNY for one unit'] }),
    invoiceNumber: text({ label: ['发票号', 'Invoice number'], max: 60, filter: true }),
    receipts: files({ label: ['票据', 'Receipts'] }),
    account: ref('account', { label: ['客户', 'Account'], filter: true }),
    opportunity: ref('opportunity', { label: ['销售机会', 'Opportunity'], filter: true }),
    activity: ref('activity', { label: ['跟进', 'Activity'] }),
    note: text({ label: ['说明', 'What for'], max: 300 }),
  },
  list: ['day', 'kind', 'note', 'amount', 'account', 'opportunity', 'invoiceNumber', 'claim', 'owner'],
})
