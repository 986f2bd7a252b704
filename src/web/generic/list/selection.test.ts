import { expect, test } from 'vitest'
import { nothing, ticked, toggle, toggleAll, toggleThrough } from './selection'

const order = ['a', 'b', 'c', 'd', 'e']
const ids = (s: { ids: ReadonlySet<string> }) => [...s.ids].sort().join('')

test('shift-click ticks everything since the last tick, in either direction', () => {
  expect(ids(toggleThrough(toggle(nothing, 'b'), 'd', order))).toBe('bcd')
  expect(ids(toggleThrough(toggle(nothing, 'd'), 'b', order))).toBe('bcd')
})
test('shift-click on a ticked row takes the ticks away', () => {
  const all = toggleAll(nothing, order)
  expect(ids(toggleThrough({ ...all, anchor: 'b' }, 'c', order))).toBe('ade')
})
test('shift-click without an earlier tick is a click', () => {
  expect(ids(toggleThrough(nothing, 'c', order))).toBe('c')
})
test('the box in the head knows none, some and all', () => {
  expect(ticked(nothing, order)).toBe('none')
  expect(ticked(toggle(nothing, 'c'), order)).toBe('some')
  expect(ticked(toggleAll(nothing, order), order)).toBe('all')
  expect(ids(toggleAll(toggleAll(nothing, order), order))).toBe('')
})
