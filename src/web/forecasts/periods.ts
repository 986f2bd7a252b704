import { onChinasClock } from '../../core/calendar/china'
import type { PeriodKind } from '../../domain/forecasts'

const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, year: 12 }
const two = (n: number) => String(n).padStart(2, '0')

export const isPeriod = (text: unknown): text is string =>
  typeof text === 'string' && /^2[01]\d\d(-(Q[1-4]|0[1-9]|1[0-2]))?$/.test(text)
export const kindOf = (text: string): PeriodKind =>
  text.length === 4 ? 'year' : text.includes('Q') ? 'quarter' : 'month'

/** Months since year 0 at which a period begins. */
const firstOf = (text: string): number => {
  const [year, part] = text.split('-')
  const month = part ? (part.startsWith('Q') ? Number(part[1]) * 3 - 2 : Number(part)) : 1
  return Number(year) * 12 + month - 1
}
const periodAt = (kind: PeriodKind, months: number): string => {
  const year = Math.floor(months / 12)
  const month = months % 12
  if (kind === 'year') return String(year)
  return kind === 'quarter' ? `${year}-Q${Math.floor(month / 3) + 1}` : `${year}-${two(month + 1)}`
}

/** The period of a kind that holds today (in China), or the first day of another period. */
export function periodFor(kind: PeriodKind, around?: string, now = Date.now()): string {
  const today = onChinasClock(new Date(now))
  return periodAt(kind, around ? firstOf(around) : today.getUTCFullYear() * 12 + today.getUTCMonth())
}
/** So many periods later. */
export const stepped = (text: string, by: number): string =>
  periodAt(kindOf(text), firstOf(text) + by * MONTHS[kindOf(text)])

/** First and last day. */
export function spanOf(text: string): { from: string; to: string } {
  const first = firstOf(text)
  const day = (months: number, date: number) =>
    new Date(Date.UTC(Math.floor(months / 12), months % 12, date)).toISOString().slice(0, 10)
  return { from: day(first, 1), to: day(first + MONTHS[kindOf(text)], 0) }
}
/** The months of a year, or its quarters. */
export const partsOf = (year: string, kind: 'quarter' | 'month'): string[] =>
  Array.from({ length: kind === 'quarter' ? 4 : 12 }, (_, i) =>
    kind === 'quarter' ? `${year}-Q${i + 1}` : `${year}-${two(i + 1)}`,
  )
/** The months of a quarter. */
export const monthsOf = (quarter: string): string[] => [0, 1, 2].map(i => periodAt('month', firstOf(quarter) + i))
