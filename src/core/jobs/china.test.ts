import { expect, test } from 'vitest'
import { inChina } from './china'

test('half past eight in the evening in London is tomorrow morning in Chengdu', () => {
  expect(inChina({ min: 30, hour: 20, date: 31, month: 12, dow: 6 }, 2026)).toEqual({
    min: 30,
    hour: 4,
    date: 1,
    month: 1,
    dow: 0,
  })
})

test('noon in London is evening of the same day', () => {
  expect(inChina({ min: 0, hour: 12, date: 22, month: 11, dow: 0 }, 2026)).toEqual({
    min: 0,
    hour: 20,
    date: 22,
    month: 11,
    dow: 0,
  })
})
