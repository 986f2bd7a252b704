import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { asProblem, request } from '../api'
import { ErrorState, SkeletonRows } from '../kit/States'
import { useQuiet } from '../kit/useQuiet'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import { Outlook } from './Outlook'
import type { Preview } from './territory'
import * as words from './words'

const QUIET_MS = 500

interface TrialProps {
  board: string | undefined
  draft: Record<string, unknown>
  /** What is written is kept already, so that it can be carried out. */
  saved: boolean
}

/** What a territory would bring as it is written, asked again whenever it changes. */
export function Trial({ board, draft, saved }: TrialProps) {
  const w = useWords(words).trial
  const body = useQuiet(JSON.stringify({ board, draft }), QUIET_MS)
  const { data, error, refetch } = useQuery({
    queryKey: ['territory trial', body],
    queryFn: ({ signal }) =>
      request<Preview>('/api/territories/preview', { method: 'POST', body: JSON.parse(body), signal }),
    enabled: !!board,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
  })
  const problem = error ? asProblem(error) : undefined
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className="set-trial" tabIndex={0} aria-label={w.title} aria-live="polite">
      <h3>{w.title}</h3>
      {!board || problem?.status === 422 ? (
        <p className="t2">{problem?.errors[0]?.message ?? w.incomplete}</p>
      ) : problem ? (
        <ErrorState problem={problem} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows rows={4} />
      ) : (
        <>
          <p className="set-trial-sum">
            {data.total === 0
              ? w.nothing
              : [
                  data.placed > 0 && fill(w.placed, { n: data.placed.toLocaleString('en-US') }),
                  data.owners > 0 && fill(w.owners, { n: data.owners.toLocaleString('en-US') }),
                ]
                  .filter(Boolean)
                  .join('，')}
          </p>
          <Outlook preview={data} />
          {saved && data.total > 0 && (
            <p>
              <Link to={`/realign?board=${board}`}>{w.go}</Link>
            </p>
          )}
        </>
      )}
    </aside>
  )
}
