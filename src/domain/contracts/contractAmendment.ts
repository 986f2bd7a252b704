import { choice, date, entity, files, longText, money, number, ref, text } from '../../core/entity'

/** What was agreed to change of a contract: it counts once it is signed. */
export const contractAmendment = entity('contractAmendment', {
  label: ['合同变更', 'Contract amendment'],
  icon: 'file-diff',
  owned: true,
  belongsTo: 'contract',
  subtitle: ['contract.name'],
  fields: {
    contract: ref('contract', { label: ['合同', 'Contract'], required: true }),
    number: number({ label: ['第几次变更', 'Number'], scale: 0, readOnly: true }),
    name: text({ label: ['变更内容', 'What changes'], required: true, search: true, max: 300 }),
    reason: longText({ label: ['变更原因', 'Why'], max: 2_000 }),
    gross: money({
      label: ['金额变化', 'Difference'],
      hint: ['价税合计，减少填负数', 'With tax; negative where less'],
    }),
    taxRate: choice({ label: ['税率', 'Tax rate'], dictionary: 'vatRate' }),
    net: money({ label: ['不含税变化', 'Net difference'], readOnly: true, default: 0 }),
    tax: money({ label: ['税额变化', 'Tax difference'], readOnly: true, default: 0 }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', readOnly: true, default: 'CNY' }),
    newEndsOn: date({ label: ['新到期日期', 'New end'] }),
    files: files({ label: ['附件', 'Files'] }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'amendmentStatus',
      default: 'draft',
      readOnly: true,
      filter: true,
    }),
    signedOn: date({ label: ['签订日期', 'Signed on'], readOnly: true, filter: true }),
  },
  list: ['name', 'contract', 'gross', 'newEndsOn', 'status', 'signedOn', 'owner'],
})
