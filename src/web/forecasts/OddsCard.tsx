import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, type Row } from '../api'
import { ErrorState, Skeleton } from '../kit/States'
import { fill, useWords } from '../words'
import { useOdds } from './api'
import { Chance } from './Deals'
import './forecasts.css'
import { periodText } from './lines'
import * as words from './words'

/** At the right of an open opportunity: how likely it is to be won in this month, quarter and year, and on what that rests. */
export const OddsCard = ({ object, row }: { object: ObjectMeta; row: Row }) =>
  object.name === 'opportunity' && row.status === 'open' ? <Card id={row.id} /> : null

function Card({ id }: { id: string }) {
  const w = useWords(words)
  const query = useOdds(id)
  const known = query.data?.items.filter(({ deal }) => deal.chance !== null) ?? []
  if (query.error) return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
  if (query.isPending) return <Skeleton height={80} />
  if (known.length === 0) return null
  return (
    <section className="record-card">
      <div className="record-section-head">
        <h2>{w.odds}</h2>
      </div>
      <ul className="fc-odds">
        {known.map(({ period, deal }, i) => (
          <li key={period.text}>
            <span className="small t2">{fill(w.oddsIn, { period: periodText(w, period.text) })}</span>
            <Chance deal={deal} brief={i < known.length - 1} />
          </li>
        ))}
      </ul>
    </section>
  )
}
