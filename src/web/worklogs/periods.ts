import { shiftDay } from '../fields/format'

export type Period = 'week' | 'month'

/** The Monday of the week in which a day lies. */
export const mondayOf = (day: string): string => shiftDay(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

/** The first day of the week or month in which a day lies, moved by so many of them. */
export function startOf(period: Period, day: string, by = 0): string {
  if (period === 'week') return shiftDay(mondayOf(day), 7 * by)
  const [year, month] = day.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10)
}
