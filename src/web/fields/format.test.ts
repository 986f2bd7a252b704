import { expect, test, vi } from 'vitest'
import {
  daysUntil,
  dayText,
  figureText,
  momentText,
  moneyText,
  shiftDay,
  shortMoneyText,
  sizeText,
  todayInChina,
} from './format'

const now = new Date(2026, 10, 24, 10, 6)
const at = (month: number, day: number, hour = 9, minute = 26, year = 2026) =>
  new Date(year, month - 1, day, hour, minute).toISOString()

test('an amount carries its currency, grouping and two decimals; minus is the long one', () => {
  expect(moneyText(128_600_000)).toBe('¥1,286,000.00')
  expect(moneyText(-5)).toBe('−¥0.05')
  expect(moneyText(1_000_00, 'USD', 0)).toBe('$1,000')
})

test('where space is short an amount is given in 万 and 亿, in English in thousands', () => {
  expect(shortMoneyText(152_000_00)).toBe('15.2 万')
  expect(shortMoneyText(640_000_000_00)).toBe('6.4 亿')
  expect(shortMoneyText(9_999_00)).toBe('¥9,999')
  expect(shortMoneyText(152_000_00, 'CNY', 'en')).toBe('¥152k')
  expect(shortMoneyText(152_000_00, 'CNY', 'zh-TW')).toBe('15.2 萬')
})

test('days near today have names, days of this year no year', () => {
  expect(dayText('2026-11-24', 'zh-CN', '2026-11-24')).toBe('今天')
  expect(dayText('2026-11-23', 'zh-CN', '2026-11-24')).toBe('昨天')
  expect(dayText('2026-11-25', 'en', '2026-11-24')).toBe('Tomorrow')
  expect(dayText('2026-11-02', 'zh-CN', '2026-11-24')).toBe('11-02')
  expect(dayText('2025-11-22', 'zh-CN', '2026-11-24')).toBe('2025-11-22')
})

test('a moment of this year has its time, one of another year only its day', () => {
  expect(momentText(at(11, 24), 'zh-CN', now)).toBe('今天 09:26')
  expect(momentText(at(11, 6, 15, 20), 'zh-CN', now)).toBe('11-06 15:20')
  expect(momentText(at(11, 22, 9, 0, 2025), 'zh-CN', now)).toBe('2025-11-22')
})

test('days are counted by the calendar, across months and years', () => {
  expect(daysUntil('2026-12-01', '2026-11-24')).toBe(7)
  expect(daysUntil('2026-11-22', '2026-11-24')).toBe(-2)
  expect(shiftDay('2026-12-31', 1)).toBe('2027-01-01')
  expect(shiftDay('2028-03-01', -1)).toBe('2028-02-29')
})

test('figures and sizes', () => {
  expect(figureText(-1234.5)).toBe('−1,234.5')
  expect(figureText(2, 2)).toBe('2.00')
  expect(sizeText(8_200_000)).toBe('8.2 MB')
  expect(sizeText(900)).toBe('900 B')
})

test('what is late is counted by the day in China, wherever the reader is', () => {
  vi.useFakeTimers({ now: new Date('2026-11-22T16:30:00Z') })
  try {
    expect(todayInChina()).toBe('2026-11-23')
    expect(daysUntil('2026-11-23')).toBe(0)
    expect(dayText('2026-11-23')).toBe('今天')
  } finally {
    vi.useRealTimers()
  }
})
