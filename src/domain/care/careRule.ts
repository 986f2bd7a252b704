import { choice, choices, entity, flag, number, ref, structure, text } from '../../core/entity'
import type { Filter } from '../../core/records/filter'

/** On which occasion somebody at a customer hears from us, who exactly, and how. */
export const careRule = entity('careRule', {
  label: ['关怀规则', 'Care rule'],
  area: 'settings',
  icon: 'hand-heart',
  setup: true,
  fields: {
    name: text({ label: ['规则名称', 'Name'], required: true, max: 100 }),
    occasion: choice({ label: ['由头', 'Occasion'], dictionary: 'careOccasion', required: true, default: 'birthday' }),
    festival: choice({ label: ['节日', 'Festival'], dictionary: 'festival' }),
    days: number({ label: ['多少天没联系', 'Silent for'], scale: 0, min: 1, unit: ['天', 'days'] }),
    field: text({ label: ['看哪个字段', 'Which field'], max: 60 }),
    percent: number({ label: ['变化达到', 'Changed by'], scale: 1, min: 0.1, unit: ['%', '%'] }),
    direction: choice({ label: ['方向', 'Direction'], dictionary: 'careDirection', default: 'any' }),
    whom: choice({ label: ['对谁', 'Whom'], dictionary: 'careWhom', required: true, default: 'contact' }),
    where: structure<Filter>({ label: ['适用范围', 'Applies to'] }),
    board: ref('board', { label: ['版块', 'Board'] }),
    daysBefore: number({ label: ['提前', 'Ahead'], scale: 0, min: 0, unit: ['天', 'days'], default: 0 }),
    means: choice({ label: ['做什么', 'What'], dictionary: 'careMeans', required: true, default: 'task' }),
    channels: choices({ label: ['可用渠道', 'By'], dictionary: 'messageChannel' }),
    template: ref('messageTemplate', { label: ['消息模板', 'Template'] }),
    otherwiseTask: flag({ label: ['发不了就改为任务', 'Else a task'], default: true }),
    active: flag({ label: ['启用', 'Active'], default: true }),
    position: number({ label: ['顺序', 'Position'], scale: 0, ordinal: true, default: 1 }),
  },
  list: ['name', 'occasion', 'whom', 'means', 'daysBefore', 'board', 'active'],
})
