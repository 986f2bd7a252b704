import { entity, longText, number, ref, structure, text } from '../../core/entity'
import type { Happening } from './engine'

/** What happened to a request, in order: the engine folds it into the request's state, people read it as its story. */
export const approvalEvent = entity('approvalEvent', {
  label: ['审批经过', 'Approval event'],
  owned: true,
  internal: true,
  searched: false,
  belongsTo: 'request',
  title: 'kind',
  fields: {
    request: ref('approvalRequest', { label: ['审批单', 'Approval request'], required: true, filter: true }),
    number: number({ label: ['序号', 'Number'], scale: 0, required: true }),
    kind: text({ label: ['动作', 'What'], required: true, max: 20 }),
    happening: structure<Happening, { label: readonly ['内容', 'Content']; required: true }>({
      label: ['内容', 'Content'],
      required: true,
    }),
    comment: longText({ label: ['意见', 'Comment'], max: 2_000 }),
  },
})
