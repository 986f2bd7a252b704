import { CHINA_MS, dayOf, onChinasClock } from '../../core/calendar/china'

const DAY_MS = 86_400_000

/** The company's calendar, in China's time, counted from the day of set-up. Days to come are negative: `ago(-1)` is tomorrow. */
export interface Days {
  readonly now: Date
  /** The moment so many days ago at this time of day; without minutes on the hour. */
  ago(days: number, hour: number, minute?: number): Date
  /** That day, `YYYY-MM-DD`. */
  day(daysAgo: number): string
  /** Of the days around it the nearest, not later, on which people work. Today counts as one, whatever the week says. */
  working(daysAgo: number): number
  /** The next working day after that many days from now; answers a day of the future as a negative count. */
  workingAhead(daysAhead: number): number
  /** How many days ago a moment was. */
  since(at: Date): number
}

export function days(now: Date): Days {
  const midnight = Math.floor((now.getTime() + CHINA_MS) / DAY_MS) * DAY_MS
  const isWeekend = (daysAgo: number) => new Date(midnight - daysAgo * DAY_MS).getUTCDay() % 6 === 0
  return {
    now,
    ago: (count, hour, minute = 0) =>
      new Date(midnight - count * DAY_MS + hour * 3_600_000 + minute * 60_000 - CHINA_MS),
    day: count => new Date(midnight - count * DAY_MS).toISOString().slice(0, 10),
    working(count) {
      let day = Math.max(0, Math.round(count))
      while (day > 0 && isWeekend(day)) day++
      return day
    },
    workingAhead(ahead) {
      let day = -Math.max(0, Math.round(ahead))
      while (day < 0 && isWeekend(day)) day--
      return day
    },
    since: at => Math.round((midnight - Math.floor((at.getTime() + CHINA_MS) / DAY_MS) * DAY_MS) / DAY_MS),
  }
}

/** Year and month of a moment in China. */
export function monthOf(at: Date): { year: number; month: number } {
  const china = onChinasClock(at)
  return { year: china.getUTCFullYear(), month: china.getUTCMonth() + 1 }
}

/** «11-20», as people write a day in a note. */
export const shortDay = (at: Date) => dayOf(at).slice(5)
