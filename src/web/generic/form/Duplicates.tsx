import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ObjectMeta } from '../../../core/metadata/types'
import { post, useObject } from '../../api'
import { isEmpty } from '../../fields/value'
import { Button } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { Link } from '../../shell/Link'
import { useWords } from '../../words'
import { openForm } from './open'
import * as sentences from './words'

interface Candidate {
  object: string
  id: string
  name: string
  /** 0 to 1, or already in hundredths. */
  score: number
  reasons: string[]
  masked?: boolean
  /** Whose it is and how lately somebody was in touch. */
  hint?: string
}

const QUIET_MS = 250
const SHOWN = 3

/** Records that may be the one being entered, with how alike they are and why. */
export function Duplicates({ object, changes }: { object: ObjectMeta; changes: Record<string, unknown> }) {
  const words = useWords(sentences)
  const draft = useQuiet(changes)
  const asking = useObject('collisionRequest')?.can.create
  const ask = (candidate: Candidate) =>
    openForm({
      object: 'collisionRequest',
      preset: { name: String(changes[object.title] ?? ''), aboutObject: candidate.object, aboutId: candidate.id },
    })
  const { data } = useQuery({
    queryKey: ['duplicates', object.path, draft],
    enabled: String(draft[object.title] ?? '').trim().length > 1,
    staleTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => candidates(object, draft, signal),
  })
  if (isEmpty(changes[object.title]) || !data?.length) return null
  return (
    <div className="form-duplicates" role="status">
      {data.slice(0, SHOWN).map(candidate => (
        <div className="form-duplicate" key={candidate.id}>
          <Icon name="arrow-left-right" size={14} />
          <div>
            <div className="form-duplicate-name">
              {words.perhaps} <b>{candidate.name}</b>
            </div>
            <div className="form-duplicate-why">
              {[candidate.reasons.join('、'), candidate.masked && candidate.hint].filter(Boolean).join(' · ')}
              {candidate.masked && asking && (
                <Button look="link" onClick={() => ask(candidate)}>
                  {words.ask}
                </Button>
              )}
              {!candidate.masked && (
                <Link to={`/${object.path}/${candidate.id}`} target="_blank">
                  {words.open}
                </Link>
              )}
            </div>
          </div>
          <span className="form-duplicate-score">
            {Math.round(candidate.score <= 1 ? candidate.score * 100 : candidate.score)}%
          </span>
        </div>
      ))}
    </div>
  )
}

async function candidates(
  object: ObjectMeta,
  draft: Record<string, unknown>,
  signal: AbortSignal,
): Promise<Candidate[]> {
  // Not every object is compared, and an unfinished draft may be refused: then there is nothing to warn of.
  const answer = await post<{ items: Candidate[] }>(`/api/${object.path}/duplicates`, draft, { signal }).catch(
    () => null,
  )
  return answer?.items ?? []
}

/** What is being entered, once typing has paused. */
function useQuiet(changes: Record<string, unknown>): Record<string, unknown> {
  const now = JSON.stringify(changes)
  const [quiet, setQuiet] = useState(now)
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(now), QUIET_MS)
    return () => clearTimeout(timer)
  }, [now])
  return JSON.parse(quiet)
}
