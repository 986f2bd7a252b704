import { entity, number, ref } from '../../core/entity'

/** The largest discount that holders of a role give without asking; whoever has several roles has the largest of them. */
export const discountLimit = entity('discountLimit', {
  label: ['折扣权限', 'Discount limit'],
  area: 'settings',
  icon: 'badge-percent',
  setup: true,
  title: 'role',
  fields: {
    role: ref('role', { label: ['角色', 'Role'], required: true, unique: true }),
    percent: number({ label: ['最多让利', 'At most'], scale: 2, min: 0, unit: ['%', '%'], required: true }),
  },
  list: ['role', 'percent'],
})
