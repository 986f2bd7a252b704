import { useQuery } from '@tanstack/react-query'
import { readPage, useObject } from '../api'

/** How many notifications wait to be read. */
export function useUnread(): number {
  const seen = useObject('notification')
  const { data } = useQuery({
    queryKey: ['records', 'notifications', 'unread'],
    queryFn: ({ signal }) =>
      readPage(
        'notifications',
        { fields: ['id'], filter: { field: 'readAt', op: 'isNull' }, limit: 1, count: 'exact' },
        undefined,
        signal,
      ),
    enabled: !!seen,
  })
  return data?.total ?? 0
}
