import {
  type InfiniteData,
  infiniteQueryOptions,
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQuery,
} from '@tanstack/react-query'
import { address, get, patch, post, remove, request } from './client'
import type { Problem } from './problem'
import { queryClient } from './queryClient'

/** A record as the API gives it: references are `{ id, name }`, fields reached through references stand under their path. */
export interface Row {
  id: string
  version: number
  currency?: string
  [field: string]: unknown
}
export interface Page {
  items: Row[]
  nextCursor: string | null
  total: number | null
}
export interface ListQuery {
  fields?: readonly string[]
  filter?: unknown
  sort?: string
  limit?: number
  count?: 'exact' | 'estimate' | 'none'
  /** The recycle bin. */
  deleted?: 'only'
}
export interface AggregateQuery {
  groupBy?: unknown[]
  measures: { fn: string; field?: string; as?: string }[]
  filter?: unknown
}

const LONGEST_ADDRESS = 3000

/** One page of a list. */
export function readPage(path: string, query: ListQuery, cursor?: string, signal?: AbortSignal): Promise<Page> {
  // The count belongs to the first page; later ones would only repeat it.
  const { fields, ...rest } = { ...query, ...(cursor ? { cursor, count: 'none' } : {}) }
  const link = address(`/api/${path}`, { ...rest, fields: fields?.join(',') })
  return link.length <= LONGEST_ADDRESS
    ? get<Page>(link, signal)
    : request<Page>(`/api/${path}/query`, { method: 'POST', body: { ...rest, fields }, signal })
}

