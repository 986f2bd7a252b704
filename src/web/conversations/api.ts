import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { Talk, TalkPage } from '../../domain/conversations'
import { address, get, post, refresh, rowsOf, useRecords } from '../api'
import type { Named } from '../fields/value'

/** The caller's conversations, read again whenever somebody says something. */
export const useTalks = (enabled: boolean) =>
  useQuery({
    queryKey: ['aggregate', 'conversation-messages', 'mine'],
    queryFn: ({ signal }) => get<{ items: Talk[] }>('/api/conversations/mine', signal),
    enabled,
  })

export const useTalk = (id: string) =>
  useInfiniteQuery({
    queryKey: ['aggregate', 'conversation-messages', 'said', id],
    queryFn: ({ pageParam, signal }) =>
      get<TalkPage>(address(`/api/conversations/${id}/said`, { cursor: pageParam }), signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
  })

/** Until when each of the others has read. */
export function useRead(id: string): { person: Named; at: number }[] {
  const list = useRecords('read-receipts', {
    fields: ['owner', 'readAt'],
    filter: {
      and: [
        { field: 'aboutObject', op: 'eq', value: 'conversation' },
        { field: 'aboutId', op: 'eq', value: id },
      ],
    },
    limit: 100,
  })
  return rowsOf(list.data).flatMap(row =>
    row.owner ? [{ person: row.owner as Named, at: Date.parse(String(row.readAt)) }] : [],
  )
}

export const refreshTalks = () => {
  for (const path of ['conversation-messages', 'conversations', 'notifications']) refresh(path)
}

export const act = (id: string, name: string, input: object = {}) =>
  post(`/api/conversations/${id}/${name}`, input, { key: crypto.randomUUID() }).then(refreshTalks)
