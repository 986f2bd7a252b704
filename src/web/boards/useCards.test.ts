import { expect, test } from 'vitest'
import type { Row } from '../api'
import { placed } from './useCards'

const card = (id: string, stage: string, version = 1): Row => ({ id, stage, version })
const stageOf = (row: Row) => String(row.stage)
const ids = (pile: { rows: readonly Row[] }) => pile.rows.map(row => row.id)
const board = {
  visit: { rows: [card('cover', 'visit'), card('inner', 'visit'), card('stand', 'visit')] },
  trust: { rows: [card('title', 'trust')] },
  needs: { rows: [card('screen', 'needs')] },
}

test('a card that a colleague carried on lies on top of its new column, and nowhere else', () => {
  const now = placed(board, new Set(['inner']), [card('inner', 'trust', 2)], stageOf)
  expect([ids(now.visit!), ids(now.trust!)]).toEqual([
    ['cover', 'stand'],
    ['inner', 'title'],
  ])
  expect(now.needs).toBe(board.needs)
})

test('a card that only says something new stays where it lies', () => {
  const now = placed(board, new Set(['inner']), [card('inner', 'visit', 2)], stageOf)
  expect(ids(now.visit!)).toEqual(['cover', 'inner', 'stand'])
  expect(now.visit!.rows[1]!.version).toBe(2)
})

test('what no longer belongs on the board leaves it, what has come to it arrives', () => {
  const now = placed(board, new Set(['cover', 'new']), [card('new', 'needs')], stageOf)
  expect([ids(now.visit!), ids(now.needs!)]).toEqual([
    ['inner', 'stand'],
    ['new', 'screen'],
  ])
})
