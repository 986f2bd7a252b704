import { choice, entity, flag, number, ref, text } from '../../core/entity'

/**
 * What can be booked (版位): a position in every issue of a publication, or a stand at its place in a hall. Whoever books it gets it
 * alone, or one of its `places` in each issue.
 */
export const space = entity('space', {
  label: ['版位', 'Space'],
  icon: 'layout-template',
  setup: true,
  fields: {
    name: text({ label: ['名称', 'Name'], required: true, max: 60 }),
    publication: ref('publication', { label: ['期刊', 'Publication'], filter: true }),
    hall: ref('hall', { label: ['展馆', 'Hall'], filter: true }),
    kind: choice({ label: ['类别', 'Kind'], dictionary: 'spaceKind', required: true, default: 'fullPage' }),
    size: text({ label: ['尺寸', 'Size'], max: 60 }),
    places: number({ label: ['每期数量', 'Places an issue'], scale: 0, min: 1, default: 1 }),
    product: ref('product', { label: ['产品', 'Product'], hint: ['按它的价格表计价', 'Priced by its price list'] }),
    x: number({ label: ['左', 'Left'], scale: 1, min: 0, unit: ['米', 'm'] }),
    y: number({ label: ['上', 'Top'], scale: 1, min: 0, unit: ['米', 'm'] }),
    width: number({ label: ['宽', 'Width'], scale: 1, min: 0.5, unit: ['米', 'm'] }),
    depth: number({ label: ['深', 'Depth'], scale: 1, min: 0.5, unit: ['米', 'm'] }),
    active: flag({ label: ['可预订', 'On offer'], default: true }),
    position: number({ label: ['次序', 'Position'], scale: 0, ordinal: true, default: 0 }),
  },
  list: ['name', 'kind', 'size', 'publication', 'hall', 'places', 'active'],
})
