import { useQuery } from '@tanstack/react-query'
import { asProblem } from '../api'
import { Button } from '../kit/Button'
import { Bar } from '../kit/Figure'
import { ErrorState, Notice } from '../kit/States'
import { fill, useWords } from '../words'
import { isRunning, type Preview, readImport } from './api'
import { Counts } from './Counts'
import * as words from './words'

const POLL_MS = 700

/** The import as it would go, without a record written. */
export function TrialStep({
  job,
  stale,
  preview,
  onStart,
}: {
  job: string | undefined
  /** Something was settled otherwise since. */
  stale: boolean
  preview: Preview | undefined
  onStart(): void
}) {
  const w = useWords(words)
  const query = useQuery({
    queryKey: ['import', job],
    queryFn: () => readImport(job!),
    enabled: !!job,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data && !isRunning(state.data) ? false : POLL_MS),
  })
  const label = (name: string) => preview?.fields.find(f => f.name === name)?.label ?? name
  if (query.error) return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
  const trial = query.data
  return (
    <section className="imp-trial" aria-label={w.names.trial}>
      <div className="imp-title">
        <h2>{w.trialTitle}</h2>
        <span className="spring" />
        {(stale || !job) && (
          <Button size={28} icon="refresh-cw" onClick={onStart}>
            {w.trialAgain}
          </Button>
        )}
      </div>
      {stale && job && <Notice tone="due">{w.trialStale}</Notice>}
      {trial && isRunning(trial) && (
        <div className="imp-progress" role="status">
          <Bar value={trial.progress} label={w.names.trial} />
          <span className="small t2">{Math.round(trial.progress * 100)}%</span>
        </div>
      )}
      {trial?.status === 'failed' && <Notice tone="over">{trial.failure?.message}</Notice>}
      {trial?.status === 'done' && (
        <>
          <Counts job={trial} />
          {trial.failed > 0 && (
            <a className="k-button k-button-default k-button-32" href={`/api/imports/${trial.id}/errors`} download>
              {fill(w.problemRows, { n: trial.failed.toLocaleString('en-US') })}
            </a>
          )}
          {preview && preview.problems.length > 0 && (
            <table className="imp-table imp-problems">
              <thead>
                <tr>
                  <th>{w.field}</th>
                  <th>{w.problem}</th>
                  <th className="number">{w.rowCount}</th>
                  <th className="wide">{w.whichRows}</th>
                </tr>
              </thead>
              <tbody>
                {preview.problems.map(problem => (
                  <tr key={`${problem.field} ${problem.message}`}>
                    <td>{label(problem.field)}</td>
                    <td>{problem.message}</td>
                    <td className="number over">{problem.count.toLocaleString('en-US')}</td>
                    <td className="wide t3">
                      {problem.rows.slice(0, 8).join(w.comma)}
                      {problem.count > 8 && ' …'}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </>
      )}
    </section>
  )
}
