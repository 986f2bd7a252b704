import fc from 'fast-check'
import { expect, it } from 'vitest'
import { apportion, times } from './exact'

const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 })
const weights = fc
  .array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 12 })
  .map(all => all.map(n => n / 1000))

it('rounds once and half away from zero, as one does on paper', () => {
  expect(times(120_000_00, 0.04, 0.6)).toBe(2_880_00)
  // 0.125 and 0.135 are halves only in decimals: 2.5 and 13.5 fen.
  expect([times(20, 0.125), times(100, 0.135), times(-100, 0.135), times(1, 0.499999), times(1, 0.5)]).toEqual([
    3, 14, -14, 0, 1,
  ])
})

it('is never more than half a unit away from the exact product, and mirrors at zero', () => {
  fc.assert(
    fc.property(amount, fc.integer({ min: 0, max: 2_000_000 }), (whole, rate) => {
      const got = BigInt(times(whole, rate / 1_000_000)) * 1_000_000n
      const exact = BigInt(whole) * BigInt(rate)
      const off = got > exact ? got - exact : exact - got
      expect(off <= 500_000n).toBe(true)
      expect(times(-whole, rate / 1_000_000) + times(whole, rate / 1_000_000)).toBe(0)
    }),
  )
})

it('shares out to the last unit: parts add up to the whole and none is a unit or more from its exact part', () => {
  expect(apportion(100, [1, 1, 1])).toEqual([34, 33, 33])
  expect(apportion(-100, [1, 1, 1])).toEqual([-34, -33, -33])
  fc.assert(
    fc.property(amount, weights, (whole, shares) => {
      const parts = apportion(whole, shares)
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(whole)
      const all = shares.reduce((sum, share) => sum + Math.round(share * 1000), 0)
      for (const [i, part] of parts.entries()) {
        const off = BigInt(part) * BigInt(all) - BigInt(whole) * BigInt(Math.round(shares[i]! * 1000))
        expect(off < BigInt(all) && off > -BigInt(all)).toBe(true)
      }
    }),
  )
})
