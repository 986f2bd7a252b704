import { LunarYear } from 'lunar-typescript'

/** A day of the Chinese lunar calendar (农历). `leap`: in the month that is put in behind the ordinary one of the same number. */
export interface LunarDay {
  year: number
  month: number
  leap: boolean
  day: number
}
interface Month {
  month: number
  leap: boolean
  /** Days since 1970-01-01 on which it begins. */
  start: number
  length: number
}

const DAY_MS = 86_400_000
/** The Julian day of 1970-01-01, at midnight. */
const EPOCH_JULIAN = 2_440_587.5

export const dayNumber = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS)
export const dayText = (number: number) => new Date(number * DAY_MS).toISOString().slice(0, 10)

/**
 * The lunar day of a solar one, `YYYY-MM-DD`. The months are lunar-typescript's, after the almanac of the Purple Mountain Observatory
 * (GB/T 33661-2017).
 */
export function lunarOf(day: string): LunarDay {
  const number = dayNumber(day)
  const solarYear = Number(day.slice(0, 4))
  // A lunar year begins in January or February.
  const year = number >= monthsOf(solarYear)[0]!.start ? solarYear : solarYear - 1
  const { month, leap, start } = monthsOf(year).findLast(each => each.start <= number)!
  return { year, month, leap, day: number - start + 1 }
}

/** The solar day of a lunar one; null where the year has no such day. */
export function solarOf({ year, month, leap, day }: LunarDay): string | null {
  const found = monthsOf(year).find(each => each.month === month && each.leap === leap)
  return found && day >= 1 && day <= found.length ? dayText(found.start + day - 1) : null
}

/** The days of a lunar month; 0 where the year has no such month. */
export const lengthOf = (year: number, month: number, leap: boolean): number =>
  monthsOf(year).find(each => each.month === month && each.leap === leap)?.length ?? 0

const known = new Map<number, readonly Month[]>()
function monthsOf(year: number): readonly Month[] {
  const before = known.get(year)
  if (before) return before
  const months = LunarYear.fromYear(year)
    .getMonths()
    .filter(each => each.getYear() === year)
    .map(each => ({
      month: Math.abs(each.getMonth()),
      leap: each.getMonth() < 0,
      start: Math.floor(each.getFirstJulianDay() - EPOCH_JULIAN),
      length: each.getDayCount(),
    }))
  known.set(year, months)
  return months
}
