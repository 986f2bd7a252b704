import type { ObjectMeta } from '../../../core/metadata/types'
import { get, type Row } from '../../api'
import { sameValue } from '../../fields/value'
import type { Change } from './timeline'

/** Somebody else changed the same fields between reading and saving. */
export interface Conflict {
  /** The record as it is now. */
  now: Row
  /** Fields that both changed; empty when both changes can stand side by side. */
  fields: string[]
  who: string | null
  at: string | null
}
export interface HistoryItem {
  id: number
  at: string
  act?: string
  actor: { id: string; name: string | null } | null
  changes: Change[]
}

/** Reads the record again, and who changed what one was about to change. `seen` is the record one began with. */
export async function conflictOf(object: ObjectMeta, seen: Row, names: string[]): Promise<Conflict> {
  const address = `/api/${object.path}/${seen.id}`
  const [now, history] = await Promise.all([
    get<Row>(address),
    get<{ items: HistoryItem[] }>(`${address}/history`).catch(() => ({ items: [] })),
  ])
  const fields = names.filter(name => !sameValue(now[name], seen[name]))
  const last = history.items.find(item => item.changes?.some(change => fields.includes(change.field)))
  return { now, fields, who: last?.actor?.name ?? null, at: last?.at ?? null }
}
