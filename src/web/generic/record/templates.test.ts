import { expect, test } from 'vitest'
import { askedAt, asTemplate, filled } from './templates'

const here = { account: '云岭酒业', contact: null, today: '2026-11-22', me: '周雨桐' }

test('variables are filled in; what is unknown here stays to be seen', () => {
  expect(filled('{今天} {我}拜访{客户}，见{联系人}，{别的}', here)).toBe(
    '2026-11-22 周雨桐拜访云岭酒业，见{联系人}，{别的}',
  )
  expect(filled('{me} at {Account}', here)).toBe('周雨桐 at 云岭酒业')
})

test('a text kept as a template fits the next customer', () => {
  expect(asTemplate('云岭酒业要加两个标展，周雨桐周五给定稿', here)).toBe('{客户}要加两个标展，{我}周五给定稿')
})

test('a slash asks for templates where a word begins, an at sign for people', () => {
  expect(askedAt('/报')).toEqual({ sign: '/', typed: '报' })
  expect(askedAt('谈了 /')).toEqual({ sign: '/', typed: '' })
  expect(askedAt('1/2')).toBeUndefined()
  expect(askedAt('问 @李')).toEqual({ sign: '@', typed: '李' })
})
