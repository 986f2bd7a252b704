import { dayOf } from '../../core/calendar/china'
import type { Span } from './earning'

const pad = (n: number) => String(n).padStart(2, '0')

/** The month of a day or moment, `YYYY-MM`. */
export const monthOf = (at: Date | string): string => (typeof at === 'string' ? at.slice(0, 7) : dayOf(at).slice(0, 7))

export const isMonth = (text: unknown): text is string =>
  typeof text === 'string' && /^(20|21)\d{2}-(0[1-9]|1[0-2])$/.test(text)

export function monthAfter(month: string, by = 1): string {
  const [year, index] = month.split('-').map(Number) as [number, number]
  const at = year * 12 + index - 1 + by
  return `${Math.floor(at / 12)}-${pad((at % 12) + 1)}`
}

/** Every month from one to another, both included. */
export function months(from: string, to: string): string[] {
  const all: string[] = []
  for (let month = from; month <= to; month = monthAfter(month)) all.push(month)
  return all
}

const lastDay = (month: string) => {
  const [year, index] = month.split('-').map(Number) as [number, number]
  return `${month}-${pad(new Date(Date.UTC(year, index, 0)).getUTCDate())}`
}
export const daysOf = (month: string): Span => ({ from: `${month}-01`, to: lastDay(month) })

/** The month, quarter or year a month lies in: its first and last month. */
export function around(month: string, period: string): { first: string; last: string } {
  const [year, index] = month.split('-').map(Number) as [number, number]
  if (period === 'year') return { first: `${year}-01`, last: `${year}-12` }
  if (period !== 'quarter') return { first: month, last: month }
  const first = Math.floor((index - 1) / 3) * 3 + 1
  return { first: `${year}-${pad(first)}`, last: `${year}-${pad(first + 2)}` }
}
