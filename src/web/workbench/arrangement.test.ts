import { expect, test } from 'vitest'
import { arranged, moved, placed } from './arrangement'

const standard = { main: ['tasks', 'followUps', 'changes'], side: ['agenda', 'month'] }

test('nobody who never arranged anything misses a panel', () => {
  expect(arranged(undefined, standard)).toEqual(standard)
  expect(arranged({}, standard)).toEqual(standard)
})

test('an arrangement stays as its owner left it, also when he hid a panel', () => {
  const kept = {
    main: ['changes', 'tasks'],
    side: ['agenda', 'month'],
    known: ['tasks', 'followUps', 'changes', 'agenda', 'month'],
  }
  expect(arranged(kept, standard)).toEqual({ main: ['changes', 'tasks'], side: ['agenda', 'month'] })
})

test('a panel of a later release appears at the end, one that is gone disappears', () => {
  const kept = {
    main: ['weather', 'tasks'],
    side: ['agenda'],
    known: ['weather', 'tasks', 'followUps', 'changes', 'agenda'],
  }
  expect(arranged(kept, standard)).toEqual({ main: ['tasks'], side: ['agenda', 'month'] })
})

test('a panel moves within its column and not beyond it', () => {
  expect(moved(standard, 'followUps', -1).main).toEqual(['followUps', 'tasks', 'changes'])
  expect(moved(standard, 'tasks', -1)).toEqual(standard)
  expect(moved(standard, 'month', 1)).toEqual(standard)
})

test('a panel changes columns, or goes', () => {
  expect(placed(standard, 'tasks', 'side')).toEqual({
    main: ['followUps', 'changes'],
    side: ['agenda', 'month', 'tasks'],
  })
  expect(placed(standard, 'agenda', null)).toEqual({ main: standard.main, side: ['month'] })
})
