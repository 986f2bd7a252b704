import { choice, entity, flag, listOf, longText, number, ref, refs, structure, text } from '../../core/entity'
import type { Filter } from '../../core/records/filter'

/** How much one may take or hold. `where` narrows what counts; `department` whom it binds, and with `together` all of it as one. */
export interface Limit {
  of: 'daily' | 'total' | 'owned'
  max: number
  department?: string
  together?: boolean
  where?: Filter
}
const LIMITS_MAX = 30
const isLimit = (limit: any) =>
  ['daily', 'total', 'owned'].includes(limit?.of) &&
  Number.isInteger(limit.max) &&
  limit.max >= 0 &&
  (limit.department === undefined || typeof limit.department === 'string') &&
  (limit.where === undefined || (typeof limit.where === 'object' && limit.where !== null)) &&
  (!limit.together || (limit.of === 'owned' && !!limit.department)) &&
  Object.keys(limit).every(key => ['of', 'max', 'department', 'together', 'where'].includes(key))

/** A pool of one object on one board: who belongs to it, what they see before they claim, and how much they may take. */
export const pool = entity('pool', {
  label: ['公海', 'Pool'],
  icon: 'waves',
  area: 'settings',
  setup: true,
  sections: { basic: ['基本信息', 'Basics'], people: ['成员', 'People'], limits: ['领取规则', 'Claiming'] },
  fields: {
    name: text({ label: ['公海名称', 'Name'], required: true, max: 100, section: 'basic' }),
    board: ref('board', { label: ['版块', 'Board'], required: true, section: 'basic' }),
    object: choice({
      label: ['对象', 'Object'],
      dictionary: 'pooledObject',
      required: true,
      default: 'account',
      section: 'basic',
    }),
    position: number({ label: ['顺序', 'Position'], scale: 0, ordinal: true, default: 1, section: 'basic' }),
    note: longText({ label: ['说明', 'Note'], max: 1000, section: 'basic' }),
    wholeBoard: flag({ label: ['全版块可领取', 'Whole board'], default: true, section: 'people' }),
    members: refs('user', { label: ['成员', 'Members'], section: 'people' }),
    departments: refs('department', { label: ['成员部门', 'Departments'], section: 'people' }),
    administrators: refs('user', { label: ['管理员', 'Administrators'], section: 'people' }),
    hiddenFields: structure<string[]>({
      label: ['领取前隐藏', 'Hidden before claiming'],
      section: 'people',
      check: listOf(v => typeof v === 'string', 100, 'pool.hiddenFields'),
    }),
    limits: structure<Limit[]>({
      label: ['数量限制', 'Limits'],
      section: 'limits',
      check: listOf(isLimit, LIMITS_MAX, 'pool.limits'),
    }),
    coolDownDays: number({
      label: ['原负责人冷却', 'Cool-down'],
      scale: 0,
      min: 0,
      unit: ['天', 'days'],
      default: 0,
      section: 'limits',
    }),
    protectionDays: number({
      label: ['新客户保护', 'Protection'],
      scale: 0,
      min: 0,
      unit: ['天', 'days'],
      default: 0,
      section: 'limits',
    }),
  },
  list: ['name', 'board', 'object', 'wholeBoard', 'administrators', 'position'],
})
