import { startOf } from '../../core/calendar/china'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A day so many days later. */
export const later = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** Until noon of the day after, what was written about a day may still be mended; then it stands. */
export const closesAt = (day: string) => new Date(Date.parse(startOf(day)) + 36 * HOUR_MS)

/** First and last day of the week (from Monday) or month in which a day lies. */
export function periodOf(period: string, day: string): { startsOn: string; endsOn: string } {
  if (period === 'month') {
    const [year, month] = day.split('-').map(Number) as [number, number]
    const startsOn = `${day.slice(0, 7)}-01`
    return { startsOn, endsOn: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) }
  }
  const startsOn = later(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
  return { startsOn, endsOn: later(startsOn, 6) }
}

/** True for a day of the calendar. */
export const isDay = (text: unknown): text is string =>
  typeof text === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text)
