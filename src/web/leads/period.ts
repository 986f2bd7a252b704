import { dayOf, startOf } from '../../core/calendar/china'
import type { Filter } from '../../core/records/filter'
import type { Span } from '../fields/SpanInputs'

const DAY_MS = 86_400_000
const dayAt = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** The days of a named period up to today. */
export function spanOf(period: string, now = Date.now()): Span {
  const to = dayOf(new Date(now))
  const [year, month] = to.split('-').map(Number) as [number, number]
  const first = (y: number, m: number) => dayAt(Date.UTC(y, m - 1, 1))
  switch (period) {
    case 'thisMonth':
      return { from: first(year, month), to }
    case 'lastMonth':
      return { from: first(year, month - 1), to: dayAt(Date.UTC(year, month - 1, 0)) }
    case 'thisQuarter':
      return { from: first(year, month - ((month - 1) % 3)), to }
    case 'thisYear':
      return { from: first(year, 1), to }
    default:
      return { from: dayAt(Date.parse(to) - 89 * DAY_MS), to }
  }
}

/** Leads that came in within some days. */
export const within = ({ from, to }: Span): Filter => ({
  field: 'createdAt',
  op: 'between',
  value: [startOf(from), new Date(Date.parse(startOf(to)) + DAY_MS - 1).toISOString()],
})
