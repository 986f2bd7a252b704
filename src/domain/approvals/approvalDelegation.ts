import { date, entity, ref, text } from '../../core/entity'

/** Somebody else decides for its owner during some days (委托). */
export const approvalDelegation = entity('approvalDelegation', {
  label: ['审批委托', 'Approval delegation'],
  area: 'workbench',
  icon: 'user-round-check',
  owned: true,
  authored: true,
  open: { field: 'endsOn', op: 'relative', value: 'future' },
  searched: false,
  title: 'reason',
  fields: {
    delegate: ref('user', { label: ['委托给', 'Delegate'], required: true }),
    startsOn: date({ label: ['开始', 'From'], required: true, filter: true }),
    endsOn: date({ label: ['结束', 'Until'], required: true }),
    reason: text({ label: ['原因', 'Reason'], required: true, max: 200 }),
  },
  list: ['owner', 'delegate', 'startsOn', 'endsOn', 'reason'],
})
