import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { asProblem, request } from '../api'
import { dayText } from '../fields/format'
import { ErrorState, SkeletonRows } from '../kit/States'
import { useQuiet } from '../kit/useQuiet'
import { fill, useLang, useWords } from '../words'
import * as words from './words'

interface Answer {
  week: number
  month: number
  items: { subject: string; occursOn: string; dueOn: string }[]
}

/** What a rule would bring as it is written, asked again whenever it changes. */
export function Trial({ rule }: { rule: Record<string, unknown> }) {
  const w = useWords(words)
  const lang = useLang()
  const body = useQuiet(JSON.stringify({ rule }))
  const { data, error, refetch } = useQuery({
    queryKey: ['care-trial', body],
    queryFn: ({ signal }) => request<Answer>('/api/care/trial', { method: 'POST', body: JSON.parse(body), signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
  })
  const problem = error ? asProblem(error) : undefined
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className="set-trial" tabIndex={0} aria-label={w.trial} aria-live="polite">
      <h3>{w.trial}</h3>
      {problem?.status === 422 ? (
        <p className="t2">{w.incomplete}</p>
      ) : problem ? (
        <ErrorState problem={problem} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows rows={4} />
      ) : (
        <>
          <p className="set-trial-sum">
            {data.week ? fill(w.week, { n: data.week.toLocaleString('en-US') }) : w.nothing}
          </p>
          <p className="t2">{fill(w.month, { n: data.month.toLocaleString('en-US') })}</p>
          {data.items.length > 0 ? (
            <>
              <h4>{w.first}</h4>
              <ul>
                {data.items.map(item => (
                  <li key={`${item.subject} ${item.occursOn}`}>
                    <span className="ellipsis">{item.subject}</span>
                    <span className="small t3">{dayText(item.occursOn, lang)}</span>
                  </li>
                ))}
              </ul>
            </>
          ) : (
            data.month > 0 && <p className="t3 small">{w.noNames}</p>
          )}
        </>
      )}
    </aside>
  )
}
