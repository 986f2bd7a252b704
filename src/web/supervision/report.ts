import { useQuery } from '@tanstack/react-query'
import { dayOf, startOf } from '../../core/calendar/china'
import { address, get } from '../api'
import type { Span } from '../fields/SpanInputs'

interface Named {
  id: string
  name: string
}
interface Against {
  target: number
  done: number
}
/** As GET /api/supervision/report answers. */
export interface Kept {
  person: Named
  board: Named
  department: Named | null
  logIn: (Against & { missed: string[] }) | null
  idleDays: number
  absent: boolean
  calls: Against | null
  visits: Against | null
  contact: { object: string; days: number; total: number; overdue: number; filter: unknown }[]
  share: number
}
export interface Report {
  from: string
  to: string
  workingDays: number
  people: Kept[]
}

const DAY_MS = 86_400_000
const dayAt = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** The days of a named period, both included; days begin at midnight in China. What lies ahead is left out. */
export function spanOf(period: string, now = Date.now()): Span {
  const today = dayOf(new Date(now))
  const at = Date.parse(today)
  const monday = at - ((new Date(at).getUTCDay() + 6) % 7) * DAY_MS
  const first = `${today.slice(0, 8)}01`
  switch (period) {
    case 'thisWeek':
      return { from: dayAt(monday), to: today }
    case 'lastWeek':
      return { from: dayAt(monday - 7 * DAY_MS), to: dayAt(monday - DAY_MS) }
    case 'lastMonth': {
      const last = dayAt(Date.parse(first) - DAY_MS)
      return { from: `${last.slice(0, 8)}01`, to: last }
    }
    default:
      return { from: first, to: today }
  }
}

export const useReport = (span: Span) =>
  useQuery({
    queryKey: ['supervision', span],
    queryFn: ({ signal }) => get<Report>(address('/api/supervision/report', { ...span }), signal),
    placeholderData: before => before,
    staleTime: 60_000,
  })

/** Address of the list that shows the very records a figure counts. */
export const listAddress = (path: string, filter: unknown) =>
  `/${path}?filter=${encodeURIComponent(JSON.stringify(filter))}`

/** What a person did of one kind in a period. */
export const doneFilter = (person: string, type: string, { from, to }: Span) => ({
  and: [
    { field: 'doneBy', op: 'eq', value: person },
    { field: 'type', op: 'eq', value: type },
    {
      field: 'occurredAt',
      op: 'between',
      value: [startOf(from), new Date(Date.parse(startOf(to)) + DAY_MS - 1).toISOString()],
    },
  ],
})
