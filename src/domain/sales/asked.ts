import { Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { isId } from '../../core/entity'
import type { Filter } from '../../core/records/filter'
import { isObject } from '../../core/records/parse'
import { daysOf } from '../../core/records/relative'
import { type Period, periodOf, readPeriod } from '../forecasts'

/** By what sales can be taken apart. */
export const DIMENSIONS = [
  'product',
  'category',
  'account',
  'level',
  'region',
  'owner',
  'department',
  'board',
  'type',
  'month',
  'quarter',
  'year',
] as const
export type Dimension = (typeof DIMENSIONS)[number]
export const TIMES = ['month', 'quarter', 'year'] as const
export type Time = (typeof TIMES)[number]
export const isTime = (dimension: Dimension): dimension is Time => (TIMES as readonly string[]).includes(dimension)

/** First and last day; a missing end is open. */
export interface Span {
  from: string | null
  to: string | null
  /** The month, quarter or year that it is, where it is one. */
  period: Period | null
}
export interface Asked {
  by: Dimension
  /** Each group is taken apart by this, too. */
  across: Time | null
  span: Span
  currency: string
  /** Of orders, as lists take it. */
  filter: Filter | null
  /** Only the lines of a product. */
  product: string | null
}

const bad = (name: string) => new Refusal('query.parameter', { name }, 400)
const NAMES = ['by', 'across', 'period', 'currency', 'filter', 'product']

/**
 * What is asked of sales: `by`, perhaps `across` months, quarters or years, of a `period`: a word as filters know it (`thisMonth`,
 * `last90days`), `2026-11`, `2026-Q4`, `2026`, `all`, or two days (`2026-01-01/2026-03-31`), both included.
 */
export function asked(ctx: Ctx, body: unknown): Asked {
  if (!isObject(body)) throw new Refusal('body.notObject', {}, 400)
  const unknown = Object.keys(body).find(key => !NAMES.includes(key))
  if (unknown) throw new Refusal('query.unknownParameter', { name: unknown.slice(0, 60) }, 400)
  const { by = 'account', across = null, period = 'thisYear', currency = 'CNY', filter = null, product = null } = body
  if (!DIMENSIONS.includes(by as Dimension)) throw bad('by')
  if (across !== null && (!TIMES.includes(across as Time) || isTime(by as Dimension))) throw bad('across')
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency)) throw bad('currency')
  if (product !== null && !isId(product)) throw bad('product')
  return {
    by: by as Dimension,
    across: across as Time | null,
    span: spanOf(ctx, period),
    currency,
    filter: filter as Filter | null,
    product: product as string | null,
  }
}

export function spanOf(ctx: Ctx, named: unknown): Span {
  if (named === 'all') return { from: null, to: null, period: null }
  if (typeof named !== 'string') throw bad('period')
  const period = readPeriod(named)
  if (period) return { from: period.from, to: period.to, period }
  const [from, to, more] = named.split('/')
  if (to !== undefined) {
    if (more !== undefined || !isDay(from) || !isDay(to) || to < from) throw bad('period')
    return { from, to, period: calendar(from, to) }
  }
  const span = daysOf(named, ctx.now)
  if (!span || span.orNull) throw bad('period')
  const last = span.to ? shifted(span.to, -1) : null
  return { from: span.from ?? null, to: last, period: span.from && last ? calendar(span.from, last) : null }
}

const isDay = (text: unknown): text is string =>
  typeof text === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))

const calendar = (from: string, to: string): Period | null =>
  TIMES.map(kind => periodOf(kind, from)).find(period => period.from === from && period.to === to) ?? null

const DAY_MS = 86_400_000
export const shifted = (day: string, days: number) =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** The span before, as long as this: the month before a month, else as many days. Null where an end is open. */
export function before({ from, to, period }: Span): Span | null {
  if (!from || !to) return null
  const last = shifted(from, -1)
  if (period) {
    const earlier = periodOf(period.kind, last)
    return { from: earlier.from, to: earlier.to, period: earlier }
  }
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS
  return { from: shifted(last, -days), to: last, period: null }
}
