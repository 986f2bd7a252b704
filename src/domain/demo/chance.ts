/** A repeatable source of chance: the same seed gives the same company. */
export interface Chance {
  /** From 0 to below 1. */
  next(): number
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number
  /** True this often: 0.3 is three times in ten. */
  often(share: number): boolean
  pick<T>(from: readonly T[]): T
  /** `count` different ones, in their order. */
  some<T>(from: readonly T[], count: number): T[]
}

/** Mulberry32: small, fast, and good enough to make up a company. */
export function chance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    whole,
    often: share => next() < share,
    pick: from => from[Math.floor(next() * from.length)]!,
    some(from, count) {
      const left = from.map((_, i) => i)
      while (left.length > count) left.splice(whole(0, left.length - 1), 1)
      return left.map(i => from[i]!)
    },
  }
}
