import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { ObjectMeta } from '../../../core/metadata/types'
import { post, useObject } from '../../api'
import { isEmpty } from '../../fields/value'
import { Button } from '../../kit/Button'
import { Icon } from '../../kit/Icon'
import { Checkbox, Input } from '../../kit/Input'
import { useQuiet } from '../../kit/useQuiet'
import { Link } from '../../shell/Link'
import { useWords } from '../../words'
import { openForm } from './open'
import * as sentences from './words'

export interface Candidate {
  object: string
  id: string
  name: string
  /** 0 to 1, or already in hundredths. */
  score: number
  reasons: string[]
  masked?: boolean
  /** So alike that it must be said to be another before the draft is saved. */
  confirm?: boolean
  /** Whose it is and how lately somebody was in touch. */
  hint?: string
}

const QUIET_MS = 250
const SHOWN = 3

/** Which records are said to be others, and why; in the order in which they were ticked. */
export type Apart = Record<string, string>
/** The same as the server takes it. */
export const distinctFrom = (apart: Apart) =>
  Object.keys(apart).length > 0
    ? { distinctFrom: Object.entries(apart).map(([id, reason]) => ({ id, reason: reason.trim() })) }
    : {}
/** True when something is ticked of which nobody said why. */
export const unsettled = (apart: Apart) => Object.values(apart).some(reason => !reason.trim())

interface DuplicatesProps {
  object: ObjectMeta
  changes: Record<string, unknown>
  /** What the server will have judged before it saves. */
  demanded: readonly Candidate[]
  apart: Apart
  onApart(apart: Apart): void
}

/** Records that may be the one being entered, with how alike they are and why; what is very alike has to be said to be another. */
export function Duplicates({ object, changes, demanded, apart, onApart }: DuplicatesProps) {
  const words = useWords(sentences)
  const draft: Record<string, unknown> = JSON.parse(useQuiet(JSON.stringify(changes), QUIET_MS))
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
  const found = data ?? []
  const shown = [...found, ...demanded.filter(one => !found.some(f => f.id === one.id))]
  if (isEmpty(changes[object.title]) || shown.length === 0) return null
  return (
    <div className="form-duplicates" role="status">
      {shown
        .filter((one, i) => one.confirm || i < SHOWN)
        .map(candidate => (
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
              {candidate.confirm && (
                <Settle
                  name={candidate.name}
                  reason={apart[candidate.id]}
                  onReason={reason => {
                    const { [candidate.id]: _, ...rest } = apart
                    onApart(reason === undefined ? rest : { ...rest, [candidate.id]: reason })
                  }}
                />
              )}
            </div>
            <span className="form-duplicate-score">
              {Math.round(candidate.score <= 1 ? candidate.score * 100 : candidate.score)}%
            </span>
          </div>
        ))}
    </div>
  )
}

/** Ticked when the two are not the same; then somebody says why. */
function Settle(props: { name: string; reason: string | undefined; onReason(reason: string | undefined): void }) {
  const { name, reason, onReason } = props
  const words = useWords(sentences)
  return (
    <div className="form-duplicate-settle">
      <Checkbox
        checked={reason !== undefined}
        label={`${words.another} ${name}`}
        onChange={on => onReason(on ? '' : undefined)}
      >
        {words.another}
      </Checkbox>
      {reason !== undefined && (
        <Input
          aria-label={`${words.why} ${name}`}
          placeholder={words.whyHint}
          maxLength={300}
          value={reason}
          onChange={event => onReason(event.target.value)}
        />
      )}
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
