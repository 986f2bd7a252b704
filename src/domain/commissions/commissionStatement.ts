import { choice, date, entity, instant, money, ref, text } from '../../core/entity'
import { approvalField } from '../approvals'

/** What somebody earned in a month, line by line (提成单). Computed, never typed; from the day it is paid it stays as it is. */
export const commissionStatement = entity('commissionStatement', {
  label: ['提成单', 'Commission statement'],
  icon: 'hand-coins',
  owned: true,
  authored: true,
  internal: true,
  searched: false,
  title: 'period',
  fields: {
    period: text({ label: ['月份', 'Month'], required: true, readOnly: true, max: 7, filter: true }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', readOnly: true, default: 'CNY' }),
    total: money({ label: ['合计', 'Total'], readOnly: true, default: 0 }),
    submittedTotal: money({ label: ['提交时合计', 'Total as submitted'], readOnly: true }),
    manager: ref('user', { label: ['主管', 'Manager'], readOnly: true, past: true }),
    approval: approvalField,
    computedAt: instant({ label: ['计算时间', 'Computed'], readOnly: true }),
    paidOn: date({ label: ['发放日期', 'Paid on'], readOnly: true, filter: true }),
    paidBy: ref('user', { label: ['发放登记人', 'Payment noted by'], readOnly: true, past: true }),
  },
  list: ['period', 'owner', 'total', 'approval', 'paidOn', 'computedAt'],
})
