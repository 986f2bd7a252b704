import { describe, expect, test } from 'vitest'
import {
  addAlternative,
  addClause,
  asClauses,
  both,
  type Filter,
  finished,
  isFilter,
  nodeAt,
  plain,
  replaceAt,
  withOperator,
} from './filter'

const mine: Filter = { field: 'owner', op: 'eq', value: 'me' }
const key: Filter = { field: 'level', op: 'in', value: ['key', 'strategic'] }
const silent: Filter = { field: 'lastContactAt', op: 'relative', value: 'olderThan14days' }

describe('a filter is a sentence of clauses', () => {
  test('one clause needs no group, none is no filter', () => {
    expect(asClauses(mine)).toEqual({ and: [mine] })
    expect(plain({ and: [mine] })).toEqual(mine)
    expect(plain({ and: [] })).toBeNull()
  })

  test('changing one word changes only its clause', () => {
    const filter: Filter = { and: [mine, { or: [key, silent] }] }
    const changed = replaceAt(filter, [1, 0], { ...key, value: ['key'] })
    expect(changed).toEqual({ and: [mine, { or: [{ ...key, value: ['key'] }, silent] }] })
    expect(filter).toEqual({ and: [mine, { or: [key, silent] }] })
  })

  test('taking one of two alternatives out leaves the other as an ordinary clause', () => {
    expect(replaceAt({ and: [mine, { or: [key, silent] }] }, [1, 0], null)).toEqual({ and: [mine, silent] })
  })

  test('taking the last clause out leaves no filter', () => {
    expect(replaceAt({ and: [mine] }, [0], null)).toBeNull()
    expect(replaceAt({ and: [mine, { not: key }] }, [1, 0], null)).toEqual({ and: [mine] })
  })

  test('an alternative joins the group its neighbour is in', () => {
    const once = addAlternative({ and: [mine, key] }, [1], silent)
    expect(once).toEqual({ and: [mine, { or: [key, silent] }] })
    expect(addAlternative(once, [1, 1], mine)).toEqual({ and: [mine, { or: [key, silent, mine] }] })
  })

  test('a condition on children is reached and widened like any other', () => {
    const open: Filter = { field: 'stage', op: 'eq', value: 'quote' }
    const having: Filter = { and: [{ field: 'opportunities', op: 'some' }] }
    const one = addClause(having, [0], open)
    expect(nodeAt(one, [0, 0])).toEqual(open)
    expect(addClause(one, [0], mine)).toEqual({
      and: [{ field: 'opportunities', op: 'some', value: { and: [open, mine] } }],
    })
    expect(replaceAt(one, [0, 0], null)).toEqual(having)
  })

  test('the view and the group ask for their clauses together, a shared one once', () => {
    expect(both({ and: [mine, key] }, mine)).toEqual({ and: [mine, key] })
    expect(both(null, null)).toBeNull()
  })
})

describe('a word still being written', () => {
  test('is not asked for', () => {
    expect(finished({ and: [mine, { field: 'level', op: 'in', value: [] }] })).toEqual({ and: [mine] })
    expect(finished({ and: [mine, { or: [{ field: 'name', op: 'contains', value: '' }, key] }] })).toEqual({
      and: [mine, key],
    })
  })
  test('keeps its value through a change of operator where the value still makes sense', () => {
    expect(withOperator(key as any, 'notIn')).toEqual({ field: 'level', op: 'notIn', value: ['key', 'strategic'] })
    expect(withOperator(key as any, 'isNull')).toEqual({ field: 'level', op: 'isNull' })
    expect(withOperator(mine as any, 'in')).toEqual({ field: 'owner', op: 'in', value: ['me'] })
    expect(withOperator(silent as any, 'gt')).toEqual({ field: 'lastContactAt', op: 'gt', value: undefined })
  })
})

test('an address is not a filter merely because it says so', () => {
  expect(isFilter({ and: [mine, { or: [key] }, { field: 'contacts', op: 'some', value: { not: silent } }] })).toBe(true)
  for (const nonsense of [
    null,
    [],
    'x',
    {},
    { and: {} },
    { and: [3] },
    { field: 3, op: 'eq' },
    { field: 'a', op: 'some', value: 'b' },
  ]) {
    expect(isFilter(nonsense), JSON.stringify(nonsense)).toBe(false)
  }
})
