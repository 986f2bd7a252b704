import { Solar } from 'lunar-typescript'
import { expect, test } from 'vitest'
import { dayNumber, dayText, lengthOf, lunarOf, solarOf } from './lunar'

test('every day from 1950 to 2100 has one lunar day, and comes back from it', () => {
  let before = lunarOf('1949-12-31')
  for (let number = dayNumber('1950-01-01'); number <= dayNumber('2100-12-31'); number++) {
    const day = dayText(number)
    const lunar = lunarOf(day)
    expect(solarOf(lunar)).toBe(day)
    // The day after a day is the next of its month, or the first of another.
    if (lunar.day !== before.day + 1)
      expect([lunar.day, before.day]).toEqual([1, lengthOf(before.year, before.month, before.leap)])
    before = lunar
  }
})

test.each([
  // As the almanac has them; 1996, 2033 and 2060 are where tables are known to be wrong.
  ['1950-02-17', 1950, 1, false, 1],
  ['1987-07-26', 1987, 6, true, 1],
  ['1996-09-27', 1996, 8, false, 15],
  ['2012-05-21', 2012, 4, true, 1],
  ['2025-07-25', 2025, 6, true, 1],
  ['2026-02-17', 2026, 1, false, 1],
  ['2026-09-25', 2026, 8, false, 15],
  ['2033-12-22', 2033, 11, true, 1],
  ['2034-02-19', 2034, 1, false, 1],
] as const)('%s is day %i-%i (leap %s) %i', (day, year, month, leap, lunarDay) => {
  expect(lunarOf(day)).toEqual({ year, month, leap, day: lunarDay })
})

test('the library that has the months says the same of single days', () => {
  for (let number = dayNumber('1950-01-01'); number <= dayNumber('2100-12-31'); number += 37) {
    const day = dayText(number)
    const [y, m, d] = day.split('-').map(Number) as [number, number, number]
    const theirs = Solar.fromYmd(y, m, d).getLunar()
    const mine = lunarOf(day)
    expect([mine.year, mine.leap ? -mine.month : mine.month, mine.day]).toEqual([
      theirs.getYear(),
      theirs.getMonth(),
      theirs.getDay(),
    ])
  }
})

test('a month that the year does not have has no days', () => {
  expect(solarOf({ year: 2026, month: 6, leap: true, day: 1 })).toBeNull()
  expect(solarOf({ year: 2026, month: 1, leap: false, day: 31 })).toBeNull()
})
