import { choice, date, entity, files, flag, longText, money, number, ref, structure, text } from '../../core/entity'
import { approvalField } from '../approvals'
import { taxed } from '../quotes'
import { type Clause, checkClauses } from './clauses'

/** What is signed with a customer: clauses, amounts, the days between which it holds, and what was changed of it since. */
export const contract = entity('contract', {
  label: ['合同', 'Contract'],
  area: 'sales',
  group: 'selling',
  icon: 'file-pen-line',
  numbering: 'HT-{yyyy}-{00000}',
  subtitle: ['account.name', 'code'],
  owned: true,
  open: { field: 'status', op: 'in', value: ['draft', 'active'] },
  sections: {
    basic: ['合同', 'Contract'],
    money: ['金额', 'Amounts'],
    clauses: ['条款', 'Clauses'],
    renewal: ['续签', 'Renewal'],
    progress: ['进展', 'Progress'],
  },
  complete: amounts,
  fields: {
    name: text({ label: ['合同名称', 'Name'], required: true, search: true, max: 300, section: 'basic' }),
    code: text({ label: ['合同编号', 'Code'], readOnly: true, unique: true, search: true, max: 60, section: 'basic' }),
    account: ref('account', { label: ['客户', 'Account'], required: true, filter: true, section: 'basic' }),
    contact: ref('contact', { label: ['联系人', 'Contact'], section: 'basic' }),
    opportunity: ref('opportunity', { label: ['销售机会', 'Opportunity'], filter: true, section: 'basic' }),
    quote: ref('quote', { label: ['报价', 'Quote'], once: true, filter: true, section: 'basic' }),
    kind: choice({
      label: ['合同类型', 'Kind'],
      dictionary: 'contractKind',
      default: 'sales',
      filter: true,
      section: 'basic',
    }),
    ourSignatory: text({ label: ['我方签约人', 'Signs for us'], max: 60, section: 'basic' }),
    theirSignatory: text({ label: ['对方签约人', 'Signs for them'], max: 60, section: 'basic' }),
    startsOn: date({ label: ['生效日期', 'Starts on'], filter: true, section: 'basic' }),
    endsOn: date({ label: ['到期日期', 'Ends on'], filter: true, section: 'basic' }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', default: 'CNY', section: 'money' }),
    baseGross: money({
      label: ['签约金额', 'Amount as signed'],
      section: 'money',
      hint: ['价税合计，不含变更', 'With tax, without amendments'],
    }),
    taxRate: choice({
      label: ['税率', 'Tax rate'],
      dictionary: 'vatRate',
      section: 'money',
      hint: ['由报价或订单生成时按其明细计税', 'By its lines where made from a quote or an order'],
    }),
    baseNet: money({ label: ['签约不含税', 'Net as signed'], readOnly: true, default: 0, section: 'money' }),
    baseTax: money({ label: ['签约税额', 'Tax as signed'], readOnly: true, default: 0, section: 'money' }),
    net: money({ label: ['不含税金额', 'Net'], readOnly: true, default: 0, section: 'money' }),
    tax: money({ label: ['税额', 'Tax'], readOnly: true, default: 0, section: 'money' }),
    gross: money({ label: ['合同总额', 'Total'], readOnly: true, default: 0, section: 'money' }),
    paymentTerms: longText({ label: ['付款条件', 'Terms of payment'], max: 2_000, section: 'clauses' }),
    clauses: structure<Clause[], { label: ['条款', 'Clauses']; check: typeof checkClauses; section: 'clauses' }>({
      label: ['条款', 'Clauses'],
      check: checkClauses,
      section: 'clauses',
    }),
    files: files({ label: ['附件', 'Files'], section: 'basic' }),
    note: longText({ label: ['备注', 'Note'], max: 5_000, section: 'basic' }),
    remindDays: number({
      label: ['续签提前提醒', 'Remind before its end'],
      scale: 0,
      min: 0,
      unit: ['天', 'days'],
      default: 30,
      section: 'renewal',
    }),
    autoRenews: flag({ label: ['到期自动续期', 'Renews itself'], section: 'renewal' }),
    renewalOf: ref('contract', { label: ['续签自', 'Renewal of'], readOnly: true, section: 'renewal' }),
    remindedOn: date({ label: ['已提醒', 'Reminded on'], readOnly: true, section: 'renewal' }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'contractStatus',
      default: 'draft',
      readOnly: true,
      filter: true,
      section: 'progress',
    }),
    approval: { ...approvalField, section: 'progress' },
    signedOn: date({ label: ['签订日期', 'Signed on'], readOnly: true, filter: true, section: 'progress' }),
    terminatedOn: date({ label: ['终止日期', 'Terminated on'], readOnly: true, section: 'progress' }),
    terminationReason: choice({
      label: ['终止原因', 'Reason of termination'],
      dictionary: 'terminationReason',
      readOnly: true,
      section: 'progress',
    }),
    terminationNote: longText({
      label: ['终止说明', 'Why terminated'],
      readOnly: true,
      max: 2_000,
      section: 'progress',
    }),
  },
  list: ['name', 'code', 'account', 'kind', 'gross', 'status', 'signedOn', 'endsOn', 'owner'],
})

/** A new contract's tax follows from its amount; signed differences come later. */
function amounts({ baseGross, taxRate, baseNet }: Readonly<Record<string, any>>) {
  if (baseNet) return {}
  const { net, tax, gross } = taxed(Number(baseGross ?? 0), taxRate ?? null, true)
  return { baseNet: net, baseTax: tax, net, tax, gross }
}
