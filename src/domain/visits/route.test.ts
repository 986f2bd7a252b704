import fc from 'fast-check'
import { expect, test } from 'vitest'
import { distanceMetres, inOrder, lengthMetres } from './route'

const at = (latitude: number, longitude: number) => ({ latitude, longitude })

test('a tenth of a degree of latitude is eleven kilometres', () => {
  expect(distanceMetres(at(31, 121), at(31.1, 121))).toBeCloseTo(11_119, -1)
})

test('stops along a road come in the order of the road, from where one starts', () => {
  const road = [1, 2, 3, 4, 5].map(n => at(31, 121 + n / 10))
  expect(inOrder([road[2]!, road[0]!, road[4]!, road[1]!, road[3]!], at(31, 121))).toEqual(road)
})

test('every stop comes once, and the way is never longer than it was', () => {
  const stop = fc.record({
    latitude: fc.double({ min: 20, max: 50, noNaN: true }),
    longitude: fc.double({ min: 75, max: 130, noNaN: true }),
  })
  fc.assert(
    fc.property(fc.array(stop, { maxLength: 9 }), fc.option(stop, { nil: undefined }), (stops, start) => {
      const order = inOrder(stops, start)
      expect(new Set(order)).toEqual(new Set(stops))
      expect(order.length).toBe(stops.length)
      const length = (points: typeof stops) => lengthMetres(start ? [start, ...points] : points)
      expect(length(order)).toBeLessThanOrEqual(length(stops) + 1)
    }),
  )
})
