import { expect, test } from 'vitest'
import { settled } from './settled'

const rows = (ids: string) => [...ids].map(id => ({ id }))
const order = (before: string, now: string) =>
  settled([...before], rows(now))
    .map(r => r.id)
    .join('')

test('a record that was just changed does not jump to the top', () => {
  expect(order('abcd', 'cabd')).toBe('abcd')
})
test('a new record appears where the server put it', () => {
  expect(order('abcd', 'xabcd')).toBe('xabcd')
  expect(order('abcd', 'xcabd')).toBe('xabcd')
})
test('the next page comes behind', () => {
  expect(order('abcd', 'cabdef')).toBe('abcdef')
})
test('what is gone leaves no gap', () => {
  expect(order('abcd', 'cad')).toBe('acd')
})
