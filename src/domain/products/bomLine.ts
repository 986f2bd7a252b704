import { entity, number, ref, text } from '../../core/entity'

/** One line of a bill of materials, or of a bundle: how many of a component go into one of a product. */
export const bomLine = entity('bomLine', {
  label: ['物料清单行', 'BOM line'],
  area: 'sales',
  group: 'catalogue',
  icon: 'list-tree',
  searched: false,
  title: 'position',
  fields: {
    parent: ref('product', { label: ['上级产品', 'Parent product'], required: true, filter: true }),
    component: ref('product', { label: ['组成产品', 'Component'], required: true, filter: true }),
    quantity: number({ label: ['用量', 'Quantity'], scale: 4, min: 0.0001, required: true, default: 1 }),
    scrap: number({ label: ['损耗率', 'Scrap'], scale: 2, min: 0, unit: ['%', '%'] }),
    position: text({ label: ['位号', 'Position'], max: 60 }),
    note: text({ label: ['备注', 'Note'], max: 300 }),
  },
  list: ['parent', 'component', 'quantity', 'scrap', 'position', 'note'],
})
