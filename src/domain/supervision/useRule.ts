import { entity, flag, listOf, number, ref, refs, structure, text } from '../../core/entity'
import type { Filter } from '../../core/records/filter'

/** Every record of an object that fits must have been contacted within so many days. */
export interface ContactRule {
  object: string
  days: number
  where?: Filter | null
}

const RULES_MAX = 20
const DAYS_MAX = 3_650
const KEYS = ['object', 'days', 'where']

/** Refuses what are no rules of contact: answers the code of a sentence, null when they are well formed. */
export const checkContact = listOf(
  rule =>
    typeof rule?.object === 'string' &&
    Number.isInteger(rule.days) &&
    rule.days >= 1 &&
    rule.days <= DAYS_MAX &&
    (rule.where === undefined || typeof rule.where === 'object') &&
    Object.keys(rule).every(key => KEYS.includes(key)),
  RULES_MAX,
  'useRule.contact',
)

/** A month for what is being worked on and for customers by grade, as rules of use of a group company ask. */
const MONTHLY: ContactRule[] = [
  { object: 'lead', days: 30, where: { field: 'status', op: 'in', value: ['new', 'working'] } },
  { object: 'opportunity', days: 30, where: { field: 'status', op: 'eq', value: 'open' } },
  { object: 'account', days: 14, where: { field: 'level', op: 'eq', value: 'strategic' } },
  { object: 'account', days: 30, where: { field: 'level', op: 'eq', value: 'key' } },
  { object: 'account', days: 90, where: { field: 'level', op: 'in', value: ['normal', 'potential'] } },
]

/** How a board's people are to use the system (管理办法): what is expected of them, and who hears when it is not kept. */
export const useRule = entity('useRule', {
  label: ['使用规则', 'Use rule'],
  icon: 'clipboard-check',
  area: 'settings',
  setup: true,
  title: 'name',
  fields: {
    name: text({ label: ['名称', 'Name'], required: true, max: 100 }),
    board: ref('board', { label: ['版块', 'Board'], required: true, unique: true }),
    roles: refs('role', { label: ['适用角色', 'For whom'] }),
    dailyLogIn: flag({ label: ['工作日每天登录', 'Log-in every working day'], default: true }),
    absentDays: number({
      label: ['未登录通报', 'Absence reported'],
      scale: 0,
      min: 1,
      unit: ['天', 'days'],
      default: 14,
    }),
    contact: structure<ContactRule[]>({ label: ['跟进要求', 'Contact'], default: MONTHLY, check: checkContact }),
    callsPerDay: number({ label: ['每天电话', 'Calls a day'], scale: 0, min: 0, unit: ['个', ''] }),
    visitsPerDay: number({ label: ['每天拜访', 'Visits a day'], scale: 1, min: 0, unit: ['次', ''] }),
    remind: flag({ label: ['提醒本人', 'Tell the person'], default: true }),
    escalate: flag({ label: ['报告上级', 'Tell the manager'], default: true }),
    active: flag({ label: ['启用', 'In use'], default: true }),
  },
  list: ['name', 'board', 'dailyLogIn', 'absentDays', 'callsPerDay', 'visitsPerDay', 'active'],
})
