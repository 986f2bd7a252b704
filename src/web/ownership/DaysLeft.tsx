import type { Row } from '../api'
import { fill, useWords } from '../words'
import './ownership.css'
import { daysTo, SOON_DAYS } from './pools'
import * as words from './words'

const SPAN_DAYS = 30

/** How much time a record has left before the pool takes it back: a bar that fills, and the days. */
export function DaysLeft({ row }: { row: Row }) {
  const w = useWords(words)
  const left = Math.max(0, daysTo(row.recycleDueAt))
  return (
    <span className={`days-left${left <= 1 ? ' over' : left <= SOON_DAYS ? ' due' : ''}`}>
      <i aria-hidden="true">
        <i style={{ width: `${Math.max(8, 100 - (left / SPAN_DAYS) * 100)}%` }} />
      </i>
      {left === 0 ? w.tonight : fill(w.days, { n: left })}
    </span>
  )
}
