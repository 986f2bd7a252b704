import { choice, date, entity, files, longText, money, ref, text } from '../../core/entity'
import { approvalField } from '../approvals'

/** What a customer sends back of an order (退货单): agreed to, received, credited by red-letter invoice and refund or balance. */
export const goodsReturn = entity('goodsReturn', {
  label: ['退货单', 'Return'],
  plural: 'goodsReturns',
  area: 'sales',
  group: 'money',
  icon: 'package-x',
  numbering: 'TH-{yyyy}-{00000}',
  owned: true,
  title: 'name',
  subtitle: ['code', 'account.name'],
  fields: {
    name: text({ label: ['事由', 'Subject'], required: true, search: true, max: 300 }),
    code: text({ label: ['退货编号', 'Code'], readOnly: true, unique: true, search: true, max: 60 }),
    order: ref('order', { label: ['订单', 'Order'], once: true, required: true }),
    account: ref('account', { label: ['客户', 'Account'], readOnly: true, filter: true }),
    reason: choice({ label: ['退货原因', 'Reason'], dictionary: 'returnReason', required: true }),
    settlement: choice({
      label: ['退货结算', 'Settled by'],
      dictionary: 'returnSettlement',
      required: true,
      default: 'balance',
    }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'returnStatus',
      readOnly: true,
      default: 'requested',
      filter: true,
    }),
    net: money({ label: ['不含税金额', 'Net'], readOnly: true, default: 0 }),
    tax: money({ label: ['税额', 'Tax'], readOnly: true, default: 0 }),
    gross: money({ label: ['退货金额', 'Gross'], readOnly: true, default: 0 }),
    credited: money({ label: ['冲减应收', 'Taken off what is owed'], readOnly: true, default: 0 }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', readOnly: true, default: 'CNY' }),
    approval: approvalField,
    receivedOn: date({ label: ['收货日期', 'Received on'], readOnly: true }),
    settledOn: date({ label: ['结算日期', 'Settled on'], readOnly: true, filter: true }),
    files: files({ label: ['附件', 'Files'] }),
    note: longText({ label: ['说明', 'Explanation'], max: 5_000 }),
  },
  list: ['name', 'code', 'account', 'order', 'gross', 'settlement', 'status', 'approval', 'owner'],
})
