import { expect, test } from 'vitest'
import { typedClock, typedDay } from './typedDay'

/** A Tuesday. */
const now = new Date(2026, 10, 24, 10, 6)

test.each([
  ['今天', '2026-11-24'],
  ['明天', '2026-11-25'],
  ['后天', '2026-11-26'],
  ['+3', '2026-11-27'],
  ['14 天后', '2026-12-08'],
  ['周五', '2026-11-27'],
  ['周二', '2026-11-24'],
  ['周一', '2026-11-30'],
  ['下周一', '2026-11-30'],
  ['星期天', '2026-11-29'],
  ['Friday', '2026-11-27'],
  ['11-22', '2026-11-22'],
  ['1122', '2026-11-22'],
  ['1月2日', '2026-01-02'],
  ['2025/3/9', '2025-03-09'],
  ['２０２６．１１．２２', '2026-11-22'],
  ['20261122', '2026-11-22'],
])('%s is %s', (typed, day) => expect(typedDay(typed, now)).toBe(day))

test.each(['', '2026-02-30', '13-01', '不知道', '1', '一'])('%s is no day', typed =>
  expect(typedDay(typed, now)).toBeNull(),
)

test.each([
  ['14:30', '14:30'],
  ['1430', '14:30'],
  ['9', '09:00'],
  ['9点', '09:00'],
  ['下午 3 点半', '15:30'],
  ['3pm', '15:00'],
  ['9:05', '09:05'],
])('%s is %s', (typed, clock) => expect(typedClock(typed)).toBe(clock))
test.each(['25:00', '9:75', 'soon', ''])('%s is no time', typed => expect(typedClock(typed)).toBeNull())
