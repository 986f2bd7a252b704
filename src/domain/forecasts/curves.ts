/**
 * How likely it is that a deal is won within some weeks, from what became of those that stood where it stands.
 *
 * For every stage and age in it, all past deals that stayed there so long are followed from that moment (landmarking: H. C. van
 * Houwelingen, Dynamic prediction by landmarking in event history analysis, Scandinavian Journal of Statistics 34, 2007). In each
 * week those still open may be won or lost, two risks that compete; the shares of a week are its hazards, and the chance of having
 * been won by a week is the Aalen–Johansen estimate in discrete time (J. D. Kalbfleisch, R. L. Prentice, The Statistical Analysis of
 * Failure Time Data, 2nd ed., ch. 8). Deals that are still open count for the weeks they were watched. Where there are few, the
 * week's shares are drawn to the pipeline's own by a Dirichlet prior, as if PRIOR deals of the whole pipeline had been seen besides.
 */

/** Deals are followed so many weeks. */
export const WEEKS = 53
/** Days in a stage after which deals are looked at anew. */
export const AGES = [0, 7, 14, 30, 60, 90, 180] as const
/** What is known of the whole pipeline weighs as much as so many deals like this one. */
export const PRIOR = 12

/** What became of deals week by week: entry i says how many were open when week i began, and how many of these were won or lost in it. */
export interface Counts {
  risk: number[]
  won: number[]
  lost: number[]
}
/** Entry i: the share that is won, or lost, by the end of week i; entry 0 is 0. The rest is open. */
export interface Curve {
  won: number[]
  lost: number[]
}

/** One group of deals as the log counts them: in which week of being watched they ended, or how many weeks they were watched. */
export interface Ended {
  week: number
  outcome: 'won' | 'lost' | null
  n: number
}

/** Puts deals together by week. Those watched for some weeks without an end count as open in each of them. */
export function countsOf(ended: readonly Ended[]): Counts {
  const empty = () => new Array<number>(WEEKS).fill(0)
  const counts: Counts = { risk: empty(), won: empty(), lost: empty() }
  for (const { week, outcome, n } of ended) {
    const last = Math.min(week, WEEKS)
    const ends = outcome !== null && week < WEEKS
    for (let i = 0; i < last + (ends ? 1 : 0) && i < WEEKS; i++) counts.risk[i]! += n
    if (ends) counts[outcome][week]! += n
  }
  return counts
}

export function sumOf(all: readonly Counts[]): Counts {
  const add = (name: keyof Counts) =>
    Array.from({ length: WEEKS }, (_, i) => all.reduce((sum, one) => sum + one[name][i]!, 0))
  return { risk: add('risk'), won: add('won'), lost: add('lost') }
}

/** @param pooled what the whole pipeline saw, to which few cases are drawn; none: the counts speak for themselves */
export function curveOf(counts: Counts, pooled?: Counts): Curve {
  const curve: Curve = { won: [0], lost: [0] }
  let open = 1
  for (let i = 0; i < WEEKS; i++) {
    const share = (name: 'won' | 'lost') => {
      const prior = pooled && pooled.risk[i]! > 0 ? pooled[name][i]! / pooled.risk[i]! : 0
      const weight = pooled && pooled.risk[i]! > 0 ? PRIOR : 0
      const seen = counts.risk[i]! + weight
      return seen === 0 ? 0 : (counts[name][i]! + weight * prior) / seen
    }
    const won = share('won')
    const lost = share('lost')
    curve.won.push(curve.won[i]! + open * won)
    curve.lost.push(curve.lost[i]! + open * lost)
    open *= Math.max(0, 1 - won - lost)
  }
  return curve
}

/** A curve's value after so many weeks, between two of its entries in proportion; beyond its end it stays. */
export function valueAfter(curve: readonly number[], weeks: number): number {
  const { index, part } = pointOf(weeks)
  const at = curve[index]!
  return at + part * ((curve[Math.min(index + 1, WEEKS)] ?? at) - at)
}
export function pointOf(weeks: number): { index: number; part: number } {
  const within = Math.min(Math.max(weeks, 0), WEEKS)
  const index = Math.floor(within)
  return { index, part: within - index }
}

/** The variance of a probability that was learnt from so many cases: that of the Beta distribution which they and the prior make. */
export const doubtOf = (chance: number, cases: number) => (chance * (1 - chance)) / (cases + PRIOR + 1)

/** Four of five times it lies between. `chance` is the variance of the outcomes, `doubt` the deviation of what is known. */
export function interval(mean: number, chance: number, doubt: number, most: number): { low: number; high: number } {
  const width = 1.2816 * Math.sqrt(chance + doubt * doubt)
  return { low: Math.max(0, mean - width), high: Math.min(most, mean + width) }
}
