/** Quantities and percentages carry four decimals, exchange rates eight; all are reckoned with as whole numbers. */
const QUANTITY = 10_000
const RATE = 100_000_000

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER)
/** Thrown where an amount is too large to be kept exactly. */
export class TooLarge extends Error {}

/**
 * amount × of ÷ whole, to the nearest whole minor unit; what lies exactly between two goes away from zero (四舍五入), as GB/T 8170
 * has it for amounts of money and as tax offices do.
 */
export function share(amount: number, of: bigint, whole: bigint): number {
  const product = BigInt(amount) * of
  const half = whole / 2n
  const magnitude = product < 0n ? -product : product
  // With an odd divisor nothing lies exactly between two.
  const rounded = (magnitude + half) / whole
  if (rounded > LARGEST) throw new TooLarge()
  return Number(product < 0n ? -rounded : rounded)
}

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

/**
 * Splits an amount over parts in proportion to their weights so that the parts add up to it exactly: what rounding leaves over
 * goes, one minor unit each, to the parts that lost most (largest remainder).
 */
export function allocate(amount: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (total === 0n) return weights.map(() => 0)
  const parts = weights.map((weight, i) => {
    const product = BigInt(amount) * BigInt(weight)
    return { i, floor: product / total, rest: product % total }
  })
  let left = BigInt(amount) - parts.reduce((sum, part) => sum + part.floor, 0n)
  const result = parts.map(part => Number(part.floor))
  for (const part of [...parts].sort((a, b) => Number(b.rest - a.rest) || a.i - b.i)) {
    if (left <= 0n) break
    result[part.i]!++
    left--
  }
  return result
}
