import { entity, flag, longText, number, structure, text } from '../../core/entity'
import type { Filter } from '../../core/records/filter'
import { checkSteps } from './checkSteps'
import type { Steps } from './definition'

/** Who has to agree to what, in which order. Of several flows for one purpose the first serves whose condition holds. */
export const approvalFlow = entity('approvalFlow', {
  label: ['审批流', 'Approval flow'],
  area: 'settings',
  icon: 'workflow',
  setup: true,
  fields: {
    name: text({ label: ['名称', 'Name'], required: true, max: 100 }),
    object: text({ label: ['对象', 'Object'], required: true, max: 60, filter: true }),
    purpose: text({ label: ['用途', 'Purpose'], required: true, max: 60 }),
    condition: structure<Filter | null>({ label: ['适用条件', 'For which'] }),
    steps: structure<
      Steps,
      { label: readonly ['步骤', 'Steps']; required: true; names: 'user'; check: typeof checkSteps }
    >({
      label: ['步骤', 'Steps'],
      required: true,
      names: 'user',
      check: checkSteps,
    }),
    days: number({ label: ['全程时限', 'Time limit'], scale: 0, min: 1, unit: ['个工作日', 'working days'] }),
    active: flag({ label: ['启用', 'In use'], default: true }),
    position: number({ label: ['顺序', 'Order'], scale: 0, ordinal: true, default: 0 }),
    note: longText({ label: ['说明', 'Note'] }),
  },
  list: ['name', 'object', 'purpose', 'days', 'active', 'updatedAt'],
})
