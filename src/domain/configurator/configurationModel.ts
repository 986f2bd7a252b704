import { entity, flag, longText, number, ref, structure, text } from '../../core/entity'
import { checkOptions, checkRules } from './check'
import type { Option, Rule } from './screens/model'

/** How a product is configured (选配): its options, and the rules between them, as data. */
export const configurationModel = entity('configurationModel', {
  label: ['选配模型', 'Configuration model'],
  area: 'sales',
  group: 'catalogue',
  icon: 'sliders-horizontal',
  setup: true,
  fields: {
    name: text({ label: ['模型名称', 'Name'], required: true, max: 100 }),
    product: ref('product', { label: ['产品', 'Product'], required: true, unique: true }),
    active: flag({ label: ['启用', 'In use'], default: true }),
    leadDays: number({ label: ['装配天数', 'Assembly days'], scale: 0, min: 0, unit: ['天', 'days'] }),
    options: structure<Option[]>({ label: ['选项', 'Options'], check: checkOptions, names: 'product' }),
    rules: structure<Rule[]>({ label: ['规则', 'Rules'], check: checkRules }),
    note: longText({ label: ['说明', 'Note'], max: 2_000 }),
  },
  list: ['name', 'product', 'active', 'updatedAt'],
})
