import { choice, date, entity, type Label, money, ref, structure, text } from '../../core/entity'
import type { Basis } from './earn'

/** One line of a statement: what was earned by what, and how it comes to that. */
export const commissionLine = entity('commissionLine', {
  label: ['提成明细', 'Commission line'],
  icon: 'hand-coins',
  owned: true,
  authored: true,
  internal: true,
  searched: false,
  belongsTo: 'statement',
  title: 'title',
  fields: {
    statement: ref('commissionStatement', {
      label: ['提成单', 'Commission statement'],
      required: true,
      readOnly: true,
    }),
    /** The month in which it was earned; an adjustment stands in the statement of a later one. */
    period: text({ label: ['所属月份', 'Earned in'], readOnly: true, max: 7, filter: true }),
    key: text({ label: ['来源键', 'Key'], readOnly: true, max: 200 }),
    kind: choice({ label: ['类型', 'Kind'], dictionary: 'commissionLineKind', readOnly: true }),
    plan: ref('commissionPlan', { label: ['提成方案', 'Commission plan'], readOnly: true }),
    aboutObject: text({ label: ['来源对象', 'About object'], readOnly: true, max: 60 }),
    aboutId: text({ label: ['来源记录', 'About record'], readOnly: true, max: 36, filter: true }),
    title: text({ label: ['来源', 'What for'], readOnly: true, max: 300 }),
    account: ref('account', { label: ['客户', 'Account'], readOnly: true }),
    earnedOn: date({ label: ['成交日期', 'Earned on'], readOnly: true }),
    amount: money({ label: ['提成', 'Commission'], readOnly: true }),
    currency: choice({ label: ['币种', 'Currency'], dictionary: 'currency', readOnly: true, default: 'CNY' }),
    basis: structure<Basis, { label: Label; readOnly: true }>({ label: ['算法', 'How'], readOnly: true }),
  },
})
