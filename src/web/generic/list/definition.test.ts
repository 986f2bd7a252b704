import { expect, test } from 'vitest'
import type { ObjectMeta } from '../../../core/metadata/types'
import { asSearch, definitionOf, listSearch, MINE, toggleSort, withSearch } from './definition'

const account = { name: 'account', title: 'name', list: ['name', 'level', 'owner'] } as ObjectMeta

test('a list without a view shows the declared columns, the name pinned', () => {
  expect(definitionOf(account, undefined)).toMatchObject({
    columns: ['name', 'level', 'owner'],
    pinned: ['name'],
    filter: null,
  })
  expect(definitionOf(account, undefined, MINE).filter).toEqual({ field: 'owner', op: 'eq', value: 'me' })
})

test('the address says only what differs from the view', () => {
  const view = definitionOf(account, undefined, MINE)
  const shown = { ...view, sort: '-createdAt' }
  expect(asSearch(view, shown)).toEqual({ filter: undefined, sort: '-createdAt', columns: undefined, group: undefined })
  expect(withSearch(view, { sort: '-createdAt' })).toEqual(shown)
})

test('taking the filter away from a filtered view is a difference too', () => {
  const view = definitionOf(account, undefined, MINE)
  const changes = asSearch(view, { ...view, filter: null })
  expect(changes.filter).toBeNull()
  expect(withSearch(view, changes).filter).toBeNull()
})

test('nonsense in the address is left out', () => {
  expect(listSearch({ filter: 'x', sort: 3, columns: ['name', 4], group: {}, deleted: 'yes', panel: 'p' })).toEqual({
    panel: 'p',
  })
})

test('a header sorts up, then down, then not', () => {
  expect(toggleSort('', 'name')).toBe('name')
  expect(toggleSort('name', 'name')).toBe('-name')
  expect(toggleSort('-name', 'name')).toBe('')
  expect(toggleSort('level,-name', 'name', true)).toBe('level')
  expect(toggleSort('level', 'name', true)).toBe('level,name')
})
