import { choice, entity, ref, text } from '../../core/entity'

/** How two accounts stand to each other beside the tree of parents and branches. */
export const accountLink = entity('accountLink', {
  label: ['客户关联', 'Account link'],
  icon: 'link-2',
  owned: true,
  searched: false,
  belongsTo: 'account',
  title: 'note',
  fields: {
    account: ref('account', { label: ['客户', 'Account'], required: true }),
    relation: choice({ label: ['关系', 'Relation'], dictionary: 'accountRelation', required: true }),
    other: ref('account', { label: ['对方', 'Other account'], required: true }),
    note: text({ label: ['说明', 'Note'], max: 500 }),
  },
  list: ['account', 'relation', 'other', 'note'],
})
