import { describe, expect, it } from 'vitest'
import type { Rights } from './rights'
import { covers, unionOf } from './union'

const sales: Rights = {
  '*': { read: 'own', create: true, update: 'own' },
  '*setup': { read: 'all' },
  account: { read: 'team', fields: { credit: 'none' } },
}
const desk: Rights = { '*': { read: 'board', sensitive: 'masked' } }

describe('the union of roles', () => {
  it('takes the widest scope of each, and a named object before the rest', () => {
    expect(unionOf([sales], 'contact', false)).toMatchObject({
      read: 'own',
      create: true,
      update: 'own',
      delete: 'none',
    })
    expect(unionOf([sales], 'account', false)).toMatchObject({ read: 'team', create: false, update: 'none' })
    expect(unionOf([sales, desk], 'contact', false)).toMatchObject({ read: 'board', create: true, update: 'own' })
  })
  it('does not let * reach what is set-up', () => {
    expect(unionOf([{ '*': { read: 'all', create: true, update: 'all' } }], 'role', true)).toMatchObject({
      read: 'none',
      create: false,
      update: 'none',
    })
    expect(unionOf([sales], 'role', true)).toMatchObject({ read: 'all', update: 'none' })
  })
  it('shows a field as the most generous role that shows the object does', () => {
    expect(unionOf([sales], 'account', false).fields).toEqual({ credit: 'none' })
    expect(unionOf([sales, desk], 'account', false).fields).toEqual({ credit: 'masked' })
    expect(unionOf([desk], 'contact', false).sensitive).toBe('masked')
    expect(unionOf([desk, sales], 'contact', false).sensitive).toBe('write')
    expect(unionOf([desk, { '*setup': { read: 'all' } }], 'contact', false).sensitive).toBe('masked')
  })
  it('of no role is nothing', () => {
    expect(unionOf([], 'account', false)).toMatchObject({
      read: 'none',
      create: false,
      export: false,
      sensitive: 'none',
    })
  })
})

describe('rights cover others', () => {
  const on = (rights: Rights) => unionOf([rights], 'account', false)
  const broad = on({ '*': { read: 'board', create: true, update: 'board', sensitive: 'masked' } })
  it('when every part reaches at least as far', () => {
    expect(covers(broad, broad)).toBe(true)
    expect(covers(broad, on({ '*': { read: 'own', sensitive: 'masked' } }))).toBe(true)
    expect(covers(broad, on({}))).toBe(true)
  })
  it.each([
    ['a wider scope', { read: 'all', sensitive: 'masked' }],
    ['a further right', { read: 'own', export: true, sensitive: 'masked' }],
    ['a deletion', { delete: 'own' }],
    ['what is masked in clear', { read: 'own' }],
    ['an act of wider scope', { read: 'own', update: 'own', acts: { transfer: 'all' }, sensitive: 'masked' }],
    ['a sensitive field in clear', { read: 'own', fields: { phone: 'read' }, sensitive: 'masked' }],
  ] as const)('but not %s', (_, theirs) => {
    expect(covers(broad, on({ '*': theirs as Rights[string] }))).toBe(false)
  })
})
