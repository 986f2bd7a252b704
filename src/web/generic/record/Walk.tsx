import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { queryClient, readPage, recordQuery, rowsOf, totalOf } from '../../api'
import { IconButton } from '../../kit/Button'
import { useShortcut } from '../../shell/shortcuts'
import { useWords } from '../../words'
import { ALL, type ListSearch, listSearch } from '../list/definition'
import { useDefinition } from '../list/useList'
import * as sentences from './words'

const PAGE = 500
/** Whoever opened a record further down walks no more. */
const READ_MAX = 5_000
const WALK = 'walk'

/** What the address of a record's page says about the list it is opened from, so that one can walk on there. */
export function walkFrom(object: ObjectMeta, { view = ALL, filter, sort }: ListSearch): ListSearch {
  queryClient.removeQueries({ queryKey: [WALK, object.path] })
  return { view, filter, sort }
}

/** 4 / 213, and on to the record before or after in the list that the address names; nothing when it names none. */
export function Walk({ object, id }: { object: ObjectMeta; id: string }) {
  const search = listSearch(useSearch({ strict: false }) as Record<string, unknown>)
  return search.view ? <Walking object={object} id={id} search={search} /> : null
}

function Walking({ object, id, search }: { object: ObjectMeta; id: string; search: ListSearch }) {
  const words = useWords(sentences)
  const navigate = useNavigate()
  const { shown, waiting } = useDefinition(object)
  const list = { filter: shown.filter ?? undefined, sort: shown.sort || undefined }
  // The order of the moment one began: a change made on the way must not make one lose the place.
  const query = useInfiniteQuery({
    queryKey: [WALK, object.path, list],
    queryFn: ({ pageParam, signal }) =>
      readPage(object.path, { ...list, fields: ['id'], limit: PAGE, count: 'estimate' }, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.nextCursor ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: !waiting,
  })
  const ids = rowsOf(query.data).map(row => row.id)
  const at = ids.indexOf(id)
  const { hasNextPage, isFetching, fetchNextPage } = query
  useEffect(() => {
    const onEdge = at < 0 || at === ids.length - 1
    if (onEdge && hasNextPage && !isFetching && ids.length < READ_MAX) void fetchNextPage()
  }, [at, ids.length, hasNextPage, isFetching, fetchNextPage])
  const next = at >= 0 ? ids[at + 1] : undefined
  const before = at > 0 ? ids[at - 1] : undefined
  useEffect(() => {
    if (next) void queryClient.prefetchQuery(recordQuery(object.path, next))
  }, [object.path, next])

  const go = (to: string | undefined) => {
    if (to) void navigate({ to: '/$object/$id', params: { object: object.path, id: to }, search: search as never })
  }
  // Arrows scroll what has the focus; where nothing has, they walk.
  const idle = () => document.activeElement === document.body
  useShortcut('j', () => go(next))
  useShortcut('k', () => go(before))
  useShortcut('ArrowDown', () => idle() && go(next))
  useShortcut('ArrowUp', () => idle() && go(before))
  if (at < 0) return null
  const total = totalOf(query.data)
  return (
    <span className="record-walk">
      <IconButton
        icon="chevron-up"
        size={28}
        label={`${words.before} K`}
        disabled={!before}
        onClick={() => go(before)}
      />
      <IconButton icon="chevron-down" size={28} label={`${words.next} J`} disabled={!next} onClick={() => go(next)} />
      <span className="panel-position">
        {at + 1}
        {total !== null && ` / ${total.toLocaleString('en-US')}`}
      </span>
    </span>
  )
}
