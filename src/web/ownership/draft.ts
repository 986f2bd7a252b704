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

/** What must be written so that the rules become `now`: new ones, changed ones, and those that are gone. */
export function ruleChanges(before: readonly Rule[], now: readonly Rule[]) {
  const text = (rule: Rule) => JSON.stringify(ruleInput(rule))
  const old = new Map(before.map(rule => [rule.id, rule]))
  return {
    created: now.filter(rule => !rule.id),
    changed: now.filter(rule => rule.id && old.has(rule.id) && text(rule) !== text(old.get(rule.id)!)),
    removed: before.filter(rule => !now.some(one => one.id === rule.id)),
  }
}
