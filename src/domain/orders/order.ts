import { today } from '../../core/access/me'
import { choice, date, entity, files, instant, longText, money, ref, structure, text } from '../../core/entity'
import { approvalField } from '../approvals'
import { headFields } from '../quotes'

/** What a customer buys, with its lines: confirmed, carried out, invoiced and paid. */
export const order = entity('order', {
  label: ['订单', 'Order'],
  area: 'sales',
  group: 'selling',
  icon: 'clipboard-list',
  numbering: 'DD-{yyyy}-{00000}',
  subtitle: ['account.name', 'code'],
  owned: true,
  open: { field: 'status', op: 'in', value: ['draft', 'confirmed'] },
  sections: {
    basic: ['订单', 'Order'],
    money: ['金额', 'Amounts'],
    terms: ['条款', 'Terms'],
    progress: ['进展', 'Progress'],
  },
  fields: {
    name: text({ label: ['订单名称', 'Name'], required: true, search: true, max: 300, section: 'basic' }),
    code: text({ label: ['订单编号', 'Code'], readOnly: true, unique: true, search: true, max: 60, section: 'basic' }),
    account: ref('account', { label: ['客户', 'Account'], required: true, filter: true, section: 'basic' }),
    type: ref('orderType', { label: ['订单类型', 'Order type'], filter: true, section: 'basic' }),
    contact: ref('contact', { label: ['联系人', 'Contact'], section: 'basic' }),
    opportunity: ref('opportunity', { label: ['销售机会', 'Opportunity'], filter: true, section: 'basic' }),
    quote: ref('quote', { label: ['报价', 'Quote'], once: true, filter: true, section: 'basic' }),
    contract: ref('contract', { label: ['合同', 'Contract'], filter: true, section: 'basic' }),
    customerReference: text({
      label: ['客户采购单号', 'Customer’s reference'],
      search: true,
      max: 100,
      section: 'basic',
    }),
    orderedOn: date({ label: ['下单日期', 'Ordered on'], default: today, filter: true, section: 'basic' }),
    deliverOn: date({ label: ['交付日期', 'Deliver on'], filter: true, section: 'basic' }),
    ...headFields,
    cost: money({ label: ['成本', 'Cost'], sensitive: true, readOnly: true, section: 'money' }),
    paymentTerms: longText({ label: ['付款条件', 'Terms of payment'], max: 2_000, section: 'terms' }),
    deliveryTerms: longText({ label: ['交付条件', 'Terms of delivery'], max: 2_000, section: 'terms' }),
    note: longText({ label: ['备注', 'Note'], max: 5_000, section: 'terms' }),
    files: files({ label: ['附件', 'Files'], section: 'terms' }),
    details: structure<Record<string, unknown>>({ label: ['类型信息', 'What its type asks'], section: 'basic' }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'orderStatus',
      default: 'draft',
      readOnly: true,
      filter: true,
      section: 'progress',
    }),
    approval: { ...approvalField, section: 'progress' },
    confirmedAt: instant({ label: ['确认时间', 'Confirmed'], readOnly: true, section: 'progress' }),
    fulfilledOn: date({ label: ['完成日期', 'Fulfilled on'], readOnly: true, filter: true, section: 'progress' }),
    cancelledOn: date({ label: ['取消日期', 'Cancelled on'], readOnly: true, section: 'progress' }),
    cancelReason: choice({
      label: ['取消原因', 'Reason of cancellation'],
      dictionary: 'orderCancelReason',
      readOnly: true,
      section: 'progress',
    }),
    cancelNote: longText({ label: ['取消说明', 'Why cancelled'], readOnly: true, max: 2_000, section: 'progress' }),
  },
  list: ['name', 'code', 'account', 'gross', 'status', 'approval', 'orderedOn', 'deliverOn', 'owner'],
})
