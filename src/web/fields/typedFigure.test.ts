import { expect, test } from 'vitest'
import { typedFigure, typedMoney } from './typedFigure'

test.each([
  ['1,234.5', 1234.5],
  ['１２３', 123],
  ['-7', -7],
  ['−7', -7],
  ['15.2 万', 152_000],
  ['6.4亿', 640_000_000],
  ['800 元', 800],
  ['.5', 0.5],
])('%s is %d', (typed, figure) => expect(typedFigure(typed)).toBe(figure))
test.each(['', '很多', '1.2.3', '12%', '1万万'])('%s is no figure', typed => expect(typedFigure(typed)).toBeNull())
test('an amount is kept in minor units, without the dust of binary fractions', () => {
  expect(typedMoney('0.29')).toBe(29)
  expect(typedMoney('1.005 万')).toBe(1_005_000)
})
