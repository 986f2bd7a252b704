/** Somebody among whom records are shared out. */
export interface Taker {
  id: string
  name: string
  owned: number
  /** How many they have in each province, by its two digits. */
  regions: ReadonlyMap<string, number>
  gets: number
  /** How many more they may have; null for any number. */
  room: number | null
}

/**
 * Who gets the next record: whoever had fewest of this round; whoever knows its province best; whoever has least; whoever has
 * most room. Whoever is full is passed over; null when all are.
 */
export function choose(takers: readonly Taker[], by: string, region: string | null | undefined): Taker | null {
  const free = takers.filter(t => t.room === null || t.gets < t.room)
  const weights: Record<string, (t: Taker) => number> = {
    turns: t => t.gets,
    load: t => t.owned + t.gets,
    capacity: t => (t.room === null ? Number.NEGATIVE_INFINITY : t.gets - t.room),
    region: t => -(t.regions.get((region ?? '').slice(0, 2)) ?? 0),
  }
  const weigh = weights[by] ?? weights.turns!
  return free.reduce<Taker | null>((best, t) => {
    if (!best) return t
    const less = weigh(t) - weigh(best)
    return less < 0 || (less === 0 && t.gets < best.gets) || (Number.isNaN(less) && t.gets < best.gets) ? t : best
  }, null)
}
