import { useQuery } from '@tanstack/react-query'
import type { ObjectMeta } from '../../core/metadata/types'
import { get, type Row } from '../api'
import { figureText, momentText } from '../fields/format'
import type { Named } from '../fields/value'
import { Skeleton } from '../kit/States'
import { fill, useLang, useWords } from '../words'
import './opportunities.css'
import * as words from './words'

interface Line {
  id: string
  act: string
  to: Named | null
  at: string
  by: Named | null
  days: number
  reason: string | null
}

/** How the opportunity came to be where it is, latest first. */
export function StageLog({ row }: { object: ObjectMeta; row: Row }) {
  const w = useWords(words)
  const lang = useLang()
  const { data, isPending } = useQuery({
    queryKey: ['timeline', 'opportunities', row.id, 'moves', row.version],
    queryFn: ({ signal }) => get<{ items: Line[] }>(`/api/opportunities/${row.id}/moves`, signal),
    placeholderData: before => before,
  })
  const lines = [...(data?.items ?? [])].reverse()
  return (
    <section className="record-card">
      <div className="record-section-head">
        <h2>
          {w.log} {lines.length > 0 && <span>{lines.length}</span>}
        </h2>
      </div>
      {isPending ? (
        <Skeleton height={24} />
      ) : lines.length === 0 ? (
        <p className="record-none">{w.logEmpty}</p>
      ) : (
        <ol className="stage-log">
          {lines.map(line => (
            <li key={line.id}>
              <span>
                <b>{w.acts[line.act] ?? line.act}</b> {line.to && fill(w.cameIn, { stage: line.to.name ?? '' })}
                {line.reason && <span className="t3"> {line.reason}</span>}
              </span>
              <span className="small t3">
                {[
                  line.days >= 1 && fill(w.stayed, { n: figureText(Math.round(line.days)) }),
                  line.by?.name,
                  momentText(line.at, lang),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
