import { apportion, share } from '../../core/exact'

/** Quantities and percentages carry four decimals, exchange rates eight; all are reckoned with as whole numbers. */
const QUANTITY = 10_000
const RATE = 100_000_000

const whole = (value: number, scale: number) => BigInt(Math.round(value * scale))

/** The amount for a quantity at a unit price. */
export const times = (unit: number, quantity: number): number =>
  share(unit, whole(quantity, QUANTITY), BigInt(QUANTITY))

/** So many per cent of an amount. */
export const percentOf = (amount: number, percent: number): number =>
  share(amount, whole(percent, QUANTITY), BigInt(100 * QUANTITY))

/** What is in an amount that already holds so many per cent of tax, without it. */
export const withoutPercent = (amount: number, percent: number): number =>
  share(amount, BigInt(100 * QUANTITY), BigInt(100 * QUANTITY) + whole(percent, QUANTITY))

/** An amount in another currency; rates say what one unit is worth in the base currency. */
export const convert = (amount: number, from: number, to: number): number =>
  share(amount, whole(from, RATE), whole(to, RATE))

/** By how many per cent `to` is below `from`, with four decimals, rounded down: nobody is over a limit by rounding. */
export const reduction = (from: number, to: number): number =>
  from <= 0 ? 0 : Number((BigInt(from - to) * BigInt(100 * QUANTITY)) / BigInt(from)) / QUANTITY

/** Splits an amount over parts in proportion to their weights so that they add up to it; where nothing weighs anything, nobody has a part. */
export const allocate = (amount: number, weights: readonly number[]): number[] =>
  weights.some(weight => weight > 0) ? apportion(amount, weights) : weights.map(() => 0)
