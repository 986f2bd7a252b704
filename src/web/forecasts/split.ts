/**
 * Shares a whole out by weights, in whole units, so that the parts add up to it to the last one: each gets its share rounded down,
 * what is left goes to those who lost most by that. Without any weight all are alike.
 */
export function split(whole: number, weights: readonly number[], unit = 1): number[] {
  const all = weights.reduce((sum, one) => sum + Math.max(0, one), 0)
  const shares = weights.map(one => (all > 0 ? (whole * Math.max(0, one)) / all : whole / weights.length))
  const parts = shares.map(share => Math.floor(share / unit) * unit)
  const order = shares.map((share, i) => [share - parts[i]!, i] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1])
  let left = whole - parts.reduce((sum, one) => sum + one, 0)
  for (const [, i] of order) {
    if (left <= 0) break
    const more = Math.min(unit, left)
    parts[i]! += more
    left -= more
  }
  return parts
}
