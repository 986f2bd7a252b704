import { choice, entity, flag, number, ref, refs, structure, text } from '../../core/entity'
import type { Filter } from '../../core/records/filter'

/** Who gets leads that fit: some people by turns, by load, by region, by room; or a pool. The first rule that fits counts. */
export const leadAssignmentRule = entity('leadAssignmentRule', {
  label: ['线索分配规则', 'Lead assignment rule'],
  area: 'settings',
  icon: 'split',
  setup: true,
  fields: {
    name: text({ label: ['规则名称', 'Name'], required: true, max: 100 }),
    where: structure<Filter>({ label: ['适用范围', 'Applies to'] }),
    board: ref('board', { label: ['版块', 'Board'] }),
    people: refs('user', { label: ['分配给', 'Goes to'] }),
    by: choice({ label: ['方式', 'How'], dictionary: 'distributeBy', default: 'turns' }),
    openMax: number({
      label: ['每人在手上限', 'Each has at most'],
      scale: 0,
      min: 1,
      unit: ['条', 'leads'],
      hint: ['未转化、未丢弃的线索到了上限，就轮到下一个人', 'Whoever has so many open leads is passed over'],
    }),
    pool: ref('pool', { label: ['放进公海', 'Into the pool'] }),
    last: ref('user', { label: ['上次分给', 'Last went to'], readOnly: true, past: true }),
    active: flag({ label: ['启用', 'Active'], default: true }),
    position: number({ label: ['顺序', 'Position'], scale: 0, ordinal: true, default: 1 }),
  },
  list: ['position', 'name', 'board', 'people', 'by', 'pool', 'active'],
})
