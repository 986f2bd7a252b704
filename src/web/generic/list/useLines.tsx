import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { FieldMeta, Metadata, ObjectMeta } from '../../../core/metadata/types'
import { type Problem, type Row, readPage, rowsOf, totalOf, useAggregate, useMetadata, useRecords } from '../../api'
import { useLookup } from '../../fields/lookups'
import { fieldText } from '../../fields/text'
import { inputValue } from '../../fields/value'
import { Button } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { fill, useWords } from '../../words'
import { reach } from './columns'
import { both, type Filter } from './filter'
import type { Line } from './list'
import { useSettled } from './settled'
import { type Sums, sumsText, useSummed } from './sums'
import * as words from './words'

/** What a list reads: the lines to draw and how much there is. */
export interface Lines {
  lines: Line[]
  rows: Row[]
  total: number | null
  more: boolean
  loading: boolean
  problem: Problem | null
  updatedAt: number
  onMore(): void
  onRetry(): void
}
export interface Asked {
  fields: readonly string[]
  filter: Filter | null
  sort: string
  deleted?: 'only'
  /** False while the view is still being read. */
  ready: boolean
}

const PAGE = 50

/** The list page after page, in one run. */
export function useFlatLines(object: ObjectMeta, asked: Asked, enabled: boolean): Lines {
  const w = useWords(words)
  const { fields, filter, sort, deleted, ready } = asked
  const query = useRecords(
    object.path,
    { fields, filter: filter ?? undefined, sort: sort || undefined, limit: PAGE, count: 'estimate', deleted },
    { enabled: enabled && ready },
  )
  const read = useMemo(() => rowsOf(query.data), [query.data])
  const question = JSON.stringify([filter, sort, deleted])
  const settledRows = useSettled(read, question, query.isPlaceholderData)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same rows in the same order are the same list
  const rows = useMemo(() => [...settledRows], [read, question])
  const { fetchNextPage, refetch, isFetchNextPageError: broken } = query
  const lines = useMemo(() => {
    const records = rows.map((row): Line => ({ type: 'record', row }))
    const again = (
      <Button look="link" onClick={() => void fetchNextPage()}>
        {w.readOn}
      </Button>
    )
    return broken ? [...records, { type: 'note' as const, key: 'broken', show: again }] : records
  }, [rows, broken, fetchNextPage, w])
  return {
    lines,
    rows,
    total: totalOf(query.data),
    more: query.hasNextPage && !broken,
    loading: (enabled && query.isPending) || query.isFetchingNextPage,
    problem: query.error as Problem | null,
    updatedAt: query.dataUpdatedAt,
    onMore: useCallback(() => void fetchNextPage(), [fetchNextPage]),
    onRetry: () => void refetch(),
  }
}

const COUNT_FRESH_MS = 60_000

/** How many records meet a filter; about, where counting them all would take long. */
export function useCount(object: ObjectMeta, filter: Filter | null): number | null | undefined {
  const { data } = useQuery({
    queryKey: ['aggregate', object.path, 'count', filter],
    queryFn: ({ signal }) =>
      readPage(
        object.path,
        { fields: ['id'], filter: filter ?? undefined, limit: 1, count: 'estimate' },
        undefined,
        signal,
      ),
    staleTime: COUNT_FRESH_MS,
  })
  return data?.total
}

const OPEN_AT_FIRST = 5
/** A group shows this many at first, and as many more each time it is asked; beyond the last its value becomes a condition. */
const GROUP_PAGE = 25
const GROUP_MAX = 500

interface Group {
  key: string
  value: unknown
  count: number
  sums: Sums
  filter: Filter | null
}

