import { today } from '../../core/access/me'
import { choice, date, entity, instant, longText, structure } from '../../core/entity'
import type { Figures } from './measures'
import { reviewed } from './review'

/** What somebody did on a day, in their words beside what the system knows of it. One for each person and day. */
export const workLog = entity('workLog', {
  label: ['工作日志', 'Work log'],
  area: 'together',
  icon: 'notebook-pen',
  owned: true,
  authored: true,
  internal: true,
  searched: false,
  title: 'day',
  fields: {
    day: date({ label: ['日期', 'Day'], required: true, once: true, filter: true, default: today }),
    done: longText({ label: ['今天的工作', 'Done'], max: 10_000 }),
    plan: longText({ label: ['明天的计划', 'Plan for tomorrow'], max: 10_000 }),
    problems: longText({ label: ['问题与求助', 'Problems'], max: 10_000 }),
    status: choice({ label: ['状态', 'Status'], dictionary: 'workLogStatus', readOnly: true, default: 'draft' }),
    submittedAt: instant({ label: ['提交时间', 'Submitted'], readOnly: true }),
    figures: structure<Figures>({ label: ['工作量', 'Figures'], readOnly: true }),
    ...reviewed,
  },
  list: ['day', 'owner', 'status', 'submittedAt', 'mark', 'reviewedBy'],
})
