import { expect, test } from 'vitest'
import type { Steps } from '../../../domain/approvals/definition'
import { branch, decision, moved, withPart } from './draft'

const [a, b, c] = ['a', 'b', 'c'].map(id => ({ ...decision(id), id }))
const inner = { ...branch('x', [a!, b!]), id: 'x' }
const other = { ...branch('y'), id: 'y' }
const steps: Steps = [{ kind: 'parallel', id: 'p', name: 'p', branches: [inner, other] }, c!]
const ids = (list: Steps): unknown =>
  list.map(step => (step.kind === 'parallel' ? step.branches.map(one => [one.id, ids(one.steps)]) : step.id))

test('a step within a branch changes, moves and goes without touching the others', () => {
  expect(ids(moved(steps, 'b', -1))).toEqual([
    [
      ['x', ['b', 'a']],
      ['y', []],
    ],
    'c',
  ])
  expect(ids(withPart(steps, 'a', () => null))).toEqual([
    [
      ['x', ['b']],
      ['y', []],
    ],
    'c',
  ])
  expect(withPart(steps, 'c', part => ({ ...part, name: '复核' }))[1]).toMatchObject({ id: 'c', name: '复核' })
})
test('branches change places too; the first stays the first', () => {
  expect(ids(moved(steps, 'y', -1))).toEqual([
    [
      ['y', []],
      ['x', ['a', 'b']],
    ],
    'c',
  ])
  expect(ids(moved(steps, 'p', -1))).toEqual(ids(steps))
})
