import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countsOf, curveOf, doubtOf, type Ended, interval, sumOf, valueAfter, WEEKS } from './curves'

describe('ten deals that had been in a stage for 30 days', () => {
  // Two won in the first week, one lost in the second, two still open after one full week, five after ten.
  const ended: Ended[] = [
    { week: 0, outcome: 'won', n: 2 },
    { week: 1, outcome: 'lost', n: 1 },
    { week: 1, outcome: null, n: 2 },
    { week: 10, outcome: null, n: 5 },
  ]
  const counts = countsOf(ended)

  it('are open week by week as long as they were watched', () => {
    expect(counts.risk.slice(0, 3)).toEqual([10, 6, 5])
    expect(counts.risk[9]).toBe(5)
    expect(counts.risk[10]).toBe(0)
  })

  it('by hand: 2 of 10 won, then 1 of 6 lost of the 80 % left', () => {
    const curve = curveOf(counts)
    expect(curve.won[1]).toBeCloseTo(0.2)
    expect(curve.lost[2]).toBeCloseTo(0.8 / 6)
    expect(curve.won[2]! + curve.lost[2]! + 0.8 * (5 / 6)).toBeCloseTo(1)
    // Half of the first week's share after half a week.
    expect(valueAfter(curve.won, 0.5)).toBeCloseTo(0.1)
    expect(valueAfter(curve.won, 500)).toBe(curve.won[WEEKS])
  })

  it('are drawn to the pipeline by twelve cases of its: (2 + 12 × 0.5) of (10 + 12)', () => {
    const pooled = countsOf([
      { week: 0, outcome: 'won', n: 50 },
      { week: 40, outcome: null, n: 50 },
    ])
    expect(curveOf(counts, pooled).won[1]).toBeCloseTo((2 + 12 * 0.5) / 22)
    expect(curveOf(countsOf([]), pooled).won[1]).toBeCloseTo(0.5)
    expect(curveOf(countsOf([])).won[WEEKS]).toBe(0)
  })
})

const group = fc.record({
  week: fc.integer({ min: 0, max: 80 }),
  outcome: fc.constantFrom('won' as const, 'lost' as const, null),
  n: fc.integer({ min: 1, max: 400 }),
})
const history = fc.array(group, { maxLength: 60 })

describe('whatever the history', () => {
  it('won, lost and open are shares of one whole, and nothing that is over comes back', () => {
    fc.assert(
      fc.property(history, history, (mine, others) => {
        const counts = countsOf(mine)
        const curve = curveOf(counts, sumOf([counts, countsOf(others)]))
        for (let i = 0; i <= WEEKS; i++) {
          const [won, lost] = [curve.won[i]!, curve.lost[i]!]
          const sound = won >= 0 && lost >= 0 && won + lost <= 1 + 1e-9
          if (!sound || (i > 0 && (won < curve.won[i - 1]! || lost < curve.lost[i - 1]!))) return false
        }
      }),
    )
  })

  it('the more cases, the less doubt and the narrower what it lies between', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 1, max: 5_000 }),
        (chance, cases, more) => {
          expect(doubtOf(chance, cases + more)).toBeLessThan(doubtOf(chance, cases))
          const width = (n: number) => {
            const { low, high } = interval(chance * 100, 0, 100 * Math.sqrt(doubtOf(chance, n)), 1_000)
            return high - low
          }
          expect(width(cases + more)).toBeLessThanOrEqual(width(cases))
        },
      ),
    )
  })

  it('as many won as the log says come true again: the share of a long-past history is its curve’s end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 0, max: 90 }),
        fc.integer({ min: 1, max: 90 }),
        (won, lost, open) => {
          const curve = curveOf(
            countsOf([
              { week: 3, outcome: 'won', n: won },
              { week: 7, outcome: 'lost', n: lost },
              { week: WEEKS, outcome: null, n: open },
            ]),
          )
          expect(curve.won[WEEKS]).toBeCloseTo(won / (won + lost + open))
          expect(curve.lost[WEEKS]).toBeCloseTo(lost / (won + lost + open))
        },
      ),
    )
  })
})
