import { choice, date, entity, files, longText, money, ref, text } from '../../core/entity'
import { approvalField } from '../approvals'

/** Asks that what a customer will not pay be written off (坏账核销); once approved its instalments owe that much less. */
export const writeOff = entity('writeOff', {
  label: ['坏账核销', 'Write-off'],
  area: 'sales',
  group: 'money',
  icon: 'file-x',
  numbering: 'HX-{yyyy}-{00000}',
  owned: true,
  title: 'name',
  subtitle: ['code', 'account.name'],
  fields: {
    name: text({ label: ['事由', 'Subject'], required: true, search: true, max: 300 }),
    code: text({ label: ['核销编号', 'Code'], readOnly: true, unique: true, search: true, max: 60 }),
    account: ref('account', { label: ['客户', 'Account'], once: true, required: true, filter: true }),
    amount: money({ label: ['核销金额', 'Amount'], readOnly: true, default: 0 }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', readOnly: true, default: 'CNY' }),
    reason: choice({ label: ['原因', 'Reason'], dictionary: 'badDebtReason', required: true }),
    evidence: files({ label: ['依据材料', 'Evidence'] }),
    note: longText({ label: ['说明', 'Explanation'], max: 5_000 }),
    approval: approvalField,
    writtenOffOn: date({ label: ['核销日期', 'Written off on'], readOnly: true, filter: true }),
    revokedOn: date({ label: ['撤销日期', 'Taken back on'], readOnly: true }),
  },
  list: ['name', 'code', 'account', 'amount', 'reason', 'approval', 'writtenOffOn', 'owner'],
})
