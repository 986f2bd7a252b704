import { expect, test } from 'vitest'
import type { FieldMeta } from '../../../core/metadata/types'
import { offered, opening, operatorText, relativeOf, relativeParts, relativeText } from './sentence'
import { zhCN } from './words'

const field = (kind: string, operators: string[], more = {}) =>
  ({ name: 'f', label: '字段', kind, operators, access: 'write', ...more }) as FieldMeta
const level = field('choice', ['eq', 'ne', 'in', 'notIn', 'isNull', 'notNull'])
const day = field('date', ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'between', 'isNull', 'notNull', 'relative'])
const says = (f: FieldMeta, op: any, value?: unknown) => operatorText(f, { field: 'f', op, value }, zhCN)

test('one of several is said like is', () => {
  expect(says(level, 'in', ['key'])).toBe('是')
  expect(says(level, 'notIn', ['key'])).toBe('不是')
  expect(says(level, 'isNull')).toBe('为空')
})

test('dates come before and after, figures are smaller and larger', () => {
  expect(says(day, 'lt')).toBe('早于')
  expect(says(field('money', ['lt']), 'lt')).toBe('小于')
})

test('relative dates read as people say them', () => {
  expect([says(day, 'relative', 'olderThan14days'), relativeText('olderThan14days', zhCN)]).toEqual(['早于', '14 天前'])
  expect([says(day, 'relative', 'last30days'), relativeText('last30days', zhCN)]).toEqual(['在', '最近 30 天'])
  expect([says(day, 'relative', 'today'), relativeText('today', zhCN)]).toEqual(['是', '今天'])
  expect(relativeText('thisQuarter', zhCN)).toBe('本季度')
})

test('the number of days can be taken out and put back', () => {
  const { word, days } = relativeParts('olderThan14days')
  expect(days).toBe(14)
  expect(relativeOf(word, 30)).toBe('olderThan30days')
  expect(relativeParts('thisWeek')).toEqual({ word: 'thisWeek' })
})

test('a masked phone can only be matched exactly or be missing', () => {
  expect(offered(field('phone', ['eq', 'contains', 'isNull', 'notNull'], { access: 'masked' }))).toEqual([
    'eq',
    'isNull',
    'notNull',
  ])
})

test('a condition begins with what is asked most', () => {
  expect(opening(level, 'level')).toEqual({ field: 'level', op: 'in', value: [] })
  expect(opening(day, 'next')).toEqual({ field: 'next', op: 'relative', value: 'last30days' })
  expect(opening(field('region', ['under']), 'r')).toEqual({ field: 'r', op: 'under' })
})
