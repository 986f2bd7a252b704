import type { ObjectMeta } from '../../../core/metadata/types'
import { get, type Row, recordQuery, refresh } from '../../api'
import { queryClient } from '../../api/queryClient'
import { clockOf } from '../../fields/format'
import { sameValue } from '../../fields/value'
import type { Column } from './list'

/** What happened to a record between reading and saving it. */
export interface Conflict {
  /** The record as it is now. */
  row: Row
  /** The very field one was changing was changed by somebody else. */
  changed: boolean
  value: unknown
  who: string | null
  /** 10:21 */
  when: string
}
interface History {
  items: { at: string; actor: { name: string | null } | null; changes?: { field: string }[] }[]
}

/** Reads the record again and finds out who changed the field. `seen` is the value one began with. */
export async function conflictOf(object: ObjectMeta, row: Row, column: Column, seen: unknown): Promise<Conflict> {
  const [now, history] = await Promise.all([
    queryClient.fetchQuery({ ...recordQuery(object.path, row.id), staleTime: 0 }),
    get<History>(`/api/${object.path}/${row.id}/history`).catch(() => ({ items: [] })),
  ])
  refresh(object.path)
  const { name } = column.field
  const last = history.items.find(item => item.changes?.some(change => change.field === name))
  return {
    row: now,
    changed: !sameValue(now[name], seen),
    value: now[name],
    who: last?.actor?.name ?? null,
    when: last ? clockOf(new Date(last.at)) : '',
  }
}
