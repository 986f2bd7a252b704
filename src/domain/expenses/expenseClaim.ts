import { choice, date, entity, longText, money, ref, text } from '../../core/entity'
import { approvalField } from '../approvals'

/** What somebody asks back of the money they laid out (报销单). Its lines say for what; period and total follow from them. */
export const expenseClaim = entity('expenseClaim', {
  label: ['报销单', 'Expense claim'],
  area: 'together',
  icon: 'receipt-text',
  numbering: 'BX-{yyyy}-{00000}',
  owned: true,
  authored: true,
  title: 'purpose',
  subtitle: ['code'],
  sections: { claim: ['报销', 'Claim'], progress: ['进度', 'Progress'] },
  fields: {
    purpose: text({ label: ['事由', 'Purpose'], required: true, search: true, max: 300, section: 'claim' }),
    code: text({ label: ['报销单号', 'Code'], readOnly: true, unique: true, search: true, max: 60, section: 'claim' }),
    startsOn: date({ label: ['费用自', 'From'], readOnly: true, filter: true, section: 'claim' }),
    endsOn: date({ label: ['费用至', 'Until'], readOnly: true, section: 'claim' }),
    total: money({ label: ['合计', 'Total'], readOnly: true, default: 0, section: 'claim' }),
    currency: choice({
      label: ['币种', 'Currency'],
      dictionary: 'currency',
      readOnly: true,
      default: 'CNY',
      section: 'claim',
    }),
    note: longText({ label: ['备注', 'Note'], max: 2_000, section: 'claim' }),
    approval: { ...approvalField, section: 'progress' },
    paidOn: date({ label: ['付款日期', 'Paid on'], readOnly: true, filter: true, section: 'progress' }),
    paidBy: ref('user', { label: ['付款登记人', 'Payment noted by'], readOnly: true, past: true, section: 'progress' }),
  },
  list: ['purpose', 'code', 'owner', 'startsOn', 'endsOn', 'total', 'approval', 'paidOn'],
})
