const DAY_MS = 86_400_000

/**
 * A spreadsheet's day number as people write it: a day, a day with its time, or only a time.
 * @param serial days since 1900 (or 1904); the fraction is the time of day
 */
export function cellDate(serial: number, since1904: boolean): string {
  const days = since1904 ? serial + 1462 : serial
  if (!(days >= 0 && days < 2_958_466)) return String(serial)
  // Excel believes that 1900 was a leap year; days before that March are one off.
  return dateText(new Date(Math.round((days - 25_569 + (days < 60 ? 1 : 0)) * DAY_MS)), days < 1)
}

/** A date without a zone, carried in UTC. */
export function dateText(at: Date, onlyTime = false): string {
  if (Number.isNaN(at.getTime())) return ''
  const iso = new Date(Math.round(at.getTime() / 1000) * 1000).toISOString()
  const time = iso.slice(11, 19)
  const short = time.endsWith(':00') ? time.slice(0, 5) : time
  if (onlyTime) return short
  return time === '00:00:00' ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${short}`
}
