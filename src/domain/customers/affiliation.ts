import { choice, entity, flag, ref, text } from '../../core/entity'

/** What a contact is at a further account: the same person can decide in one company and advise another. */
export const affiliation = entity('affiliation', {
  label: ['任职', 'Affiliation'],
  icon: 'network',
  owned: true,
  searched: false,
  belongsTo: 'account',
  title: 'position',
  fields: {
    account: ref('account', { label: ['客户', 'Account'], required: true }),
    contact: ref('contact', { label: ['联系人', 'Contact'], required: true }),
    position: text({ label: ['职务', 'Position'], max: 200 }),
    role: choice({ label: ['采购角色', 'Buying role'], dictionary: 'buyingRole' }),
    current: flag({ label: ['在任', 'Current'], default: true }),
  },
  list: ['contact', 'account', 'position', 'role', 'current'],
})
