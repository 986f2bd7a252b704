import { entity, flag, number, ref, structure, text } from '../../core/entity'
import type { Filter } from '../../core/records/filter'

/** So many points for leads that fit; the name is the reason that people read. */
export const leadScoreRule = entity('leadScoreRule', {
  label: ['线索评分规则', 'Lead scoring rule'],
  area: 'settings',
  icon: 'gauge',
  setup: true,
  fields: {
    name: text({ label: ['理由', 'Reason'], required: true, max: 100 }),
    points: number({ label: ['分数', 'Points'], scale: 0, required: true, default: 10, unit: ['分', 'points'] }),
    where: structure<Filter>({ label: ['适用范围', 'Applies to'] }),
    board: ref('board', { label: ['版块', 'Board'] }),
    active: flag({ label: ['启用', 'Active'], default: true }),
    position: number({ label: ['顺序', 'Position'], scale: 0, ordinal: true, default: 1 }),
  },
  list: ['name', 'points', 'board', 'active'],
})
