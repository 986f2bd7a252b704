import chineseDays from 'chinese-days'
import { CHINA_MS } from './china'

const DAY_MS = 86_400_000
/** When a working day begins, on a clock in China. */
const OPENING_MS = 9 * 3_600_000

/**
 * True for a day on which people in mainland China work: no weekend and no public holiday, or a weekend day that is worked to make
 * up for one (调休). The State Council names the days a year ahead; years it has not named yet have weekends only.
 * @param day `YYYY-MM-DD`
 */
export const isWorkingDay = (day: string): boolean => chineseDays.isWorkday(day)

/**
 * The moment so many working days later, at the same time of day: what is asked on Friday at 15:00 and takes one working day is due
 * on Monday at 15:00. What is asked on a day off counts from nine o'clock of the next working day.
 * @param days whole working days, 0 or more
 */
export function addWorkingDays(at: Date, days: number): Date {
  let midnight = Math.floor((at.getTime() + CHINA_MS) / DAY_MS) * DAY_MS
  const works = () => isWorkingDay(new Date(midnight).toISOString().slice(0, 10))
  let timeOfDay = at.getTime() + CHINA_MS - midnight
  if (!works()) timeOfDay = OPENING_MS
  while (!works()) midnight += DAY_MS
  for (let left = days; left > 0; ) {
    midnight += DAY_MS
    if (works()) left--
  }
  return new Date(midnight + timeOfDay - CHINA_MS)
}
