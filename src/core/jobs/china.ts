import type { TimestampDigest } from 'graphile-worker'
import { CHINA_MS } from '../calendar/china'

/** The same minute on a clock in China, which keeps UTC+8 all year. */
export function inChina(utc: TimestampDigest, year = new Date().getUTCFullYear()): TimestampDigest {
  const there = new Date(Date.UTC(year, utc.month - 1, utc.date, utc.hour, utc.min) + CHINA_MS)
  const nextDay = there.getUTCDate() !== utc.date
  return {
    min: utc.min,
    hour: there.getUTCHours(),
    date: there.getUTCDate(),
    month: there.getUTCMonth() + 1,
    dow: nextDay ? (utc.dow + 1) % 7 : utc.dow,
  }
}
