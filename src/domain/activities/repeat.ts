import { CHINA_MS, onChinasClock } from '../../core/calendar/china'

/**
 * The next occurrence of an instant, after `now`: the same time of day in China, days, weeks, months or years later. A month
 * that lacks the day takes its last one.
 */
export function later(at: string | null, repeat: string, now: Date): string | null {
  if (!at) return null
  const first = onChinasClock(new Date(at))
  for (let n = 1; n < 5_000; n++) {
    const next = step(first, repeat, n)
    if (!next) return null
    if (next.getTime() - CHINA_MS > Math.max(now.getTime(), Date.parse(at)))
      return new Date(next.getTime() - CHINA_MS).toISOString()
  }
  return null
}

function step(first: Date, repeat: string, n: number): Date | null {
  const next = new Date(first)
  switch (repeat) {
    case 'daily':
      next.setUTCDate(first.getUTCDate() + n)
      return next
    case 'weekdays': {
      for (let left = n; left > 0; ) {
        next.setUTCDate(next.getUTCDate() + 1)
        if (next.getUTCDay() % 6 !== 0) left--
      }
      return next
    }
    case 'weekly':
      next.setUTCDate(first.getUTCDate() + 7 * n)
      return next
    case 'biweekly':
      next.setUTCDate(first.getUTCDate() + 14 * n)
      return next
    case 'monthly':
      return monthsLater(first, n)
    case 'quarterly':
      return monthsLater(first, 3 * n)
    case 'yearly':
      return monthsLater(first, 12 * n)
    default:
      return null
  }
}

function monthsLater(first: Date, months: number): Date {
  const next = new Date(first)
  next.setUTCDate(1)
  next.setUTCMonth(first.getUTCMonth() + months)
  const days = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 0)).getUTCDate()
  next.setUTCDate(Math.min(first.getUTCDate(), days))
  return next
}