export const recordsQuery = (path: string, query: ListQuery) =>
  infiniteQueryOptions({
    queryKey: ['records', path, query],
    queryFn: ({ pageParam, signal }) => readPage(path, query, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: last => last.nextCursor ?? undefined,
  })
/** A list, page after page: `data.pages`, `fetchNextPage`, `hasNextPage`. */
export const useRecords = (
  path: string,
  query: ListQuery,
  options: { enabled?: boolean; refetchOnMount?: 'always' } = {},
) => useInfiniteQuery({ ...recordsQuery(path, query), ...options, placeholderData: before => before })
/** The rows of all pages read so far, and how many there are in all. */
export const rowsOf = (data: InfiniteData<Page> | undefined): Row[] => data?.pages.flatMap(page => page.items) ?? []
export const totalOf = (data: InfiniteData<Page> | undefined): number | null => data?.pages[0]?.total ?? null

export const recordQuery = (path: string, id: string, fields?: readonly string[]) =>
  queryOptions({
    queryKey: ['record', path, id, fields ?? null],
    queryFn: ({ signal }) => get<Row>(address(`/api/${path}/${id}`, { fields: fields?.join(',') }), signal),
  })
/** One record. `id` may be undefined while none is chosen. */
export const useRecord = (
  path: string,
  id: string | undefined,
  fields?: readonly string[],
  options: { refetchOnMount?: 'always' } = {},
) => useQuery({ ...recordQuery(path, id ?? '', fields), ...options, enabled: !!id })

/** Sums, counts and averages over an object's records. */
export const useAggregate = (path: string, query: AggregateQuery, options: { enabled?: boolean } = {}) =>
  useQuery({
    queryKey: ['aggregate', path, query],
    queryFn: ({ signal }) =>
      request<{ items: Record<string, unknown>[] }>(`/api/${path}/aggregate`, { method: 'POST', body: query, signal }),
    ...options,
  })

export interface Change {
  /** None: a new record. */
  id?: string
  /** What the change was made on; the server answers 412 when the record is newer. */
  version?: number
  changes: Record<string, unknown>
  /** The changes as they read (`{ id, name }` for a reference), shown until the answer comes. */
  shown?: Record<string, unknown>
}

/** Creates or changes a record. A change shows at once in every list and page, and goes back when it is refused. */
export function useSave(path: string) {
  return useMutation<Row, Problem, Change, { before: Row | undefined }>({
    mutationFn: ({ id, version, changes }) =>
      id
        ? patch<Row>(`/api/${path}/${id}`, changes, { version })
        : // What may exist already is to be looked at before it is made again.
          post<Row>(`/api/${path}`, changes, { key: crypto.randomUUID(), careful: true }),
    onMutate: ({ id, changes, shown }) => {
      const before = id ? known(path, id) : undefined
      if (id) show(path, id, { ...changes, ...shown })
      return { before }
    },
    onError: (_problem, { id, changes }, kept) => {
      if (!id || !kept?.before) return
      show(path, id, Object.fromEntries(Object.keys(changes).map(name => [name, kept.before![name]])))
    },
    onSuccess: (row, { id }) => {
      if (id) show(path, id, row)
      else void queryClient.invalidateQueries({ queryKey: ['records', path] })
      void queryClient.invalidateQueries({ queryKey: ['aggregate', path] })
      void queryClient.invalidateQueries({ queryKey: ['timeline', path, row.id] })
      void queryClient.invalidateQueries({ queryKey: ['day'] })
    },
  })
}

export interface Doing {
  act: string
  /** None: an act of the object itself. */
  id?: string
  version?: number
  input?: Record<string, unknown>
}
/** Does something to a record: POST /api/{path}/{id}/{act}. `delete` and `restore` are acts like any other. */
export function useAct(path: string) {
  return useMutation<Row | undefined, Problem, Doing>({
    mutationFn: ({ act, id, version, input }) =>
      act === 'delete' && id
        ? remove<undefined>(`/api/${path}/${id}`, { version })
        : post<Row>(`/api/${path}/${id ? `${id}/` : ''}${act}`, input, { version, key: crypto.randomUUID() }),
    onSuccess: (row, { id }) => {
      if (id && row?.id === id) show(path, id, row)
      refresh(path, id)
    },
  })
}

export interface BatchResult {
  items: { id: string; ok: boolean; record?: Row; problem?: { code: string; detail: string } }[]
}
/** One act on many records, each for itself: POST /api/{path}/batch. */
export function useBatch(path: string) {
  return useMutation<BatchResult, Problem, { act: string; ids: readonly string[]; input?: Record<string, unknown> }>({
    mutationFn: doing => post<BatchResult>(`/api/${path}/batch`, doing),
    onSuccess: () => refresh(path),
  })
}

/** Has everything that shows records of an object read again. */
export function refresh(path: string, id?: string): void {
  for (const kind of ['records', 'aggregate']) void queryClient.invalidateQueries({ queryKey: [kind, path] })
  for (const kind of ['record', 'history', 'allowed'])
    void queryClient.invalidateQueries({ queryKey: id ? [kind, path, id] : [kind, path] })
  // What happens to one record stands on the timelines of those it refers to, and may be what somebody has to do today.
  for (const kind of ['timeline', 'day']) void queryClient.invalidateQueries({ queryKey: [kind] })
}

/** A record as some cache knows it. */
function known(path: string, id: string): Row | undefined {
  for (const [, row] of queryClient.getQueriesData<Row>({ queryKey: ['record', path, id] })) if (row) return row
  for (const [, data] of queryClient.getQueriesData<InfiniteData<Page>>({ queryKey: ['records', path] })) {
    const row = rowsOf(data).find(r => r.id === id)
    if (row) return row
  }
}

/** Puts new values of a record wherever it is shown, where those fields are shown. */
function show(path: string, id: string, values: Record<string, unknown>): void {
  const merge = (row: Row): Row => ({
    ...row,
    ...Object.fromEntries(Object.entries(values).filter(([name]) => name in row || name === 'version')),
  })
  queryClient.setQueriesData<Row>({ queryKey: ['record', path, id] }, row => row && { ...row, ...values })
  queryClient.setQueriesData<InfiniteData<Page>>(
    { queryKey: ['records', path] },
    data =>
      data && {
        ...data,
        pages: data.pages.map(page =>
          page.items.some(r => r.id === id)
            ? { ...page, items: page.items.map(r => (r.id === id ? merge(r) : r)) }
            : page,
        ),
      },
  )
}
