import { expect, test } from 'vitest'
import type { Row } from '../api'
import { distanceMetres, placeName, suggestions } from './nearby'

const at = (latitude: number, longitude: number) => ({ latitude, longitude, accuracyMetres: 20 })
const yunling = { id: 'y', name: '云岭酒业' }
const ruiyi = { id: 'r', name: '瑞谊连锁' }
const taihe = { id: 't', name: '泰禾糖业' }
const row = (values: Record<string, unknown>) => ({ id: 'x', version: 1, ...values }) as Row
const visits = [
  row({ account: taihe }),
  row({ account: ruiyi, location: at(31.2304, 121.4737), place: '康定路 88 号' }),
  row({ account: taihe, location: at(36.65, 117.12) }),
]

test('a tenth of a degree of latitude is eleven kilometres', () => {
  expect(distanceMetres(at(31, 121), at(31.1, 121))).toBeCloseTo(11_119, -1)
})

test('whom one visited here before comes first, then who stands in the day, then who was spoken to last, each once', () => {
  const thought = suggestions(at(31.2307, 121.4737), [row({ account: yunling }), row({ account: ruiyi })], visits)
  expect(thought.map(s => [s.account.name, s.why])).toEqual([
    ['瑞谊连锁', 'near'],
    ['云岭酒业', 'today'],
    ['泰禾糖业', 'recent'],
  ])
})

test('without a place there is only the day and the past', () => {
  expect(suggestions(null, [], visits).map(s => s.why)).toEqual(['recent', 'recent'])
})

test('a place is called what it was called before', () => {
  expect(placeName(at(31.2305, 121.4738), visits)).toBe('康定路 88 号')
  expect(placeName(at(31.24, 121.47), visits)).toBeNull()
})
