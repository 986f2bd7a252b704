import { choice, entity, number, structure, text } from '../../core/entity'

/** A saved view of a list: its filter, order and columns, for its owner, the board or everybody. */
export const view = entity('view', {
  label: ['视图', 'View'],
  icon: 'list',
  owned: true,
  open: { field: 'scope', op: 'in', value: ['board', 'all'] },
  searched: false,
  audience: 'scope',
  title: 'name',
  fields: {
    object: text({ label: ['对象', 'Object'], required: true, max: 60 }),
    name: text({ label: ['名称', 'Name'], required: true, max: 100 }),
    scope: choice({ label: ['谁能用', 'For whom'], dictionary: 'viewScope', default: 'me', required: true }),
    definition: structure<Record<string, unknown>>({ label: ['定义', 'Definition'], required: true }),
    position: number({ label: ['顺序', 'Position'], scale: 0, ordinal: true, default: 0 }),
  },
})
