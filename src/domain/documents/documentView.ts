import { choice, entity, ref, text } from '../../core/entity'

/** That somebody opened, fetched or answered a document by its link. */
export const documentView = entity('documentView', {
  label: ['文件查看', 'Document view'],
  icon: 'eye',
  owned: true,
  belongsTo: 'delivery',
  searched: false,
  internal: true,
  title: 'kind',
  fields: {
    delivery: ref('documentDelivery', { label: ['文件发送', 'Delivery'], required: true, readOnly: true }),
    kind: choice({ label: ['动作', 'What'], dictionary: 'documentViewKind', readOnly: true }),
    address: text({ label: ['网络地址', 'Address'], readOnly: true, max: 60, sensitive: true }),
    agent: text({ label: ['浏览器', 'Browser'], readOnly: true, max: 300 }),
  },
})
