/** Degrees (WGS 84). */
export interface Point {
  latitude: number
  longitude: number
}

const EARTH_METRES = 6_371_000
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Along the surface of the earth, as the crow flies. */
export function distanceMetres(a: Point, b: Point): number {
  const half = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2
  const h =
    half(b.latitude - a.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(b.longitude - a.longitude)
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h)))
}

export const lengthMetres = (points: readonly Point[]): number =>
  points.reduce((sum, point, i) => (i === 0 ? 0 : sum + distanceMetres(points[i - 1]!, point)), 0)

/**
 * A sensible order of stops: always on to the nearest one that is left, then stretches turned round as long as that shortens the
 * way (2-opt). Never longer than the order given.
 * @param start where the day begins; without it at the first stop
 */
export function inOrder<S extends Point>(stops: readonly S[], start?: Point): S[] {
  if (stops.length < 2) return [...stops]
  const length = (order: readonly Point[]) => lengthMetres(start ? [start, ...order] : order)
  const begun = improved(nearestFirst(stops, start), length)
  return length(begun) < length(stops) ? begun : improved([...stops], length)
}

function nearestFirst<S extends Point>(stops: readonly S[], start?: Point): S[] {
  const left = [...stops]
  const order: S[] = start ? [] : [left.shift()!]
  while (left.length) {
    const here = order.at(-1) ?? start!
    const next = left.reduce(
      (best, stop, i) => (distanceMetres(here, stop) < distanceMetres(here, left[best]!) ? i : best),
      0,
    )
    order.push(...left.splice(next, 1))
  }
  return order
}

function improved<S extends Point>(order: S[], length: (order: readonly Point[]) => number): S[] {
  let best = order
  for (let better = true; better; ) {
    better = false
    for (let i = 0; i < best.length - 1; i++)
      for (let j = i + 1; j < best.length; j++) {
        const turned = [...best.slice(0, i), ...best.slice(i, j + 1).reverse(), ...best.slice(j + 1)]
        // Less than a metre is rounding.
        if (length(turned) < length(best) - 1) {
          best = turned
          better = true
        }
      }
  }
  return best
}
