import { expect, test } from 'vitest'
import { dayOf } from './china'
import { addWorkingDays, isWorkingDay } from './workingDays'

const inChina = (text: string) => new Date(`${text}:00+08:00`)
const due = (asked: string, days = 1) => addWorkingDays(inChina(asked), days).toISOString()
const at = (text: string) => inChina(text).toISOString()

test('a weekend day that makes up for a holiday is worked, a holiday in the week is not', () => {
  expect(['2026-02-14', '2026-02-16', '2026-02-28', '2026-10-01'].map(isWorkingDay)).toEqual([true, false, true, false])
})

test('a Friday afternoon and one working day is Monday afternoon', () => {
  expect(due('2026-11-20T15:00')).toBe(at('2026-11-23T15:00'))
})

test('before the National Day week it is the day after the holiday', () => {
  expect(due('2026-09-30T17:30')).toBe(at('2026-10-08T17:30'))
})

test('the Saturday worked before the Spring Festival counts', () => {
  expect(due('2026-02-13T10:00')).toBe(at('2026-02-14T10:00'))
  expect(due('2026-02-13T10:00', 2)).toBe(at('2026-02-24T10:00'))
})

test('what is asked on a Sunday begins on Monday at nine', () => {
  expect(due('2026-11-22T20:00')).toBe(at('2026-11-24T09:00'))
  expect(due('2026-11-22T20:00', 0)).toBe(at('2026-11-23T09:00'))
})

test('an evening in London is the next day in China', () => {
  expect(dayOf(new Date('2026-11-22T20:00:00Z'))).toBe('2026-11-23')
})
