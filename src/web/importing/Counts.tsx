import { Figure, Figures } from '../kit/Figure'
import { useWords } from '../words'
import type { ImportJob } from './api'
import * as words from './words'

/** What became of the rows, or would. */
export function Counts({ job }: { job: ImportJob }) {
  const w = useWords(words)
  const shown = (['created', 'along', 'updated', 'unchanged', 'skipped', 'failed', 'similar'] as const).filter(
    name => job[name] > 0 || name === 'created' || name === 'failed',
  )
  return (
    <div className="imp-counts">
      <Figures>
        {shown.map(name => (
          <Figure
            key={name}
            label={w.counts[name]}
            value={job[name].toLocaleString('en-US')}
            tone={name === 'failed' && job.failed > 0 ? 'over' : name === 'similar' ? 'due' : undefined}
          />
        ))}
      </Figures>
    </div>
  )
}
