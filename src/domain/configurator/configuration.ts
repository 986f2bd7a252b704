import { entity, flag, money, number, ref, structure, text } from '../../core/entity'
import type { Choices } from './screens/model'

/** One line of what was configured: what was chosen, of which option, and what it adds to one piece. */
export interface ConfiguredLine {
  option: string
  optionName: string
  value: string
  valueName: string
  product?: string
  quantity?: number
  price?: number
}

/** A product as somebody configured it: a line with its structure, ready for a quote or an order. */
export const configuration = entity('configuration', {
  label: ['选配单', 'Configuration'],
  area: 'sales',
  group: 'catalogue',
  icon: 'puzzle',
  owned: true,
  numbering: 'XP-{yyyy}-{00000}',
  subtitle: ['product.name', 'account.name'],
  fields: {
    name: text({ label: ['选配名称', 'Name'], required: true, search: true, max: 200 }),
    code: text({ label: ['选配编号', 'Code'], readOnly: true, unique: true, search: true, max: 60 }),
    product: ref('product', { label: ['产品', 'Product'], required: true, filter: true }),
    account: ref('account', { label: ['客户', 'Account'], filter: true }),
    quantity: number({ label: ['数量', 'Quantity'], scale: 4, min: 0.0001, default: 1 }),
    choices: structure<Choices>({ label: ['选择', 'Choices'] }),
    lines: structure<ConfiguredLine[]>({ label: ['组成', 'Structure'], readOnly: true, names: 'product' }),
    complete: flag({ label: ['已选完', 'Complete'], readOnly: true, filter: true }),
    unitPrice: money({ label: ['单价', 'Unit price'], readOnly: true }),
    leadDays: number({ label: ['交货期', 'Lead time'], scale: 0, unit: ['天', 'days'], readOnly: true }),
  },
  list: ['name', 'code', 'product', 'account', 'quantity', 'unitPrice', 'leadDays', 'complete', 'owner', 'updatedAt'],
})