/** The list in groups: their heads with counts and sums come from one aggregate, their records as each group is opened. */
export function useGroupedLines(
  object: ObjectMeta,
  asked: Asked,
  group: string | null,
  onNarrow: (filter: Filter | null) => void,
): Lines {
  const w = useWords(words)
  const metadata = useMetadata()
  const lookup = useLookup()
  const field = group ? reach(metadata, object, group)?.field : undefined
  const summed = useSummed(object, asked.fields)
  const groups = useAggregate(
    object.path,
    {
      groupBy: [group ?? 'id', ...summed.groupBy],
      measures: [{ fn: 'count' }, ...summed.measures],
      filter: asked.filter ?? undefined,
    },
    { enabled: !!field && asked.ready },
  )
  const heads = useMemo(
    () => (field ? inOrder(field, metadata, merged(field.name, groups.data?.items ?? [])) : []),
    [field, metadata, groups.data],
  )
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [shown, setShown] = useState<Readonly<Record<string, number>>>({})

  const all = heads.map(({ value, count, items }): Group => {
    const id = inputValue(value)
    const only: Filter = id === null ? { field: group!, op: 'isNull' } : { field: group!, op: 'eq', value: id }
    return {
      key: `${group} ${JSON.stringify(id)}`,
      value,
      count,
      sums: summed.of(items),
      filter: both(asked.filter, only),
    }
  })
  const isOpen = (g: Group, i: number) => i < OPEN_AT_FIRST !== turned.has(g.key)
  const open = all.filter(isOpen)
  const pages = useQueries({
    queries: open.map(g => {
      const query = {
        fields: asked.fields,
        filter: g.filter,
        sort: asked.sort || undefined,
        limit: shown[g.key] ?? GROUP_PAGE,
      }
      return {
        queryKey: ['aggregate', object.path, 'group', g.key, query],
        queryFn: ({ signal }: { signal: AbortSignal }) => readPage(object.path, query, undefined, signal),
        placeholderData: keepPreviousData,
      }
    }),
  })

  const lines: Line[] = []
  const rows: Row[] = []
  all.forEach((g, i) => {
    const opened = isOpen(g, i)
    const label = (field && fieldText(field, g.value, lookup)) || w.noValue
    lines.push({
      type: 'group',
      key: g.key,
      show: (
        <button
          type="button"
          className="group-head"
          aria-expanded={opened}
          onClick={() =>
            setTurned(now => (now.has(g.key) ? new Set([...now].filter(k => k !== g.key)) : new Set([...now, g.key])))
          }
        >
          <Icon name={opened ? 'chevron-down' : 'chevron-right'} size={14} />
          {label}
          <span className="group-count">{g.count.toLocaleString('en-US')}</span>
          <span className="group-sums">{sumsText(g.sums, lookup, w)}</span>
        </button>
      ),
    })
    if (!opened) return
    const page = pages[open.indexOf(g)]?.data
    const items = page?.items ?? []
    for (const row of items) {
      rows.push(row)
      lines.push({ type: 'record', row })
    }
    const rest = g.count - items.length
    if (page?.nextCursor && rest > 0) {
      const next = items.length + Math.min(GROUP_PAGE * 4, rest)
      lines.push({
        type: 'note',
        key: `${g.key} more`,
        show: (
          <Button
            look="link"
            onClick={() => (next > GROUP_MAX ? onNarrow(g.filter) : setShown(now => ({ ...now, [g.key]: next })))}
          >
            {next > GROUP_MAX ? fill(w.onlyThis, { value: label }) : fill(w.loadMore, { n: next - items.length })}
          </Button>
        ),
      })
    }
  })
  return {
    lines,
    rows,
    total: groups.data ? all.reduce((sum, g) => sum + g.count, 0) : null,
    more: false,
    loading: !!field && (groups.isPending || pages.some(p => p.isPending)),
    problem: groups.error as Problem | null,
    updatedAt: groups.dataUpdatedAt,
    onMore: () => {},
    onRetry: () => void groups.refetch(),
  }
}

interface Head {
  value: unknown
  count: number
  items: Record<string, unknown>[]
}

/** One head for each value: amounts of several currencies come as several answers. */
function merged(name: string, answers: Record<string, unknown>[]): Head[] {
  const heads = new Map<string, Head>()
  for (const answer of answers) {
    const key = JSON.stringify(inputValue(answer[name]))
    const head = heads.get(key) ?? { value: answer[name], count: 0, items: [] }
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
