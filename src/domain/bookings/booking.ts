import { choice, date, entity, number, ref, text } from '../../core/entity'

/** That a space in an issue, or a stand, is kept for a customer until a day, or sold by an order (预订). */
export const booking = entity('booking', {
  label: ['预订', 'Booking'],
  area: 'sales',
  group: 'carryingOut',
  icon: 'bookmark-check',
  owned: true,
  internal: true,
  searched: false,
  open: { field: 'status', op: 'eq', value: 'held' },
  fields: {
    name: text({ label: ['名称', 'Name'], readOnly: true, max: 200 }),
    space: ref('space', { label: ['版位', 'Space'], required: true, readOnly: true, filter: true }),
    issue: ref('issue', { label: ['刊期', 'Issue'], readOnly: true, filter: true }),
    account: ref('account', { label: ['客户', 'Account'], required: true, readOnly: true, filter: true }),
    order: ref('order', { label: ['订单', 'Order'], readOnly: true, filter: true }),
    orderLine: ref('orderLine', { label: ['订单明细', 'Order line'], readOnly: true }),
    opportunity: ref('opportunity', { label: ['销售机会', 'Opportunity'], readOnly: true }),
    place: number({ label: ['序号', 'Place'], scale: 0, readOnly: true, default: 1 }),
    status: choice({
      label: ['状态', 'Status'],
      dictionary: 'bookingStatus',
      readOnly: true,
      default: 'held',
      filter: true,
    }),
    heldUntil: date({ label: ['保留到', 'Held until'], readOnly: true, filter: true }),
    note: text({ label: ['备注', 'Note'], readOnly: true, max: 300 }),
  },
  list: ['name', 'account', 'status', 'heldUntil', 'order', 'owner'],
})
