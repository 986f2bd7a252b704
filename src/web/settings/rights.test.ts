import { describe, expect, test } from 'vitest'
import type { Rights } from '../../core/access/rights'
import type { ObjectMeta } from '../../core/metadata/types'
import { actScope, partOf, rightsSentence, withEntry, withPart } from './rights'
import { zhCN } from './words'

const account = {
  name: 'account',
  setup: false,
  acts: [{ name: 'assign', label: '移交' }],
  fields: [
    { name: 'phone', label: '电话', kind: 'phone' },
    { name: 'creditLimit', label: '信用额度', kind: 'money' },
  ],
} as unknown as ObjectMeta

describe('what a role may do is said in a sentence', () => {
  test('a salesperson works on their own', () => {
    const part = { read: 'own', create: true, update: 'own', delete: 'own', import: true } as const
    expect(rightsSentence(part, account, zhCN.rights)).toBe('查看本人的，新建，修改和删除本人的，导入')
  })
  test('a board administrator sees without changing, and never the whole number', () => {
    expect(rightsSentence({ read: 'board', sensitive: 'masked' }, account, zhCN.rights)).toBe(
      '查看本版块的；电话、邮箱遮盖显示',
    )
  })
  test('acts and fields are called by their names', () => {
    const part = { read: 'all', acts: { assign: 'board' }, fields: { creditLimit: 'none' } } as const
    expect(rightsSentence(part, account, zhCN.rights)).toBe('查看全部，移交本版块的；看不到信用额度')
  })
  test('nothing is said to be nothing', () => {
    expect(rightsSentence({}, account, zhCN.rights)).toBe('不能查看')
  })
})

describe('an object that a role does not name', () => {
  const rights: Rights = { '*': { read: 'own' }, '*setup': { read: 'all' }, task: { read: 'team' } }
  test('follows what is said of the business, or of the set-up', () => {
    expect(partOf(rights, account).read).toBe('own')
    expect(partOf(rights, { name: 'board', setup: true }).read).toBe('all')
    expect(partOf(rights, { name: 'user', setup: false }).read).toBe('all')
    expect(partOf(rights, { name: 'task', setup: false }).read).toBe('team')
  })
  test('is left to it again when its own part is dropped', () => {
    expect(partOf(withPart(rights, 'task', undefined), { name: 'task', setup: false }).read).toBe('own')
  })
})

test('an act follows the right it needs until it gets a scope of its own', () => {
  const own = withEntry({ update: 'own' }, 'acts', 'assign', 'board')
  expect(actScope(own, 'assign')).toBe('board')
  expect(withEntry(own, 'acts', 'assign', undefined)).toEqual({ update: 'own' })
  expect(actScope({ update: 'own' }, 'assign')).toBe('own')
  expect(actScope({ read: 'all', update: 'own' }, 'follow', 'read')).toBe('all')
})
