/** What a figure is made of, one part of it. */
export interface Reason {
  points: number
  reason: string
}

/** The parts as they were read; whatever else stands there is none. */
export const reasonsOf = (value: unknown): Reason[] =>
  Array.isArray(value)
    ? value.filter(
        (one): one is Reason =>
          typeof one === 'object' && one !== null && typeof one.reason === 'string' && typeof one.points === 'number',
      )
    : []

/** 「留了手机 +20」 */
export const signed = (points: number): string => (points > 0 ? `+${points}` : points < 0 ? `−${-points}` : '0')

/** All of them in words, undefined where there are none. */
export const reasonsText = (value: unknown, between = '、'): string | undefined =>
  reasonsOf(value)
    .map(({ points, reason }) => `${reason} ${signed(points)}`)
    .join(between) || undefined
