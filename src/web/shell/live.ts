import { useEffect } from 'react'
import { metadataQuery, objectOf, queryClient, refresh } from '../api'
import { currentLang } from '../words'
import { hearChanges } from './events'

/** Changes of one kind that come close together are read once. */
const GATHER_MS = 400
const MANY = 20
/** What metadata is made of. */
const DECLARING = new Set(['customField', 'dictionaryItem', 'dictionary', 'role', 'pool'])

/** Keeps what is on screen in step with what others do, while the frame is open. */
export function useLiveChanges(): void {
  useEffect(() => {
    const waiting = new Map<string, Set<string>>()
    let timer = 0
    const apply = () => {
      timer = 0
      const metadata = queryClient.getQueryData(metadataQuery(currentLang()).queryKey)
      for (const [object, ids] of waiting) {
        if (DECLARING.has(object)) void queryClient.invalidateQueries({ queryKey: ['metadata'] })
        const path = metadata && objectOf(metadata, object)?.path
        if (path) for (const id of ids.size > MANY ? [undefined] : ids) refresh(path, id)
      }
      waiting.clear()
    }
    const stop = hearChanges(told => {
      if (told === 'reset')
        return void queryClient.invalidateQueries({ predicate: query => query.queryKey[0] !== 'session' })
      waiting.set(told.object, (waiting.get(told.object) ?? new Set()).add(told.id))
      timer ||= window.setTimeout(apply, GATHER_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [])
}
