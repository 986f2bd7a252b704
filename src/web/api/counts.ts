import { queryOptions, useQuery } from '@tanstack/react-query'
import { post } from './client'

interface Asked {
  object: string
  filter: unknown
  told(n: number | null): void
  failed(error: unknown): void
}
let waiting: Asked[] = []
/** The server answers so many at once. */
const AT_ONCE = 60

/** What a screen wants counted in the same moment goes as one request. */
function countOf(object: string, filter: unknown): Promise<number | null> {
  return new Promise((told, failed) => {
    if (waiting.length === 0) setTimeout(ask)
    waiting.push({ object, filter, told, failed })
  })
}

function ask() {
  const asked = waiting.slice(0, AT_ONCE)
  waiting = waiting.slice(AT_ONCE)
  if (waiting.length > 0) setTimeout(ask)
  const of = asked.map(({ object, filter }) => ({ object, ...(filter ? { filter } : {}) }))
  post<{ items: (number | null)[] }>('/api/counts', { of }).then(
    ({ items }) => {
      for (const [i, one] of asked.entries()) one.told(items[i] ?? null)
    },
    error => {
      for (const one of asked) one.failed(error)
    },
  )
}

/** How many records a list has; about, where counting all would take long. */
export const countQuery = (path: string, filter: unknown) =>
  queryOptions({ queryKey: ['aggregate', path, 'count', filter], queryFn: () => countOf(path, filter) })
/** The same at once in a component. Undefined until it is known. */
export const useCount = (path: string, filter: unknown, options: { enabled?: boolean; staleTime?: number } = {}) =>
  useQuery({ ...countQuery(path, filter), ...options }).data
