import { choice, date, entity, flag, longText, money, number, ref, text } from '../../core/entity'
import { prepareInstalments } from './prepare'

/** What is due of a contract or an order, and when (回款计划). Paid, credited and open amounts follow from matches, returns and write-offs. */
export const instalment = entity('instalment', {
  label: ['回款计划', 'Instalment'],
  area: 'sales',
  icon: 'calendar-clock',
  owned: true,
  searched: false,
  subtitle: ['account.name', 'dueOn'],
  open: { field: 'status', op: 'in', value: ['planned', 'open', 'partly'] },
  prepare: prepareInstalments,
  fields: {
    name: text({ label: ['期次', 'Instalment'], required: true, max: 200 }),
    account: ref('account', { label: ['客户', 'Account'], filter: true }),
    contract: ref('contract', { label: ['合同', 'Contract'] }),
    order: ref('order', { label: ['订单', 'Order'] }),
    position: number({ label: ['排序', 'Order of it'], scale: 0, min: 0 }),
    percent: number({ label: ['比例', 'Share'], scale: 4, min: 0, unit: ['%', '%'] }),
    event: choice({ label: ['起算', 'Counted from'], dictionary: 'instalmentEvent', default: 'date' }),
    days: number({ label: ['天数', 'Days after'], scale: 0, min: 0 }),
    dueOn: date({ label: ['应收日期', 'Due on'], filter: true }),
    amount: money({ label: ['应收金额', 'Amount'], required: true }),
    paid: money({ label: ['已收', 'Paid'], readOnly: true, default: 0 }),
    credited: money({ label: ['退货冲减', 'Credited'], readOnly: true, default: 0 }),
    writtenOff: money({ label: ['核销', 'Written off'], readOnly: true, default: 0 }),
    openAmount: money({ label: ['未收', 'Open'], readOnly: true, default: 0 }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', readOnly: true, default: 'CNY' }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'instalmentStatus',
      readOnly: true,
      default: 'open',
      filter: true,
    }),
    overdue: flag({ label: ['逾期', 'Overdue'], readOnly: true, filter: true }),
    paidOn: date({ label: ['结清日期', 'Settled on'], readOnly: true }),
    dunningStep: number({ label: ['已催到第几级', 'Dunned up to'], readOnly: true, scale: 0 }),
    dunnedOn: date({ label: ['最近催款', 'Last dunned'], readOnly: true }),
    note: longText({ label: ['备注', 'Note'], max: 2_000 }),
  },
  list: ['name', 'account', 'order', 'contract', 'dueOn', 'amount', 'paid', 'openAmount', 'status', 'overdue', 'owner'],
})
