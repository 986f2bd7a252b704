const FREE_FAILURES = 5
const MINUTE_MS = 60_000
const LONGEST_WAIT_MINUTES = 60

/** How long nobody may try again after this many failures in a row: 1, 2, 4 … 60 minutes from the fifth on. */
export const waitMs = (failures: number) =>
  failures < FREE_FAILURES ? 0 : Math.min(2 ** (failures - FREE_FAILURES), LONGEST_WAIT_MINUTES) * MINUTE_MS

const KEPT_MAX = 10_000

/** Failures by key in this process's memory, for what has no row to keep them in: names nobody bears, addresses. */
export function failureCount(windowMs: number) {
  const kept = new Map<string, { count: number; last: number }>()
  return {
    count(key: string): number {
      const found = kept.get(key)
      return found && Date.now() - found.last < windowMs ? found.count : 0
    },
    add(key: string): number {
      const count = this.count(key) + 1
      kept.delete(key)
      if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value!)
      kept.set(key, { count, last: Date.now() })
      return count
    },
    sinceLastMs: (key: string) => Date.now() - (kept.get(key)?.last ?? 0),
    clear: (key: string) => kept.delete(key),
  }
}
