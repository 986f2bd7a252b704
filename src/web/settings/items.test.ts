import { describe, expect, test } from 'vitest'
import { type Item, moved, newNames } from './items'

const item = (code: string, position: number | null) => ({ id: code, code, label: code, position }) as Item
const told = (moves: ReturnType<typeof moved>) => moves.map(m => `${m.item.code}=${m.position}`).sort()

describe('the order of a dictionary', () => {
  test('moving an item changes places with its neighbour and leaves the others', () => {
    const [a, b, c] = [item('战略', 1), item('重点', 4), item('普通', 9)]
    expect(told(moved([a, b, c], c, -1))).toEqual(['普通=4', '重点=9'])
  })
  test('the first item can go no higher', () => {
    const [a, b] = [item('战略', 1), item('重点', 2)]
    expect(moved([a, b], a, -1)).toEqual([])
  })
  test('items without places get them', () => {
    const [a, b, c] = [item('甲', null), item('乙', null), item('丙', 3)]
    expect(told(moved([a, b, c], a, 1))).toEqual(['乙=1', '甲=2'])
  })
})

test('pasted lines become new items once each, known ones are left out', () => {
  expect(newNames('白酒\n 黄酒 \r\n\n白酒\n啤酒', ['啤酒'])).toEqual({ names: ['白酒', '黄酒'], left: 2 })
})
