import { choice, date, entity, money, number, ref, refs, text } from '../../core/entity'

/** That a customer was reminded of what is overdue, at which level and how (催款记录). */
export const dunning = entity('dunning', {
  label: ['催款记录', 'Dunning letter'],
  area: 'sales',
  group: 'money',
  icon: 'bell-ring',
  owned: true,
  searched: false,
  internal: true,
  title: 'name',
  fields: {
    name: text({ label: ['级别', 'Level'], max: 200 }),
    account: ref('account', { label: ['客户', 'Account'], filter: true }),
    level: ref('dunningLevel', { label: ['催款级别', 'Dunning level'] }),
    step: number({ label: ['第几级', 'Step'], scale: 0 }),
    dunnedOn: date({ label: ['催款日期', 'Dunned on'], filter: true }),
    amount: money({ label: ['逾期金额', 'Overdue'] }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', default: 'CNY' }),
    instalments: refs('instalment', { label: ['回款计划', 'Instalments'] }),
    message: ref('message', { label: ['外发消息', 'Message'] }),
    task: ref('task', { label: ['任务', 'Task'] }),
    outcome: text({ label: ['结果', 'Outcome'], max: 300 }),
  },
  list: ['dunnedOn', 'account', 'name', 'amount', 'message', 'task', 'outcome', 'owner'],
})
