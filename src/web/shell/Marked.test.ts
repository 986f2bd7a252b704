import { expect, test } from 'vitest'
import { literally } from './Marked'

test('what was typed is marked where it stands in a name', () => {
  expect(literally('四川云岭春酒业', '云岭春')).toEqual([[2, 5]])
  expect(literally('Anna Schmidt', 'schm ann')).toEqual([
    [0, 3],
    [5, 9],
  ])
})

test('words that lie over each other are marked once, and what is not there not at all', () => {
  expect(literally('云岭春', '云岭 岭春')).toEqual([[0, 2]])
  expect(literally('云岭春', 'ylc')).toEqual([])
})
