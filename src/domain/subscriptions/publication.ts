import { choice, entity, flag, longText, number, ref, text } from '../../core/entity'

/** A title that comes out again and again (期刊): subscribed to, and with space for advertisements. */
export const publication = entity('publication', {
  label: ['期刊', 'Publication'],
  area: 'settings',
  icon: 'newspaper',
  setup: true,
  fields: {
    name: text({ label: ['刊名', 'Title'], required: true, unique: true, max: 100 }),
    code: text({ label: ['刊号', 'Code'], max: 40 }),
    frequency: choice({
      label: ['出刊频率', 'Frequency'],
      dictionary: 'frequency',
      required: true,
      default: 'monthly',
    }),
    product: ref('product', {
      label: ['征订产品', 'Subscription product'],
      hint: ['订单里这个产品的明细按它征订', 'Order lines of this product subscribe to it'],
    }),
    copyDays: number({
      label: ['截稿提前', 'Copy closes before'],
      scale: 0,
      min: 0,
      unit: ['天', 'days'],
      default: 15,
    }),
    note: longText({ label: ['说明', 'Note'], max: 2_000 }),
    active: flag({ label: ['在刊', 'Appearing'], default: true }),
    position: number({ label: ['次序', 'Position'], scale: 0, ordinal: true, default: 0 }),
  },
  list: ['name', 'code', 'frequency', 'active'],
})
