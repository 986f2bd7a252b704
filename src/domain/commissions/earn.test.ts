import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adjustments, type Earning, type Line, linesFor, marginOf, reaches, type Terms } from './earn'

const deal = (more: Partial<Earning> = {}): Earning => ({
  object: 'opportunity',
  id: 'd1',
  part: null,
  title: '全年投放',
  account: null,
  on: '2026-11-20',
  currency: 'CNY',
  amount: 120_000_00,
  cost: null,
  product: null,
  categories: [],
  shares: [{ user: 'li', percent: 100 }],
  ...more,
})
const plan = (more: Partial<Terms> = {}): Terms => ({
  id: 'p',
  of: 'amount',
  rates: [{ percent: 4 }],
  kickers: [],
  ...more,
})
const amounts = (lines: Line[]) => lines.map(line => line.amount)

describe('a plan', () => {
  it('pays a rate of the amount, by one’s share', () => {
    const shares = [
      { user: 'li', percent: 60 },
      { user: 'wang', percent: 40 },
    ]
    expect(amounts(linesFor(plan(), 'li', [deal({ shares })], null))).toEqual([2_880_00])
    expect(amounts(linesFor(plan(), 'wang', [deal({ shares })], null))).toEqual([1_920_00])
    expect(linesFor(plan(), 'zhou', [deal({ shares })], null)).toEqual([])
  })

  it('takes the first rate that fits: category, margin and attainment', () => {
    const rates = [
      { category: 'spirits', marginFrom: 30, attainmentFrom: 100, percent: 6 },
      { category: 'spirits', percent: 4 },
      { marginTo: 10, percent: 1 },
      { attainmentFrom: 120, percent: 3 },
    ]
    const rate = (earning: Partial<Earning>, attained: number | null) =>
      linesFor(plan({ rates }), 'li', [deal(earning)], attained === null ? null : { attained, target: 100_00 })[0]!
        .amount
    const spirits = { categories: ['baijiu', 'spirits'], cost: 80_000_00 }
    expect(rate(spirits, 100_00)).toBe(7_200_00)
    expect(rate(spirits, 99_99)).toBe(4_800_00)
    expect(rate(spirits, null)).toBe(4_800_00)
    expect(rate({ ...spirits, cost: null }, 100_00)).toBe(4_800_00)
    expect(rate({ cost: 110_000_00 }, null)).toBe(1_200_00)
    expect(rate({}, 120_00)).toBe(3_600_00)
    // No rate fits: the line stays, and says so.
    expect(linesFor(plan({ rates }), 'li', [deal()], null)[0]).toMatchObject({ amount: 0, basis: { percent: null } })
  })

  it('knows the very mark: 99.99 % is not 100 %', () => {
    expect(reaches({ attained: 99_999_99, target: 100_000_00 }, 100)).toBe(false)
    expect(reaches({ attained: 100_000_00, target: 100_000_00 }, 100)).toBe(true)
    expect(reaches({ attained: 1, target: 0 }, 0)).toBe(false)
    expect(marginOf({ amount: 300_00, cost: 200_00 })).toBe(33.33)
    expect(marginOf({ amount: 100_00, cost: 110_00 })).toBe(-10)
  })

  it('counts from the margin where it says so, and nothing where the cost is not known', () => {
    const margin = plan({ of: 'margin', rates: [{ percent: 10 }] })
    expect(amounts(linesFor(margin, 'li', [deal({ cost: 90_000_00 })], null))).toEqual([3_000_00])
    expect(amounts(linesFor(margin, 'li', [deal()], null))).toEqual([0])
  })

  it('adds kickers once for a deal, whatever its parts, and once for the target', () => {
    const kickers = [
      { on: 'deal' as const, from: 100_000_00, amount: 500_00 },
      { on: 'attainment' as const, from: 110, amount: 2_000_00 },
    ]
    const parts = [deal({ part: 'a', amount: 60_000_00 }), deal({ part: 'b', amount: 60_000_00 })]
    const lines = linesFor(plan({ kickers }), 'li', parts, { attained: 112, target: 100 })
    expect(amounts(lines)).toEqual([2_400_00, 2_400_00, 500_00, 2_000_00])
    expect(amounts(linesFor(plan({ kickers }), 'li', parts, { attained: 109, target: 100 }))).toHaveLength(3)
    expect(amounts(linesFor(plan({ kickers }), 'li', [deal({ amount: 99_999_99 })], null))).toHaveLength(1)
  })

  it('pays for every fen of a deal once: what all get counted from adds up to the whole', () => {
    const split = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 8 }).map(parts => {
      const rest = 10_000 - parts.slice(0, -1).reduce((sum, part) => sum + part, 0)
      return rest > 0 ? [...parts.slice(0, -1), rest] : [10_000]
    })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_00 }), split, (amount, hundredths) => {
        const shares = hundredths.map((part, i) => ({ user: `u${i}`, percent: part / 100 }))
        const lines = shares.flatMap(({ user }) => linesFor(plan(), user, [deal({ amount, shares })], null))
        const mine = lines.map(line => (line.basis.kind === 'earned' ? line.basis.mine : 0))
        expect(mine.reduce((sum, one) => sum + one, 0)).toBe(amount)
        for (const [i, line] of lines.entries())
          expect(Math.abs(line.amount - mine[i]! * 0.04)).toBeLessThanOrEqual(0.5 + 1e-6)
      }),
    )
  })

  it('brings what was paid to what is due, and is content then', () => {
    const line = (key: string, amount: number): Line => ({ ...linesFor(plan(), 'li', [deal()], null)[0]!, key, amount })
    const amountsBy = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: -1_000, max: 1_000 }))
    fc.assert(
      fc.property(amountsBy, amountsBy, (due, paid) => {
        const dueLines = Object.entries(due).map(([key, amount]) => line(key, amount))
        const paidLines = new Map(Object.entries(paid).map(([key, amount]) => [key, line(key, amount)]))
        const more = adjustments(dueLines, paidLines)
        const sum = (lines: Iterable<Line>) => [...lines].reduce((total, one) => total + one.amount, 0)
        expect(sum(paidLines.values()) + sum(more)).toBe(sum(dueLines))
        for (const one of more) {
          const before = paidLines.get(one.key)
          paidLines.set(one.key, { ...one, amount: (before?.amount ?? 0) + one.amount })
        }
        expect(adjustments(dueLines, paidLines)).toEqual([])
      }),
    )
  })
})
