import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { FieldMeta, Metadata, ObjectMeta } from '../../../core/metadata/types'
import { type Problem, type Row, readPage, useAggregate, useMetadata } from '../../api'
import { inputValue } from '../../fields/value'
import { reach } from './columns'
import { both, type Filter } from './filter'
import { type Sums, useSummed } from './sums'
import type { Asked } from './useLines'

/** A group shows this many at first, and as many more each time it is asked; beyond the last its value becomes a condition. */
const GROUP_PAGE = 25
export const GROUP_MAX = 500

/** Records that share a value, as far as they have been read. */
export interface Group {
  key: string
  value: unknown
  count: number
  sums: Sums
  /** The filter that leaves only these. */
  filter: Filter | null
  /** Those read so far; none while the group is closed. */
  rows: readonly Row[]
  loading: boolean
  /** How many the next page would show in all; undefined when all are read. */
  next: number | undefined
}
export interface Groups {
  field: FieldMeta | undefined
  groups: Group[]
  total: number | null
  loading: boolean
  problem: Problem | null
  updatedAt: number
  showMore(group: Group): void
  onRetry(): void
}

/**
 * The rows of a list by a field's values: counts and sums come from one aggregate, the records of the groups that `isOpen` from
 * one request each. `every` value of its dictionary makes a group, whether or not a record has it.
 */
export function useGroups(
  object: ObjectMeta,
  asked: Asked,
  by: string | null,
  isOpen: (key: string, place: number) => boolean,
  every = false,
): Groups {
  const metadata = useMetadata()
  const field = by ? reach(metadata, object, by)?.field : undefined
  const summed = useSummed(object, asked.fields)
  const answer = useAggregate(
    object.path,
    {
      groupBy: [by ?? 'id', ...summed.groupBy],
      measures: [{ fn: 'count' }, ...summed.measures],
      filter: asked.filter ?? undefined,
    },
    { enabled: !!field && asked.ready },
  )
  const heads = useMemo(
    () => (field && answer.data ? inOrder(field, metadata, merged(field, metadata, answer.data.items, every)) : []),
    [field, metadata, answer.data, every],
  )
  const [shown, setShown] = useState<Readonly<Record<string, number>>>({})
  const all = heads.map(({ value, count, items }) => {
    const id = inputValue(value)
    const only: Filter = id === null ? { field: by!, op: 'isNull' } : { field: by!, op: 'eq', value: id }
    return {
      key: `${by} ${JSON.stringify(id)}`,
      value,
      count,
      sums: summed.of(items),
      filter: both(asked.filter, only),
    }
  })
  const open = all.filter((group, place) => group.count > 0 && isOpen(group.key, place))
  const pages = useQueries({
    queries: open.map(group => {
      const query = {
        fields: asked.fields,
        filter: group.filter,
        sort: asked.sort || undefined,
        limit: shown[group.key] ?? GROUP_PAGE,
      }
      return {
        queryKey: ['aggregate', object.path, 'group', group.key, query],
        queryFn: ({ signal }: { signal: AbortSignal }) => readPage(object.path, query, undefined, signal),
        placeholderData: keepPreviousData,
      }
    }),
  })
  return {
    field,
    groups: all.map((group): Group => {
      const page = pages[open.indexOf(group)]
      const rows = page?.data?.items ?? []
      const rest = group.count - rows.length
      return {
        ...group,
        rows,
        loading: page?.isPending ?? false,
        next: page?.data?.nextCursor && rest > 0 ? rows.length + Math.min(GROUP_PAGE * 4, rest) : undefined,
      }
    }),
    total: answer.data ? all.reduce((sum, group) => sum + group.count, 0) : null,
    loading: !!field && (answer.isPending || pages.some(p => p.isPending)),
    problem: answer.error as Problem | null,
    updatedAt: answer.dataUpdatedAt,
    showMore: group => setShown(now => ({ ...now, [group.key]: group.next ?? GROUP_PAGE })),
    onRetry: () => void answer.refetch(),
  }
}

interface Head {
  value: unknown
  count: number
  items: Record<string, unknown>[]
}

/** One head for each value: amounts of several currencies come as several answers. */
function merged(field: FieldMeta, metadata: Metadata, answers: Record<string, unknown>[], every: boolean): Head[] {
  const codes = every && field.dictionary ? metadata.dictionaries[field.dictionary]!.items : []
  const heads = new Map<string, Head>(
    codes.filter(i => !i.inactive).map(i => [JSON.stringify(i.code), { value: i.code, count: 0, items: [] }]),
  )
  for (const answer of answers) {
    const value = answer[field.name]
    const key = JSON.stringify(inputValue(value))
    const head = heads.get(key) ?? { value, count: 0, items: [] }
    heads.set(key, { ...head, count: head.count + Number(answer.count), items: [...head.items, answer] })
  }
  return [...heads.values()]
}

/** Dictionary values in the dictionary's order, others by size; what has no value comes last. */
function inOrder(field: FieldMeta, metadata: Metadata, heads: Head[]): Head[] {
  const codes = field.dictionary ? metadata.dictionaries[field.dictionary]?.items.map(i => i.code) : undefined
  const place = ({ value, count }: Head) =>
    inputValue(value) === null ? Number.MAX_SAFE_INTEGER : codes ? codes.indexOf(String(value)) : -count
  return heads.toSorted((a, b) => place(a) - place(b))
}
