import { entity, longText, number, text } from '../../core/entity'

/** A business unit. Its people see its records and nobody else's. */
export const board = entity('board', {
  label: ['版块', 'Board'],
  area: 'settings',
  group: 'organisation',
  icon: 'building-2',
  setup: true,
  fields: {
    name: text({ label: ['版块名称', 'Name'], required: true, unique: true, max: 100 }),
    code: text({ label: ['版块代码', 'Code'], unique: true, max: 40 }),
    position: number({ label: ['排序', 'Order'], scale: 0, ordinal: true }),
    note: longText({ label: ['备注', 'Note'] }),
  },
  list: ['name', 'code', 'note'],
})
