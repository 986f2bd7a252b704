import { entity, number, ref, text } from '../../core/entity'

/** A node of the tree of departments. */
export const department = entity('department', {
  label: ['部门', 'Department'],
  area: 'settings',
  icon: 'network',
  setup: true,
  fields: {
    name: text({ label: ['部门名称', 'Name'], required: true, max: 100 }),
    parent: ref('department', { label: ['上级部门', 'Part of'] }),
    board: ref('board', { label: ['版块', 'Board'] }),
    head: ref('user', { label: ['部门主管', 'Head'] }),
    position: number({ label: ['排序', 'Order'], scale: 0, ordinal: true }),
  },
  list: ['name', 'parent', 'board', 'head'],
})
