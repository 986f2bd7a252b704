import { choice, entity, flag, number, ref, structure, text } from '../../core/entity'
import type { Filter } from '../../core/records/filter'

/** When a record of the pool's board goes into the pool: so many days without what `basis` names, where `where` fits. */
export const poolRule = entity('poolRule', {
  label: ['收回规则', 'Recycling rule'],
  icon: 'hourglass',
  setup: true,
  title: 'name',
  fields: {
    pool: ref('pool', { label: ['公海', 'Pool'], required: true, filter: true }),
    name: text({ label: ['规则名称', 'Name'], required: true, max: 100 }),
    basis: choice({ label: ['依据', 'Basis'], dictionary: 'recycleBasis', required: true, default: 'followUp' }),
    days: number({ label: ['天数', 'Days'], scale: 0, min: 1, unit: ['天', 'days'], required: true }),
    where: structure<Filter>({ label: ['适用范围', 'Applies to'] }),
    warnDays: number({ label: ['提前提醒', 'Warning'], scale: 0, min: 0, unit: ['天', 'days'], default: 3 }),
    escalateDays: number({ label: ['先交上级', 'Manager first'], scale: 0, min: 0, unit: ['天', 'days'], default: 0 }),
    active: flag({ label: ['启用', 'Active'], default: true }),
    position: number({ label: ['顺序', 'Position'], scale: 0, ordinal: true, default: 1 }),
  },
})
