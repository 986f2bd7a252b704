import { choice, entity, instant, longText, ref, text } from '../../core/entity'

/** One person's part in a request: what the engine's state says, kept so that lists can find it. Its owner is who decides. */
export const approvalTask = entity('approvalTask', {
  label: ['审批任务', 'Approval task'],
  owned: true,
  open: { field: 'status', op: 'in', value: ['waiting', 'open'] },
  internal: true,
  searched: false,
  title: 'title',
  fields: {
    title: text({ label: ['审批事项', 'Subject'], required: true, max: 300 }),
    request: ref('approvalRequest', { label: ['审批单', 'Approval request'], required: true, filter: true }),
    submitter: ref('user', { label: ['提交人', 'Submitted by'], past: true }),
    purpose: text({ label: ['用途', 'Purpose'], required: true, max: 60 }),
    step: text({ label: ['步骤', 'Step'], required: true, max: 40 }),
    stepName: text({ label: ['步骤名称', 'Step name'], max: 60 }),
    status: choice({ label: ['状态', 'Status'], dictionary: 'approvalTaskStatus', required: true, filter: true }),
    standsFor: ref('user', { label: ['代为审批', 'On behalf of'], past: true }),
    openedAt: instant({ label: ['到达时间', 'Arrived'] }),
    remindAt: instant({ label: ['提醒时间', 'Reminder'], filter: true }),
    dueAt: instant({ label: ['期限', 'Due'], filter: true }),
    overdueAt: instant({ label: ['超时时间', 'Overdue since'] }),
    decidedAt: instant({ label: ['处理时间', 'Decided'] }),
    comment: longText({ label: ['意见', 'Comment'], max: 2_000 }),
  },
})
