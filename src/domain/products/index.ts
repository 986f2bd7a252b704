import type { Slice } from '../../core/slice'
import { product } from './product'

export { product }

/** What there is to sell. */
export const products: Slice = {
  name: 'products',
  entities: [product],
  dictionaries: [
    { name: 'productLine', label: ['产品类别', 'Product category'], tree: true, items: [] },
    {
      name: 'unit',
      label: ['单位', 'Unit'],
      items: [
        ['piece', '件', 'piece'],
        ['set', '套', 'set'],
        ['box', '箱', 'box'],
        ['bottle', '瓶', 'bottle'],
        ['copy', '份', 'copy'],
        ['issue', '期', 'issue'],
        ['page', '版', 'page'],
        ['stand', '个展位', 'stand'],
        ['hour', '小时', 'hour'],
        ['year', '年', 'year'],
      ],
    },
  ],
}
