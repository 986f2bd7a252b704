import { entity, flag, longText, number, ref, text } from '../../core/entity'

/** A way of selling, step by step: its stages are rows of `stage`. */
export const pipeline = entity('pipeline', {
  label: ['销售流程', 'Pipeline'],
  area: 'settings',
  icon: 'git-commit-horizontal',
  setup: true,
  fields: {
    name: text({ label: ['流程名称', 'Name'], required: true, unique: true, max: 100 }),
    board: ref('board', { label: ['限版块', 'Only for board'] }),
    preferred: flag({ label: ['默认', 'Preferred'], default: false }),
    position: number({ label: ['次序', 'Position'], scale: 0, ordinal: true, default: 0 }),
    quietDays: number({ label: ['停滞天数', 'Stalled after'], scale: 0, min: 1, unit: ['天', 'days'], default: 30 }),
    active: flag({ label: ['启用', 'In use'], default: true }),
    note: longText({ label: ['说明', 'Note'] }),
  },
  list: ['name', 'board', 'preferred', 'active'],
})
