import { expect, test } from 'vitest'
import { fill, plural } from '.'

test('a sentence gets its values, and keeps a place nobody fills', () => {
  expect(fill('已移交 {n} 个客户给{who}', { n: 3, who: '李敏' })).toBe('已移交 3 个客户给李敏')
  expect(fill('{n} of {all}', { n: 0 })).toBe('0 of {all}')
})

test('many records have a plural in English only', () => {
  expect(['Account', 'Activity', 'Day', 'Process', 'Batch'].map(one => plural(one, 'en'))).toEqual([
    'Accounts',
    'Activities',
    'Days',
    'Processes',
    'Batches',
  ])
  expect(plural('客户', 'zh-CN')).toBe('客户')
})
