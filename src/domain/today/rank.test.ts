import fc from 'fast-check'
import { expect, test } from 'vitest'
import { score, urgency } from './rank'

test('what is due today comes before what is due tomorrow, what is late before both', () => {
  expect([urgency(1), urgency(0), urgency(-7), urgency(-14), urgency(-60)]).toEqual([1, 2, 2.5, 3, 3])
  expect(urgency(8)).toBe(0)
})

test('a deal of ¥1,000,000 tomorrow comes before a task without value today, one of ¥9,000 does not', () => {
  expect(score({ daysLeft: 1, worth: 100_000_000 })).toBeGreaterThan(score({ daysLeft: 0, worth: null }))
  expect(score({ daysLeft: 1, worth: 900_000 })).toBeLessThanOrEqual(score({ daysLeft: 0, worth: null }))
})

test('neither more days nor less value ever lift anything', () => {
  const days = fc.integer({ min: -400, max: 400 })
  const worth = fc.integer({ min: 0, max: 1e12 })
  fc.assert(
    fc.property(days, worth, fc.nat(30), fc.nat(), (daysLeft, value, later, less) => {
      const here = score({ daysLeft, worth: value })
      expect(score({ daysLeft: daysLeft + later, worth: value })).toBeLessThanOrEqual(here)
      expect(score({ daysLeft, worth: Math.max(0, value - less) })).toBeLessThanOrEqual(here)
    }),
  )
})
