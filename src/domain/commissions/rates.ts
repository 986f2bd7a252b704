import { listOf } from '../../core/entity'
/** What a plan pays for a deal: the first rate whose conditions all hold. What is not said asks nothing. */
export interface Rate {
  /** Code of a product category; it and all below it. */
  category?: string | null
  /** Margin in percent of the amount: from, included, to below. */
  marginFrom?: number | null
  marginTo?: number | null
  /** Attainment of the target, in percent, at least. */
  attainmentFrom?: number | null
  percent: number
}
/** A fixed sum on top: for every deal of at least so much, or once the target is attained so far. */
export interface Kicker {
  on: 'deal' | 'attainment'
  /** Minor units for a deal, percent for attainment. */
  from: number
  /** Minor units. */
  amount: number
}

export const RATES_MAX = 60
export const KICKERS_MAX = 20

const within = (value: unknown, min: number, max: number) =>
  typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max
/** Four decimals are as fine as anybody pays. */
const isPercent = (value: unknown, min: number, max: number) =>
  within(value, min, max) && Math.abs(Number((value as number).toFixed(4)) - (value as number)) < 1e-9
const isAbsent = (value: unknown) => value === undefined || value === null
const only = (value: unknown, keys: readonly string[]): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).every(key => keys.includes(key))

/** Refuses what are no rates: answers the code of a sentence, null when they are well formed. */
export const checkRates = listOf(
  rate =>
    only(rate, ['category', 'marginFrom', 'marginTo', 'attainmentFrom', 'percent']) &&
    isPercent(rate.percent, 0, 100) &&
    (isAbsent(rate.category) || (typeof rate.category === 'string' && rate.category.length <= 60)) &&
    (isAbsent(rate.marginFrom) || isPercent(rate.marginFrom, -10_000, 100)) &&
    (isAbsent(rate.marginTo) || isPercent(rate.marginTo, -10_000, 100)) &&
    (isAbsent(rate.attainmentFrom) || isPercent(rate.attainmentFrom, 0, 10_000)),
  RATES_MAX,
  'commission.rates',
  1,
)

export const checkKickers = listOf(
  kicker =>
    only(kicker, ['on', 'from', 'amount']) &&
    (kicker.on === 'deal'
      ? Number.isSafeInteger(kicker.from) && (kicker.from as number) >= 0
      : kicker.on === 'attainment' && isPercent(kicker.from, 0, 10_000)) &&
    Number.isSafeInteger(kicker.amount) &&
    (kicker.amount as number) > 0,
  KICKERS_MAX,
  'commission.kickers',
)
