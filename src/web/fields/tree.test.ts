import { expect, test } from 'vitest'
import { above, findNode, matching, nodesOf, nodesOfDivisions } from './tree'

const business = nodesOf([
  { code: 'spirits', label: '白酒' },
  { code: 'maker', label: '白酒生产', parent: 'spirits' },
  { code: 'seller', label: '经销白酒', parent: 'spirits' },
  { code: 'old', label: '白酒旧类', parent: 'spirits', inactive: true },
  { code: 'wine', label: '葡萄酒' },
])

test('a dictionary becomes a tree; what is no longer used is not offered', () => {
  expect(business.map(n => n.label)).toEqual(['白酒', '葡萄酒'])
  expect(business[0]!.children.map(n => n.label)).toEqual(['白酒生产', '经销白酒'])
})

test('typing finds values at every depth, those that begin with it first, and says where they stand', () => {
  const found = matching(business, '白酒')
  expect(found.map(n => n.label)).toEqual(['白酒', '白酒生产', '经销白酒'])
  expect(above(found[1]!)).toBe('白酒')
})

test('divisions are walked the same way', () => {
  const china = nodesOfDivisions([
    {
      code: '51',
      name: '四川省',
      children: [{ code: '5101', name: '成都市', children: [{ code: '510107', name: '武侯区' }] }],
    },
  ])
  expect(above(findNode(china, '510107')!)).toBe('四川省 › 成都市')
})
