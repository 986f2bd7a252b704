import { dayNumber, dayText, lengthOf, lunarOf, solarOf } from '../../core/calendar/lunar'
import { FESTIVALS, festivalDay } from './festivals'

/** A day that comes every year: whoever began on `began` is to be thought of on `on`. `cycle` names the year, once for each. */
export interface Return {
  began: string
  on: string
  lunar: boolean
  cycle: number
}

/** Nobody we write to is older, and no firm's founding day is known better. */
const FIRST_YEAR = 1900

const days = (from: string, to: string) => {
  const all: string[] = []
  for (let n = dayNumber(from); n <= dayNumber(to); n++) all.push(dayText(n))
  return all
}
const isLeapYear = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** All days of the past whose anniversary by the solar calendar falls between two days. Who was born on 29 February is thought of on the 28th. */
export const solarReturns = (from: string, to: string): Return[] =>
  days(from, to).flatMap(on => {
    const year = Number(on.slice(0, 4))
    const returns: Return[] = []
    for (let began = FIRST_YEAR; began < year; began++) {
      const monthDay = on.slice(5)
      const at = (day: string) => returns.push({ began: `${began}-${day}`, on, lunar: false, cycle: year })
      if (monthDay !== '02-29' || isLeapYear(began)) at(monthDay)
      if (monthDay === '02-28' && !isLeapYear(year) && isLeapYear(began)) at('02-29')
    }
    return returns
  })

/**
 * The same by the lunar calendar. Who was born in a leap month is thought of in it when the year has it, else in the ordinary month
 * of the same number; who was born on the thirtieth, on the last day of a month that has twenty-nine.
 */
export const lunarReturns = (from: string, to: string): Return[] =>
  days(from, to).flatMap(on => {
    const { year, month, leap, day } = lunarOf(on)
    const last = lengthOf(year, month, leap) === day && day === 29
    const bornIn = leap ? [true] : lengthOf(year, month, true) > 0 ? [false] : [false, true]
    const returns: Return[] = []
    for (let born = FIRST_YEAR; born < year; born++) {
      for (const bornLeap of bornIn) {
        for (const bornDay of last ? [29, 30] : [day]) {
          const began = solarOf({ year: born, month, leap: bornLeap, day: bornDay })
          if (began) returns.push({ began, on, lunar: true, cycle: year })
        }
      }
    }
    return returns
  })

/** The days of a festival between two days; `cycle` is the year of its calendar. */
export function festivalDays(code: string, from: string, to: string): { on: string; cycle: number }[] {
  const year = Number(from.slice(0, 4))
  return [year - 1, year, year + 1, year + 2].flatMap(cycle => {
    const on = festivalDay(code, cycle)
    return on && on >= from && on <= to ? [{ on, cycle }] : []
  })
}

export const isFestival = (code: string) => FESTIVALS.some(each => each.code === code)
