import { expect, it } from 'vitest'
import { type Rule, ruleChanges } from './draft'

const rule = (id: string | undefined, days: number): Rule => ({
  id,
  name: 'r',
  basis: 'followUp',
  days,
  where: null,
  warnDays: 3,
  escalateDays: 0,
  active: true,
})

it('only rules that differ are written', () => {
  const before = [rule('a', 30), rule('b', 60), rule('c', 90)]
  const { created, changed, removed } = ruleChanges(before, [rule('a', 30), rule('b', 45), rule(undefined, 10)])
  expect([created.map(r => r.days), changed.map(r => r.id), removed.map(r => r.id)]).toEqual([[10], ['b'], ['c']])
})
