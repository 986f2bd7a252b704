import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { address, asProblem, get, type Row, refresh, useAct, useMetadata, useObject } from '../api'
import { useLookup } from '../fields/lookups'
import { fieldText } from '../fields/text'
import { isNamed } from '../fields/value'
import '../importing/importing.css'
import { Button, IconButton } from '../kit/Button'
import { Bar } from '../kit/Figure'
import { ErrorState, Notice, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import { Shares } from './HandoverPage'
import './handover.css'
import { count, type Moved, type Report, useDutyName } from './handover'
import { Steps } from './Steps'
import * as words from './words'

const POLL_MS = 800
const isRunning = (row: Row) => row.status === 'running' || row.status === 'undoing'

/** A hand-over under way or done: how far it is, who got what, the very records, and the way back. Both managers read it. */
export function ReportPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const w = useWords(words)
  const { kit } = useWords()
  const navigate = useNavigate()
  const object = useObject('handover')
  const lookup = useLookup()
  const doing = useAct('handovers')
  const query = useQuery({
    queryKey: ['handover', id],
    queryFn: ({ signal }) => get<Row>(`/api/handovers/${id}`, signal),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && !isRunning(state.data) ? false : POLL_MS),
  })
  const row = query.data
  const report = useQuery({
    queryKey: ['handover report', id, row?.status, row?.done],
    queryFn: ({ signal }) => get<Report>(`/api/handovers/${id}/report`, signal),
    enabled: !!row,
    placeholderData: before => before,
  })
  useTitle(row ? String(row.title) : w.title)
  if (query.error) return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
  const created = object?.fields.find(f => f.name === 'createdAt')
  const done = Number(row?.done ?? 0)
  const total = Number(row?.total ?? 0)
  const leftOut = Number(row?.leftOut ?? 0)
  async function undo() {
    try {
      await doing.mutateAsync({ act: 'undo', id })
      await query.refetch()
      refresh('handovers')
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
  }
  return (
    <div className="imp handover">
      <header className="imp-head">
        <h1>{row ? String(row.title) : w.title}</h1>
        <span className="spring" />
        <IconButton icon="printer" label={w.print} onClick={() => window.print()} />
        <IconButton icon="x" label={kit.close} onClick={() => void navigate({ to: '/people' as never })} />
      </header>
      <div className="imp-body imp-at-done">
        <Steps step="done" />
        <div className="imp-main">
          {!row ? (
            <SkeletonRows rows={6} />
          ) : (
            <section className="imp-job" aria-label={w.names.done}>
              <div className="imp-title">
                <h2>{w.status[String(row.status)]}</h2>
                {isNamed(row.owner) && created && (
                  <span className="t2">
                    {fill(w.ordered, { name: row.owner.name ?? '', at: fieldText(created, row.createdAt, lookup) })}
                  </span>
                )}
              </div>
              <div className="imp-progress" role="status">
                <Bar value={total ? done / total : 1} label={w.progress} />
                <span className="small t2">{fill(w.progress, { done: count(done), total: count(total) })}</span>
              </div>
              {isRunning(row) && <p className="t2">{w.mayLeave}</p>}
              {row.froze === true && <p className="t2">{w.frozeToo}</p>}
              {leftOut > 0 && (
                <Notice tone="due">
                  {row.status === 'undone' || row.status === 'undoing' ? (
                    fill(w.stays, { n: count(leftOut) })
                  ) : (
                    <>
                      {fill(w.leftOut, { n: count(leftOut) })}。{w.leftOutText}
                    </>
                  )}
                </Notice>
              )}
              {report.data && <Shares plan={report.data} />}
              {row.status === 'done' && (
                <div className="imp-acts">
                  <Button icon="undo-2" onClick={() => void undo()}>
                    {w.undo}
                  </Button>
                </div>
              )}
              {!isRunning(row) && <Records id={id} />}
            </section>
          )}
        </div>
      </div>
    </div>
  )
}

function Records({ id }: { id: string }) {
  const w = useWords(words)
  const nameOf = useDutyName()
  const [open, setOpen] = useState(false)
  const query = useInfiniteQuery({
    queryKey: ['handover records', id],
    queryFn: ({ pageParam, signal }) =>
      get<{ items: Moved[]; next: number | null }>(
        address(`/api/handovers/${id}/records`, { after: String(pageParam) }),
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: page => page.next ?? undefined,
    enabled: open,
  })
  const object = useObjectPath()
  if (!open)
    return (
      <p>
        <Button look="link" onClick={() => setOpen(true)}>
          {w.records}
        </Button>
      </p>
    )
  return (
    <>
      <h2 className="handover-sub">{w.records}</h2>
      <ul className="handover-records">
        {query.data?.pages
          .flatMap(page => page.items)
          .map(one => (
            <li key={one.place}>
              <span className="t3">{nameOf(one.object)}</span>
              <Link to={`/${object(one.object)}/${one.id}`} className="ellipsis">
                {one.name ?? one.id}
              </Link>
              <span className={one.state === 'left' ? 'over' : 't2'}>{one.to?.name ?? w.nobody}</span>
            </li>
          ))}
      </ul>
      {query.hasNextPage && (
        <Button look="link" busy={query.isFetching} onClick={() => void query.fetchNextPage()}>
          {fill(w.more, { n: 100 })}
        </Button>
      )}
    </>
  )
}

function useObjectPath(): (name: string) => string {
  const { objects } = useMetadata()
  return name => objects.find(o => o.name === name)?.path ?? name
}
