import { useMemo } from 'react'
import type { FieldMeta, Metadata, ObjectMeta } from '../../../core/metadata/types'
import { type Row, rowsOf, useMetadata, useRecords, useSession } from '../../api'
import type { Named } from '../../fields/value'
import { asClauses, both, type Filter, isCondition } from './filter'

/** A reference to records of the set-up that stand in an order, one set of them for each record of `within`: the stages of a pipeline. */
export interface Laned {
  target: ObjectMeta
  within: ObjectMeta
  /** The field by which the object itself names its set. */
  own: FieldMeta
  /** The field by which the columns name theirs. */
  theirs: FieldMeta
}

/** How a reference makes the columns of a board; undefined where it does not. */
export function lanedBy(metadata: Metadata, object: ObjectMeta, field: FieldMeta): Laned | undefined {
  const target = field.kind === 'ref' ? metadata.objects.find(o => o.name === field.target) : undefined
  if (!target?.setup || !target.fields.some(f => f.name === 'position')) return
  for (const theirs of target.fields) {
    if (theirs.kind !== 'ref' || !theirs.required) continue
    const own = object.fields.find(f => f.kind === 'ref' && f.target === theirs.target)
    const within = metadata.objects.find(o => o.name === theirs.target)
    if (own && within) return { target, within, own, theirs }
  }
}

export interface Lanes {
  /** The columns in their order, with what the records of the set-up say of themselves. */
  lanes: readonly Row[]
  /** The sets to choose from, and the one on show. */
  sets: readonly { id: string; label: string }[]
  chosen: string | null
  /** What was asked for, within the set on show. */
  filter: Filter | null
  /** The filter for showing another set. */
  filterFor(id: string): Filter | null
  waiting: boolean
}

const SETS_MAX = 100
const has = (object: ObjectMeta | undefined, name: string) => !!object?.fields.some(f => f.name === name)
const labelOf = (object: ObjectMeta, row: Row) => String(row[object.title] ?? '–')

/** The columns that `laned` makes: those of the set that the filter names, else of the one preferred. Nothing without `laned`. */
export function useLanes(laned: Laned | undefined, filter: Filter | null): Lanes {
  const { target, within, own, theirs } = laned ?? {}
  const { board } = useSession()
  const setsQuery = useRecords(
    within?.path ?? '',
    {
      fields: within && ['preferred', 'active', 'board', within.title].filter(name => has(within, name)),
      sort: has(within, 'position') ? 'position' : within?.title,
      limit: SETS_MAX,
    },
    { enabled: !!laned },
  )
  const named = own && asClauses(filter).and.find(c => isCondition(c) && c.field === own.name && c.op === 'eq')
  const given = named && isCondition(named) ? String(named.value) : null
  const rows = useMemo(() => (laned ? rowsOf(setsQuery.data) : []), [laned, setsQuery.data])
  const open = rows.filter(row => row.active !== false || row.id === given)
  const mine = (row: Row) => row.board === undefined || row.board === null || (row.board as Named).id === board?.id
  const first = open.find(row => row.preferred && mine(row)) ?? open.find(mine) ?? open[0]
  const chosen = laned ? (given ?? first?.id ?? null) : null
  const lanesQuery = useRecords(
    target?.path ?? '',
    {
      fields: target && [target.title, 'position', 'active', 'probability'].filter(name => has(target, name)),
      filter: theirs && { field: theirs.name, op: 'eq', value: chosen },
      sort: 'position',
      limit: SETS_MAX,
    },
    { enabled: !!laned && chosen !== null },
  )
  const only = (id: string): Filter => ({ field: own!.name, op: 'eq', value: id })
  const others = () => ({ and: asClauses(filter).and.filter(clause => clause !== named) })
  return {
    lanes: useMemo(
      () =>
        laned && chosen
          ? rowsOf(lanesQuery.data)
              .filter(row => row.active !== false)
              .map(row => ({ ...row, name: labelOf(laned.target, row) }))
          : [],
      [laned, chosen, lanesQuery.data],
    ),
    sets: within ? open.map(row => ({ id: row.id, label: labelOf(within, row) })) : [],
    chosen,
    filter: chosen ? both(filter, only(chosen)) : filter,
    filterFor: id => both(others(), only(id)),
    waiting: !!laned && (setsQuery.isPending || (chosen !== null && lanesQuery.isPending)),
  }
}
export const useLaned = (object: ObjectMeta, field: FieldMeta | undefined): Laned | undefined => {
  const metadata = useMetadata()
  return useMemo(() => field && lanedBy(metadata, object, field), [metadata, object, field])
}
