import { useCount, useObject } from '../api'

/** How many notifications wait to be read. */
export function useUnread(): number {
  const seen = useObject('notification')
  return useCount('notifications', UNREAD, { enabled: !!seen }) ?? 0
}
const UNREAD = { field: 'readAt', op: 'isNull' }
