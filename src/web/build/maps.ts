import type { Plugin } from 'vite'
import { shapesOf } from '../../core/vocabulary/chinaMap'

const INDEX = 'virtual:maps'
const ONE = 'virtual:map/'
/** A thousandth of a degree is a hundred metres, less than a line on the screen is wide. */
const DIGITS = 3

/**
 * `virtual:maps`: the outlines of China's provinces, and of the parts of each province, every map in a chunk of its own that is
 * fetched when it is first looked at. Coordinates are rounded, since nobody sees the rest of them.
 */
export const maps = (): Plugin => ({
  name: 'guanxi-maps',
  resolveId: id => (id === INDEX || id.startsWith(ONE) ? `\0${id}` : undefined),
  load(id) {
    if (id === `\0${INDEX}`) {
      const codes = ['china', ...shapesOf(null).map(shape => shape.code)]
      const entries = codes.map(code => `${JSON.stringify(code)}: () => import(${JSON.stringify(ONE + code)})`)
      return `export const maps = { ${entries.join(', ')} }`
    }
    if (!id.startsWith(`\0${ONE}`)) return
    const code = id.slice(ONE.length + 1)
    const features = shapesOf(code === 'china' ? null : code).map(({ code: region, name, centre, geometry }) => ({
      type: 'Feature',
      properties: { code: region || name, name, cp: centre },
      geometry: { ...geometry, coordinates: rounded(geometry.coordinates) },
    }))
    return `export const map = JSON.parse(${JSON.stringify(JSON.stringify({ type: 'FeatureCollection', features }))})`
  },
})

function rounded(part: unknown): unknown {
  if (typeof part === 'number') return Number(part.toFixed(DIGITS))
  return Array.isArray(part) ? part.map(rounded) : part
}
