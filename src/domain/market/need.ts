import { choice, date, entity, longText, ref, text } from '../../core/entity'

/** What a customer looks for or has to offer (供求), as long as it holds; it stands on the customer's page. */
export const need = entity('need', {
  label: ['供求', 'Need'],
  area: 'customers',
  icon: 'handshake',
  owned: true,
  belongsTo: 'account',
  subtitle: ['kind'],
  title: 'what',
  fields: {
    what: text({ label: ['内容', 'What'], required: true, search: true, max: 500 }),
    account: ref('account', { label: ['客户', 'Account'], required: true }),
    contact: ref('contact', { label: ['联系人', 'Contact'] }),
    kind: choice({ label: ['供求', 'Kind'], dictionary: 'needKind', required: true, default: 'demand', filter: true }),
    quantity: text({ label: ['数量', 'Quantity'], max: 200 }),
    validFrom: date({ label: ['有效期自', 'Valid from'] }),
    validTo: date({ label: ['有效期至', 'Valid until'], filter: true }),
    note: longText({ label: ['说明', 'Note'], max: 5_000 }),
  },
  list: ['what', 'kind', 'account', 'quantity', 'validFrom', 'validTo', 'owner', 'updatedAt'],
})
