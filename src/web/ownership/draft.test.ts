import { expect, it } from 'vitest'
import { type Rule, sameRules } from './draft'

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

it('there is something to save when a rule is new, gone, changed or moved', () => {
  const saved = [rule('a', 30), rule('b', 60)]
  expect(sameRules(saved, [rule('a', 30), { ...rule('b', 60), version: 7 }])).toBe(true)
  for (const now of [[rule('a', 30)], [...saved, rule(undefined, 1)], [rule('a', 31), saved[1]!], [...saved].reverse()])
    expect(sameRules(saved, now)).toBe(false)
})
