import { expect, it } from 'vitest'
import type { Row } from '../api'
import { headCounts, placesOf } from './places'

const named = (id: string) => ({ id, name: id })
const board = (id: string): Row => ({ id, version: 1, name: id })
const department = (id: string, of: string, parent?: string): Row => ({
  id,
  version: 1,
  name: id,
  board: named(of),
  parent: parent ? named(parent) : null,
})

it('stands departments below their board, and below each other', () => {
  const places = placesOf(
    [board('营销'), board('会展')],
    [department('华东', '营销'), department('上海', '营销', '华东')],
  )
  expect(places.map(p => [p.name, p.parent])).toEqual([
    ['营销', null],
    ['会展', null],
    ['华东', '营销'],
    ['上海', '华东'],
  ])
})
it('leaves out the only board there is', () => {
  expect(placesOf([board('营销')], [department('华东', '营销')])).toMatchObject([{ name: '华东', parent: null }])
})
it('counts everybody at a place and below it once', () => {
  const places = placesOf(
    [board('营销'), board('会展')],
    [department('华东', '营销'), department('上海', '营销', '华东')],
  )
  const counts = headCounts(places, [
    { board: named('营销'), department: named('上海'), count: 3 },
    { board: named('营销'), department: named('华东'), count: 2 },
    { board: named('营销'), department: null, count: 1 },
    { board: named('会展'), department: null, count: 4 },
  ])
  expect(Object.fromEntries(counts)).toEqual({ 上海: 3, 华东: 5, 营销: 6, 会展: 4 })
})
