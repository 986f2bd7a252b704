import type { Rights } from '../../core/access/rights'
import { entity, flag, longText, refs, structure, text } from '../../core/entity'
import { checkRights } from './checkRights'

/** What its holders may do. The five standard ones stand in standardRoles.ts; a company adds its own. */
export const role = entity('role', {
  label: ['角色', 'Role'],
  area: 'settings',
  icon: 'shield-check',
  setup: true,
  fields: {
    name: text({ label: ['角色名称', 'Name'], required: true, unique: true, max: 100 }),
    code: text({ label: ['角色代码', 'Code'], required: true, unique: true, max: 40 }),
    description: longText({ label: ['说明', 'Description'] }),
    rights: structure<Rights, { label: readonly ['权限', 'Rights']; required: true; check: typeof checkRights }>({
      label: ['权限', 'Rights'],
      required: true,
      check: checkRights,
    }),
    grants: refs('role', { label: ['可授予的角色', 'May grant'] }),
    standard: flag({ label: ['标准角色', 'Standard role'], readOnly: true, default: false }),
  },
  list: ['name', 'code', 'description', 'standard'],
})
