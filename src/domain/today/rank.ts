/** How long something may wait and what hangs on it. */
export interface Weighed {
  /** Calendar days until it is due; negative when it is late. */
  daysLeft: number
  /** Expected income behind it, in minor units; null where no sale depends on it. */
  worth: number | null
}

/** Late by more than this is no more urgent: it has been lived with. */
const LATE_DAYS = 14
const SOON_DAYS = 7
/** What nobody can put a price to counts like a sale of no value; each tenfold above this adds one. */
const UNIT = 100_000

/** How much it presses: 1 for tomorrow, 2 for today, up to 3 for what is two weeks late, sinking to nothing within a week ahead. */
export function urgency(daysLeft: number): number {
  if (daysLeft <= 0) return 2 + Math.min(-daysLeft, LATE_DAYS) / LATE_DAYS
  return Math.max(0, (SOON_DAYS + 1 - daysLeft) / SOON_DAYS)
}

/**
 * By what the day's work is ordered: urgency × (1 + log₁₀(1 + value / ¥1,000)). Value by its order of magnitude, so that one large
 * deal does not bury everybody else's day.
 */
export const score = ({ daysLeft, worth }: Weighed): number =>
  urgency(daysLeft) * (1 + Math.log10(1 + Math.max(0, worth ?? 0) / UNIT))
