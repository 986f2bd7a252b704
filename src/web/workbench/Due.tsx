import { clockOf, daysUntil, dayText } from '../fields/format'
import { fill, useLang, useWords } from '../words'
import * as words from './words'

/** A day as one is reminded of it: overdue in red, today and tomorrow in amber. */
export function Due({ day, time }: { day: string; time?: string }) {
  const w = useWords(words)
  const lang = useLang()
  const left = daysUntil(day)
  const clock = time && clockOf(new Date(time)) !== '00:00' ? ` ${clockOf(new Date(time))}` : ''
  return (
    <span className={`bench-due${left < 0 ? ' over' : left === 0 ? ' due' : ''}`}>
      {left < 0 ? fill(w.over, { n: -left }) : `${dayText(day, lang)}${clock}`}
    </span>
  )
}
