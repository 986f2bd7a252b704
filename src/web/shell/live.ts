import { useEffect } from 'react'
import { metadataQuery, objectOf, queryClient, refresh } from '../api'
import { currentLang } from '../words'

/** A change somebody made that the caller may see, as GET /api/events tells it. */
interface Change {
  object: string
  id: string
  act?: string
}

/** Changes of one kind that come close together are read once. */
const GATHER_MS = 400
/** What metadata is made of. */
const DECLARING = new Set(['customField', 'dictionaryItem', 'dictionary', 'role'])

/** Keeps what is on screen in step with what others do, while the frame is open. */
export function useLiveChanges(): void {
  useEffect(() => {
    const source = new EventSource('/api/events')
    const waiting = new Map<string, Set<string>>()
    let timer = 0

    const apply = () => {
      timer = 0
      const metadata = queryClient.getQueryData(metadataQuery(currentLang()).queryKey)
      for (const [object, ids] of waiting) {
        if (DECLARING.has(object)) void queryClient.invalidateQueries({ queryKey: ['metadata'] })
        const path = metadata && objectOf(metadata, object)?.path
        if (path) for (const id of ids.size > 20 ? [undefined] : ids) refresh(path, id)
      }
      waiting.clear()
    }
    const hear = (event: MessageEvent<string>) => {
      const change = JSON.parse(event.data) as Partial<Change>
      if (!change.object || !change.id) return
      waiting.set(change.object, (waiting.get(change.object) ?? new Set()).add(change.id))
      timer ||= window.setTimeout(apply, GATHER_MS)
    }
    source.addEventListener('message', hear)
    // More happened while the line was cut than the server repeats.
    source.addEventListener(
      'reset',
      () => void queryClient.invalidateQueries({ predicate: query => query.queryKey[0] !== 'session' }),
    )
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [])
}
