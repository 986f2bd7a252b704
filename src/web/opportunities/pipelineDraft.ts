import type { Row } from '../api'
import { inputValue } from '../fields/value'

/** A stage as it is being written; without an id it is new. */
export interface StageDraft {
  key: string
  id?: string
  version?: number
  active: boolean
  values: Record<string, unknown>
  exit: Condition[]
}
export interface Condition {
  kind: string
  [input: string]: unknown
}

export const STAGE_FIELDS = ['name', 'probability', 'forecast', 'limitDays', 'skippable', 'guidance'] as const

export const draftOf = (row: Row): StageDraft => ({
  key: row.id,
  id: row.id,
  version: row.version,
  active: row.active !== false,
  values: Object.fromEntries(STAGE_FIELDS.map(name => [name, row[name] ?? null])),
  exit: (row.exit as Condition[] | null) ?? [],
})

let fresh = 0
export const newStage = (name: string, after: StageDraft | undefined): StageDraft => ({
  key: `new ${++fresh}`,
  active: true,
  values: {
    name,
    probability: Math.min(90, Number(after?.values.probability ?? 0) + 10),
    forecast: after?.values.forecast ?? 'pipeline',
    limitDays: null,
    skippable: false,
    guidance: null,
  },
  exit: [],
})

/** What the API takes for a stage. */
export const stageInput = ({ values, exit }: StageDraft): Record<string, unknown> => ({
  ...Object.fromEntries(Object.entries(values).map(([name, value]) => [name, inputValue(value)])),
  exit: exit.length ? exit : null,
})

/** A list with the entry `key` put where `onto` stands. */
export function movedTo<T extends { key: string }>(list: readonly T[], key: string, onto: string): T[] {
  const from = list.findIndex(one => one.key === key)
  const to = list.findIndex(one => one.key === onto)
  if (from < 0 || to < 0 || from === to) return [...list]
  const next = [...list]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}

/** What differs from what is saved. */
export function stageChanges(saved: readonly StageDraft[], now: readonly StageDraft[]) {
  const before = new Map(saved.map(one => [one.key, JSON.stringify(stageInput(one))]))
  return {
    created: now.filter(one => !one.id),
    changed: now.filter(one => one.id && before.get(one.key) !== JSON.stringify(stageInput(one))),
    reordered: now.map(one => one.key).join() !== saved.map(one => one.key).join(),
  }
}
