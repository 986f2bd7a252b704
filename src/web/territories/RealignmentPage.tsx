import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { address, asProblem, get, type Row, refresh, useAct, useMetadata } from '../api'
import '../importing/importing.css'
import { Button } from '../kit/Button'
import { Bar } from '../kit/Figure'
import { ErrorState, Notice, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import { Gains } from './Outlook'
import type { Gain } from './territory'
import * as words from './words'
import './territories.css'

const POLL_MS = 800
const PAGE = 100
const isRunning = (row: Row) => row.status === 'running' || row.status === 'undoing'
const count = (value: unknown) => Number(value ?? 0).toLocaleString('en-US')

/** A realignment under way or done: how far it is, who got what, the very records, and the way back. */
export function RealignmentPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { realign: w, trial } = useWords(words)
  const doing = useAct('realignments')
  const query = useQuery({
    queryKey: ['realignment', id],
    queryFn: ({ signal }) => get<Row>(`/api/realignments/${id}`, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && !isRunning(state.data) ? false : POLL_MS),
  })
  const row = query.data
  useTitle(row ? String(row.title) : w.title)
  async function undo() {
    try {
      await doing.mutateAsync({ act: 'undo', id })
      await query.refetch()
      refresh('realignments')
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  if (query.error) return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
  return (
    <div className="set">
      <header className="set-head">
        <h1 className="ellipsis">{row ? String(row.title) : w.title}</h1>
        <span className="spring" />
        <Link to="/realign">{w.title}</Link>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={w.title}>
        <div className="realign">
          {!row ? (
            <SkeletonRows rows={6} />
          ) : (
            <>
              <p className="realign-sum">{w.status[String(row.status)]}</p>
              <div className="imp-progress" role="status">
                <Bar value={Number(row.total) ? Number(row.done) / Number(row.total) : 1} label={w.title} />
                <span className="small t2">{fill(w.progress, { done: count(row.done), total: count(row.total) })}</span>
              </div>
              {isRunning(row) && <p className="t2">{w.mayLeave}</p>}
              {Number(row.leftOut ?? 0) > 0 && (
                <Notice tone="due">
                  {fill(['undone', 'undoing'].includes(String(row.status)) ? w.stays : w.leftOut, {
                    n: count(row.leftOut),
                  })}
                </Notice>
              )}
              {row.status === 'done' && (
                <div className="imp-acts">
                  <Button icon="undo-2" onClick={() => void undo()}>
                    {w.undo}
                  </Button>
                </div>
              )}
              <div className="realign-two">
                <Gains title={trial.territories} rows={(row.territories as Gain[] | null) ?? []} />
                <Gains title={trial.people} rows={(row.people as Gain[] | null) ?? []} />
              </div>
              {!isRunning(row) && <Records id={id} />}
            </>
          )}
        </div>
      </div>
    </div>
  )
}

interface Moved {
  place: number
  object: string
  id: string
  name: string | null
  was: string | null
  becomes: string | null
  owner: string | null
  heir: string | null
  state: string
}

function Records({ id }: { id: string }) {
  const { realign: w, trial } = useWords(words)
  const { objects } = useMetadata()
  const [open, setOpen] = useState(false)
  const query = useInfiniteQuery({
    queryKey: ['realignment records', id],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: Moved[]; next: number | null }>(
        address(`/api/realignments/${id}/records`, { after: String(pageParam) }),
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: page => page.next ?? undefined,
    enabled: open,
  })
  const pathOf = (object: string) => objects.find(one => one.name === object)?.path ?? object
  if (!open)
    return (
      <p>
        <Button look="link" onClick={() => setOpen(true)}>
          {w.records}
        </Button>
      </p>
    )
  if (query.error) return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
  return (
    <>
      <h2>{w.records}</h2>
      <ul className="realign-records">
        {query.data?.pages
          .flatMap(page => page.items)
          .map(one => (
            <li key={one.place}>
              <Link to={`/${pathOf(one.object)}/${one.id}`} className="ellipsis">
                {one.name ?? '—'}
              </Link>
              <span className="t2">
                {one.was === one.becomes
                  ? (one.becomes ?? trial.noPlace)
                  : `${one.was ?? trial.noPlace} → ${one.becomes ?? trial.noPlace}`}
              </span>
              <span className="t2">
                {one.heir ? `${one.owner ?? trial.nobody} → ${one.heir}` : (one.owner ?? trial.nobody)}
                {one.state !== 'done' && <span className="t3"> · {w.state[one.state]}</span>}
              </span>
            </li>
          ))}
      </ul>
      {query.hasNextPage && (
        <Button look="link" busy={query.isFetching} onClick={() => void query.fetchNextPage()}>
          {fill(w.more, { n: PAGE })}
        </Button>
      )}
    </>
  )
}
