import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { choice, number, ref, text } from '../../core/entity'
import { insert } from '../../core/records/write'
import { hall } from './hall'
import { space } from './space'

const STANDS_MAX = 400

/** Puts rows of equal stands into a hall, back to back in pairs with an aisle between the pairs. */
export const layOut = act(hall, 'layOut', {
  label: ['排展位', 'Lay out stands'],
  icon: 'layout-grid',
  input: {
    prefix: text({ label: ['编号前缀', 'Prefix'], required: true, max: 10, default: 'A' }),
    rows: number({ label: ['排数', 'Rows'], scale: 0, min: 1, required: true, default: 4 }),
    columns: number({ label: ['每排个数', 'Stands a row'], scale: 0, min: 1, required: true, default: 10 }),
    width: number({ label: ['展位宽', 'Width'], scale: 1, min: 0.5, required: true, default: 3, unit: ['米', 'm'] }),
    depth: number({ label: ['展位深', 'Depth'], scale: 1, min: 0.5, required: true, default: 3, unit: ['米', 'm'] }),
    aisle: number({ label: ['通道宽', 'Aisle'], scale: 1, min: 0, required: true, default: 4, unit: ['米', 'm'] }),
    left: number({
      label: ['离左墙', 'From the left'],
      scale: 1,
      min: 0,
      required: true,
      default: 3,
      unit: ['米', 'm'],
    }),
    top: number({ label: ['离上墙', 'From the top'], scale: 1, min: 0, required: true, default: 3, unit: ['米', 'm'] }),
    kind: choice({ label: ['类别', 'Kind'], dictionary: 'spaceKind', required: true, default: 'standard' }),
    product: ref('product', { label: ['产品', 'Product'] }),
  },
  async run(ctx, row, input) {
    const { prefix, rows, columns, width, depth, aisle, left, top, kind, product } = input
    if (rows * columns > STANDS_MAX) throw refuse('hall.layOut')
    const topOf = (r: number) => top + r * depth + Math.floor(r / 2) * aisle
    if (left + columns * width > row.width || topOf(rows - 1) + depth > row.depth) throw refuse('hall.tooSmall')
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++)
        await insert(ctx, space, {
          name: `${prefix}${r + 1}${String(c + 1).padStart(2, '0')}`,
          hall: row.id,
          kind,
          product: product ?? null,
          size: `${width} × ${depth} m`,
          places: 1,
          x: round(left + c * width),
          y: round(topOf(r)),
          width,
          depth,
          active: true,
          position: r * columns + c + 1,
        })
    return { stands: rows * columns }
  },
})

const round = (metres: number) => Math.round(metres * 10) / 10
