import type { Filter } from '../generic/list/filter'

/** A limit of a pool as it is edited; see domain/ownership/pool.ts. */
export interface Limit {
  of: 'daily' | 'total' | 'owned'
  max: number
  department?: string
  together?: boolean
  where?: Filter
}

/** A recycling rule as it is edited; without an id it is not saved yet. */
export interface Rule {
  id?: string
  version?: number
  name: string
  basis: string
  days: number | null
  where: Filter | null
  warnDays: number | null
  escalateDays: number | null
  active: boolean
}

const RULE = ['name', 'basis', 'days', 'where', 'warnDays', 'escalateDays', 'active'] as const
/** What of a rule is sent. */
export const ruleInput = (rule: Rule) => Object.fromEntries(RULE.map(name => [name, rule[name] ?? null]))

/** True when the rules say the same in the same order. */
export const sameRules = (before: readonly Rule[], now: readonly Rule[]): boolean =>
  JSON.stringify(before.map(rule => [rule.id, ruleInput(rule)])) ===
  JSON.stringify(now.map(rule => [rule.id, ruleInput(rule)]))
