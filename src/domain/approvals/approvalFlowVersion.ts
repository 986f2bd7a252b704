import { entity, number, ref, structure, text } from '../../core/entity'
import type { Steps } from './definition'

/** The steps of a flow as they were at some time: a request keeps those it began with. */
export const approvalFlowVersion = entity('approvalFlowVersion', {
  label: ['审批流版本', 'Approval flow version'],
  setup: true,
  internal: true,
  title: 'name',
  fields: {
    flow: ref('approvalFlow', { label: ['审批流', 'Approval flow'], required: true, filter: true }),
    number: number({ label: ['版本号', 'Number'], scale: 0, required: true }),
    name: text({ label: ['名称', 'Name'], required: true, max: 100 }),
    steps: structure<Steps, { label: readonly ['步骤', 'Steps']; required: true }>({
      label: ['步骤', 'Steps'],
      required: true,
    }),
    days: number({ label: ['全程时限', 'Time limit'], scale: 0, unit: ['个工作日', 'working days'] }),
  },
})
