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

/** Records that share a value: how many, what their figures add up to, and the filter that leaves only these. */
export type GroupHead = Omit<Group, 'rows' | 'loading' | 'next'>
export interface Heads {
  field: FieldMeta | undefined
  heads: readonly GroupHead[]
  total: number | null
  loading: boolean
  problem: Problem | null
  updatedAt: number
  onRetry(): void
}

/**
 * Counts and sums by a field's values, from one aggregate. `values`: each of these makes a group, whether or not a record has
 * it; `true` for all that its dictionary offers.
 */
export function useHeads(
  object: ObjectMeta,
  asked: Asked,
  by: string | null,
  values: boolean | readonly unknown[] = false,
): Heads {
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
  const all = useMemo(
    () => (field && answer.data ? merged(field, metadata, answer.data.items, values) : []),
    [field, metadata, answer.data, values],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is summed follows from what was asked
  const heads = useMemo(
    () =>
      all.map(({ value, count, items }): GroupHead => {
        const id = inputValue(value)
        const only: Filter = id === null ? { field: by!, op: 'isNull' } : { field: by!, op: 'eq', value: id }
        return { key: keyOf(by!, value), value, count, sums: summed.of(items), filter: both(asked.filter, only) }
      }),
    [all, asked.filter, by],
  )
  return {
    field,
    heads,
    total: answer.data ? all.reduce((sum, group) => sum + group.count, 0) : null,
    loading: !!field && answer.isPending,
    problem: answer.error as Problem | null,
    updatedAt: answer.dataUpdatedAt,
    onRetry: () => void answer.refetch(),
  }
}

/** The rows of a list by a field's values: counts and sums, and the records of the groups that `isOpen` from one request each. */
export function useGroups(
  object: ObjectMeta,
  asked: Asked,
  by: string | null,
  isOpen: (key: string, place: number) => boolean,
): Groups {
  const { heads: all, ...read } = useHeads(object, asked, by)
  const [shown, setShown] = useState<Readonly<Record<string, number>>>({})
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
    ...read,
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
    loading: read.loading || pages.some(p => p.isPending),
    showMore: group => setShown(now => ({ ...now, [group.key]: group.next ?? GROUP_PAGE })),
  }
}

/** Names the group in which a record with this value is. */
export const keyOf = (by: string, value: unknown): string => `${by} ${JSON.stringify(inputValue(value))}`

interface Head {
  value: unknown
  count: number
  items: Record<string, unknown>[]
}

/** One head for each value, in order: amounts of several currencies come as several answers. */
function merged(
  field: FieldMeta,
  metadata: Metadata,
  answers: Record<string, unknown>[],
  values: boolean | readonly unknown[],
): Head[] {
  const items = field.dictionary ? (metadata.dictionaries[field.dictionary]?.items ?? []) : []
  const codes = items.filter(i => !i.inactive).map(i => i.code)
  const expected = values === true ? codes : values || []
  const heads = new Map<string, Head>(
    expected.map(value => [JSON.stringify(inputValue(value)), { value, count: 0, items: [] }]),
  )
  for (const answer of answers) {
    const value = answer[field.name]
    const key = JSON.stringify(inputValue(value))
    const head = heads.get(key) ?? { value, count: 0, items: [] }
    heads.set(key, { ...head, count: head.count + Number(answer.count), items: [...head.items, answer] })
  }
  return inOrder([...heads.values()], values === true || !values ? items.map(i => i.code) : values)
}

/** Values that have an order in theirs, others by size; what has no value comes last. */
function inOrder(heads: Head[], order: readonly unknown[]): Head[] {
  const places = order.length > 0 ? order.map(value => JSON.stringify(inputValue(value))) : undefined
  const place = ({ value, count }: Head) => {
    if (inputValue(value) === null) return Number.MAX_SAFE_INTEGER
    if (!places) return -count
    const at = places.indexOf(JSON.stringify(inputValue(value)))
    return at < 0 ? places.length : at
  }
  return heads.toSorted((a, b) => place(a) - place(b))
}
