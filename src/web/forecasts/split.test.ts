import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthsOf, periodFor, spanOf, stepped } from './periods'
import { split } from './split'

describe('sharing a target out', () => {
  it('over the quarters of a year as the last year went: 1,000 by 1 : 2 : 3 : 4', () => {
    expect(split(1000, [1, 2, 3, 4])).toEqual([100, 200, 300, 400])
  })
  it('in whole yuan, the odd one to whoever lost most: 100 by 1 : 1 : 1', () => {
    expect(split(100_00, [1, 1, 1], 100)).toEqual([34_00, 33_00, 33_00])
  })
  it('alike where the last year says nothing', () => {
    expect(split(12, [0, 0, 0])).toEqual([4, 4, 4])
  })
  it('adds up, whatever the whole and the weights', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 12 }),
        fc.array(fc.integer({ min: -5, max: 10 ** 9 }), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(1, 100),
        (whole, weights, unit) => {
          const parts = split(whole, weights, unit)
          expect(parts.reduce((sum, one) => sum + one, 0)).toBe(whole)
          expect(parts.every(part => part >= 0)).toBe(true)
        },
      ),
    )
  })
})

describe('periods of the pages', () => {
  it('go on over the turn of the year and keep to the calendar', () => {
    expect(stepped('2026-Q4', 1)).toBe('2027-Q1')
    expect(stepped('2026-01', -1)).toBe('2025-12')
    expect(spanOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(spanOf('2026-Q4')).toEqual({ from: '2026-10-01', to: '2026-12-31' })
    expect(monthsOf('2026-Q2')).toEqual(['2026-04', '2026-05', '2026-06'])
    expect(periodFor('month', '2026-Q3')).toBe('2026-07')
    // New Year in China is still the old year in London.
    expect(periodFor('year', undefined, Date.parse('2026-12-31T17:00:00Z'))).toBe('2027')
  })
})
