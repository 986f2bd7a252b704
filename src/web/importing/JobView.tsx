import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, refresh } from '../api'
import { Button } from '../kit/Button'
import { Bar } from '../kit/Figure'
import { ErrorState, Notice, SkeletonRows } from '../kit/States'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import { isRunning, readImport, undoImport } from './api'
import { Counts } from './Counts'
import * as words from './words'

const POLL_MS = 800

/** An import under way or done: how far it is, what became of it, and the way back. */
export function JobView({ id, object, onAgain }: { id: string; object: ObjectMeta; onAgain(): void }) {
  const w = useWords(words)
  const query = useQuery({
    queryKey: ['import', id],
    queryFn: () => readImport(id),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && !isRunning(state.data) ? false : POLL_MS),
  })
  const job = query.data
  const over = job && !isRunning(job)
  useEffect(() => {
    if (over) refresh(object.path)
  }, [over, object.path])
  if (query.error) return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
  if (!job) return <SkeletonRows rows={4} />
  const written = job.created + job.updated
  return (
    <section className="imp-job" aria-label={w.names.done}>
      <div className="imp-title">
        <h2>
          {isRunning(job) ? w.running : job.undone ? w.undoneTitle : job.status === 'failed' ? w.broken : w.ready}
        </h2>
        <span className="t2">{job.fileName}</span>
      </div>
      {isRunning(job) && (
        <>
          <div className="imp-progress" role="status">
            <Bar value={job.progress} label={w.running} />
            <span className="small t2">{Math.round(job.progress * 100)}%</span>
          </div>
          <p className="t2">{w.mayLeave}</p>
        </>
      )}
      {job.failure && <Notice tone="over">{job.failure.message}</Notice>}
      <Counts job={job} />
      {job.undone && (
        <Notice tone="lost" icon="undo-2">
          {fill(job.undone.keptCount ? w.undoneKept : w.undoneAll, {
            removed: job.undone.removed,
            reverted: job.undone.reverted,
            kept: job.undone.keptCount,
          })}
          {job.undone.kept.length > 0 && (
            <div className="small">
              {job.undone.kept.slice(0, 10).map(one => (
                <Link key={one.id} className="imp-kept-link" to={`/${object.path}/${one.id}`}>
                  {one.name ?? one.id}
                </Link>
              ))}
            </div>
          )}
        </Notice>
      )}
      {!isRunning(job) && (
        <div className="imp-acts">
          <Link className="k-button k-button-primary k-button-32" to={`/${object.path}?sort=-createdAt`}>
            {fill(w.toList, { object: object.label })}
          </Link>
          {job.failed > 0 && (
            <a className="k-button k-button-default k-button-32" href={`/api/imports/${job.id}/errors`} download>
              {fill(w.failedRows, { n: job.failed.toLocaleString('en-US') })}
            </a>
          )}
          {!job.undone && written > 0 && (
            <Button icon="undo-2" onClick={() => void undoImport(job.id)}>
              {w.undoAll}
            </Button>
          )}
          <Button look="text" onClick={onAgain}>
            {w.otherFile}
          </Button>
        </div>
      )}
    </section>
  )
}
