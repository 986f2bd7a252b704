/** A month, quarter or year of the calendar, as people name it: `2026-11`, `2026-Q4`, `2026`. */
export type PeriodKind = 'month' | 'quarter' | 'year'
export const PERIOD_KINDS = ['month', 'quarter', 'year'] as const
export interface Period {
  kind: PeriodKind
  text: string
  /** First and last day, `YYYY-MM-DD`. */
  from: string
  to: string
}

const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, year: 12 }
const two = (n: number) => String(n).padStart(2, '0')
const day = (year: number, month: number, date: number) =>
  new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10)

/** The period of a kind in which a day lies. */
export function periodOf(kind: PeriodKind, on: string): Period {
  const year = Number(on.slice(0, 4))
  const month = Number(on.slice(5, 7)) - 1
  const first = month - (month % MONTHS[kind])
  const text =
    kind === 'year' ? `${year}` : kind === 'quarter' ? `${year}-Q${first / 3 + 1}` : `${year}-${two(first + 1)}`
  return { kind, text, from: day(year, first, 1), to: day(year, first + MONTHS[kind], 0) }
}

/** Reads `2026-11`, `2026-Q4` or `2026`; null when it is none of these between 2000 and 2199. */
export function readPeriod(text: string): Period | null {
  const match = /^(20\d\d|21\d\d)(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text)
  if (!match) return null
  const [, year, quarter, month] = match
  if (quarter) return periodOf('quarter', `${year}-${two(Number(quarter) * 3)}-01`)
  return month ? periodOf('month', `${year}-${month}-01`) : periodOf('year', `${year}-01-01`)
}

/** The periods of the next finer kind that make up this one: a year's quarters, a quarter's months. */
export function partsOf(period: Period): Period[] {
  if (period.kind === 'month') return []
  const kind: PeriodKind = period.kind === 'year' ? 'quarter' : 'month'
  const first = Number(period.from.slice(5, 7))
  const count = period.kind === 'year' ? 4 : 3
  return Array.from({ length: count }, (_, i) =>
    periodOf(kind, `${period.from.slice(0, 4)}-${two(first + i * MONTHS[kind])}-01`),
  )
}

/** 2026 年第四季度 · 2026 年 11 月 · 2026 年; Q4 2026 · 2026-11 · 2026. */
export const periodLabel = ({ kind, text }: Period, english: boolean): string => {
  const [year, part] = text.split('-')
  if (kind === 'year') return english ? year! : `${year} 年`
  if (kind === 'month') return english ? text : `${year} 年 ${Number(part)} 月`
  return english ? `${part} ${year}` : `${year} 年第${'一二三四'[Number(part!.slice(1)) - 1]}季度`
}

const DAY_MS = 86_400_000
/** A day so many days later. */
export const shifted = (on: string, days: number) => new Date(Date.parse(on) + days * DAY_MS).toISOString().slice(0, 10)
/** Whole days from one to the other. */
export const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
/** The Monday of a day's week. */
export const mondayOf = (on: string) => shifted(on, -((new Date(on).getUTCDay() + 6) % 7))
