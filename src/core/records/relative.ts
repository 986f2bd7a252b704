import { CHINA_MS } from '../calendar/china'

const DAY_MS = 86_400_000

const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
const utc = (year: number, month: number, day = 1) => Date.UTC(year, month, day)

/** A span of days, `to` exclusive; a missing end is open. `orNull` takes in what has no date at all. */
export interface DaySpan {
  from?: string
  to?: string
  orNull?: boolean
}

/**
 * What a relative date means on a given moment: `today`, `yesterday`, `tomorrow`, `past` (before today), `future` (from today),
 * `this|last|next` + `Week|Month|Quarter|Year`, `last14days`, `next7days`, `olderThan14days` (or never). Weeks begin on Monday.
 */
export function daysOf(word: string, now: Date): DaySpan | null {
  const today = new Date(Math.floor((now.getTime() + CHINA_MS) / DAY_MS) * DAY_MS)
  const [y, m, t] = [today.getUTCFullYear(), today.getUTCMonth(), today.getTime()]
  const span = (from: number, to: number): DaySpan => ({ from: dayOf(from), to: dayOf(to) })
  const around = /^(last|next|olderThan)(\d{1,4})[dD]ays$/.exec(word)
  if (around) {
    const days = Number(around[2]) * DAY_MS
    if (around[1] === 'last') return span(t - days + DAY_MS, t + DAY_MS)
    if (around[1] === 'next') return span(t, t + days)
    return { to: dayOf(t - days + DAY_MS), orNull: true }
  }
  switch (word) {
    case 'today':
      return span(t, t + DAY_MS)
    case 'yesterday':
      return span(t - DAY_MS, t)
    case 'tomorrow':
      return span(t + DAY_MS, t + 2 * DAY_MS)
    case 'past':
      return { to: dayOf(t) }
    case 'future':
      return { from: dayOf(t) }
  }
  const period = /^(this|last|next)(Week|Month|Quarter|Year)$/.exec(word)
  if (!period) return null
  const by = { this: 0, last: -1, next: 1 }[period[1] as 'this' | 'last' | 'next']
  switch (period[2]) {
    case 'Week': {
      const monday = t - ((today.getUTCDay() + 6) % 7) * DAY_MS + by * 7 * DAY_MS
      return span(monday, monday + 7 * DAY_MS)
    }
    case 'Month':
      return span(utc(y, m + by), utc(y, m + by + 1))
    case 'Quarter': {
      const first = m - (m % 3) + by * 3
      return span(utc(y, first), utc(y, first + 3))
    }
    default:
      return span(utc(y + by, 0), utc(y + by + 1, 0))
  }
}
