import { choice, entity, instant, ref, refs, structure, text } from '../../core/entity'

/** Somebody asks for a decision on a record. Its owner is who asked; whoever is asked or told may read it. */
export const approvalRequest = entity('approvalRequest', {
  label: ['审批单', 'Approval request'],
  area: 'workbench',
  icon: 'stamp',
  owned: true,
  open: { field: 'status', op: 'in', value: ['running', 'returned'] },
  admits: true,
  internal: true,
  searched: false,
  title: 'title',
  subtitle: ['status'],
  fields: {
    title: text({ label: ['审批事项', 'Subject'], required: true, max: 300 }),
    status: choice({ label: ['状态', 'Status'], dictionary: 'approvalStatus', required: true, filter: true }),
    flow: ref('approvalFlow', { label: ['审批流', 'Approval flow'] }),
    flowVersion: ref('approvalFlowVersion', { label: ['审批流版本', 'Approval flow version'], required: true }),
    purpose: text({ label: ['用途', 'Purpose'], required: true, max: 60 }),
    aboutObject: text({ label: ['所属对象', 'About object'], required: true, max: 60 }),
    aboutId: text({ label: ['所属记录', 'About record'], required: true, max: 36, filter: true }),
    waitsFor: refs('user', { label: ['等待', 'Waits for'], past: true }),
    copied: refs('user', { label: ['抄送', 'Copied to'], filter: true, past: true }),
    submittedAt: instant({ label: ['提交时间', 'Submitted'], required: true, filter: true }),
    dueAt: instant({ label: ['期限', 'Due'] }),
    endedAt: instant({ label: ['结束时间', 'Ended'] }),
    urgedAt: instant({ label: ['催办时间', 'Urged'] }),
    payload: structure<Record<string, unknown>>({ label: ['内容', 'Content'] }),
  },
  list: ['title', 'purpose', 'status', 'owner', 'waitsFor', 'submittedAt', 'dueAt'],
})
