import { useCallback, useMemo, useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { type Problem, type Row, rowsOf, totalOf, useCount, useRecords } from '../../api'
import { useLookup } from '../../fields/lookups'
import { fieldText } from '../../fields/text'
import { Button } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { fill, useWords } from '../../words'
import type { Filter } from './filter'
import type { Line } from './list'
import { useSettled } from './settled'
import { sumsText } from './sums'
import { GROUP_MAX, useGroups } from './useGroups'
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
export const useListCount = (object: ObjectMeta, filter: Filter | null): number | null | undefined =>
  useCount(object.path, filter, { staleTime: COUNT_FRESH_MS })

const OPEN_AT_FIRST = 5

/** The list in groups: heads with counts and sums, and the records of those that are open. */
export function useGroupedLines(
  object: ObjectMeta,
  asked: Asked,
  group: string | null,
  onNarrow: (filter: Filter | null) => void,
): Lines {
  const w = useWords(words)
  const lookup = useLookup()
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const isOpen = (key: string, place: number) => place < OPEN_AT_FIRST !== turned.has(key)
  const { field, groups, showMore, ...read } = useGroups(object, asked, group, isOpen)
  const turn = (key: string) =>
    setTurned(now => (now.has(key) ? new Set([...now].filter(k => k !== key)) : new Set([...now, key])))

  const lines = groups.flatMap((g, place): Line[] => {
    const opened = isOpen(g.key, place)
    const label = (field && fieldText(field, g.value, lookup)) || w.noValue
    return [
      {
        type: 'group',
        key: g.key,
        show: (
          <button type="button" className="group-head" aria-expanded={opened} onClick={() => turn(g.key)}>
            <Icon name={opened ? 'chevron-down' : 'chevron-right'} size={14} />
            {label}
            <span className="group-count">{g.count.toLocaleString('en-US')}</span>
            <span className="group-sums">{sumsText(g.sums, lookup, w)}</span>
          </button>
        ),
      },
      ...(opened ? g.rows.map((row): Line => ({ type: 'record', row })) : []),
      ...(opened && g.next !== undefined
        ? [
            {
              type: 'note' as const,
              key: `${g.key} more`,
              show: (
                <Button look="link" onClick={() => (g.next! > GROUP_MAX ? onNarrow(g.filter) : showMore(g))}>
                  {g.next > GROUP_MAX
                    ? fill(w.onlyThis, { value: label })
                    : fill(w.loadMore, { n: g.next - g.rows.length })}
                </Button>
              ),
            },
          ]
        : []),
    ]
  })
  return {
    ...read,
    lines,
    rows: lines.flatMap(line => (line.type === 'record' ? [line.row] : [])),
    more: false,
    onMore: () => {},
  }
}
