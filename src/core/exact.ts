const MILLION = 1_000_000n

/** A figure of up to six decimals as whole millionths. */
const millionths = (figure: number): bigint => BigInt(figure.toFixed(6).replace('.', ''))
const abs = (n: bigint) => (n < 0n ? -n : n)

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER)
/** Thrown where an amount is too large to be kept exactly. */
export class TooLarge extends Error {}

/**
 * amount × of ÷ whole, to the nearest whole minor unit; what lies exactly between two goes away from zero (四舍五入), as GB/T 8170
 * has it for amounts of money and as tax offices do.
 */
export function share(amount: number, of: bigint, whole: bigint): number {
  const product = BigInt(amount) * of
  const rounded = (2n * abs(product) + whole) / (2n * whole)
  if (rounded > LARGEST) throw new TooLarge()
  return Number(product < 0n ? -rounded : rounded)
}

/**
 * An amount times some factors, in whole minor units: computed exactly and rounded once, half away from zero (四舍五入), so that what
 * is taken back is what was given.
 * @param amount minor units
 * @param factors with up to six decimals: 0.04 for 4 %, an exchange rate, a share
 */
export function times(amount: number, ...factors: readonly number[]): number {
  return share(
    amount,
    factors.reduce((n, factor) => n * millionths(factor), 1n),
    MILLION ** BigInt(factors.length),
  )
}

/**
 * Shares an amount out by weights so that the parts add up to the whole: everybody gets the whole units of their exact part, and the
 * units left over go to the largest remainders (Hamilton's method), the first of equal ones before the others.
 * @param amount minor units
 * @param weights not negative, with up to six decimals, not all zero
 */
export function apportion(amount: number, weights: readonly number[]): number[] {
  const parts = weights.map(millionths)
  const whole = parts.reduce((sum, part) => sum + part, 0n)
  if (whole <= 0n || parts.some(part => part < 0n)) throw new RangeError('Weights must be positive.')
  const size = abs(BigInt(amount))
  const shares = parts.map(part => (size * part) / whole)
  const rest = parts.map((part, i) => ({ i, remainder: (size * part) % whole }))
  rest.sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1))
  const left = Number(size - shares.reduce((sum, share) => sum + share, 0n))
  for (const { i } of rest.slice(0, left)) shares[i]! += 1n
  return shares.map(share => Number(amount < 0 ? -share : share))
}
