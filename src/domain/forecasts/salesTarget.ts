import { choice, date, entity, longText, money, number, ref, text } from '../../core/entity'
import { prepareTargets } from './prepare'

/**
 * What somebody is to sell in a period, as an amount won or a number of deals. The owner answers for it: the person whose target it
 * is, a department's head. Whose target it is and for when stands; only how much it is changes.
 */
export const salesTarget = entity('salesTarget', {
  label: ['销售目标', 'Sales target'],
  area: 'sales',
  group: 'goals',
  icon: 'goal',
  owned: true,
  authored: true,
  searched: false,
  title: 'name',
  prepare: prepareTargets,
  fields: {
    name: text({ label: ['目标', 'Target'], readOnly: true, max: 300 }),
    period: choice({
      label: ['期间', 'Period'],
      dictionary: 'periodKind',
      default: 'month',
      required: true,
      filter: true,
    }),
    startsOn: date({ label: ['开始日期', 'From'], required: true, filter: true }),
    level: choice({
      label: ['层级', 'Level'],
      dictionary: 'forecastLevel',
      default: 'person',
      required: true,
      filter: true,
    }),
    department: ref('department', { label: ['部门', 'Department'], filter: true }),
    product: ref('product', { label: ['产品', 'Product'], filter: true }),
    amount: money({ label: ['目标金额', 'Amount'] }),
    deals: number({ label: ['目标单数', 'Deals'], scale: 0, min: 0 }),
    note: longText({ label: ['备注', 'Note'], max: 5_000 }),
    key: text({ label: ['归属与期间', 'Owner and period'], readOnly: true, unique: true, max: 200 }),
  },
  list: ['name', 'period', 'startsOn', 'level', 'owner', 'product', 'amount', 'deals'],
})
