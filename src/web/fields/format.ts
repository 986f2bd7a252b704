import { dayOf as dayInChina } from '../../core/calendar/china'
import type { Lang } from '../../core/entity/label'

/** Figures, amounts and times as people read them: ¥1,234,567.00 · 15.2 万 · 今天 14:30 · 昨天 · 11-22 · 2025-11-22. */

const MARKS: Record<string, string> = {
  CNY: '¥',
  USD: '$',
  EUR: '€',
  GBP: '£',
  HKD: 'HK$',
  TWD: 'NT$',
  MOP: 'MOP$',
  JPY: 'JP¥',
}
const MINUS = '−'

/** @param scale decimal places; without it as many as the figure has */
export function figureText(value: number, scale?: number): string {
  const text = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: scale ?? 0,
    maximumFractionDigits: scale ?? 6,
  })
  return value < 0 ? MINUS + text : text
}

/** @param minor minor units (分) */
export function moneyText(minor: number, currency = 'CNY', scale = 2): string {
  const mark = MARKS[currency] ?? `${currency} `
  return `${minor < 0 ? MINUS : ''}${mark}${figureText(Math.abs(minor) / 100, scale)}`
}

/** An amount where space is short: 15.2 万, 1.3 亿; in English 152k, 1.3m. */
export function shortMoneyText(minor: number, currency = 'CNY', lang: Lang = 'zh-CN'): string {
  const units: [number, string][] =
    lang === 'en'
      ? [
          [1e9, 'b'],
          [1e6, 'm'],
          [1e3, 'k'],
        ]
      : [
          [1e8, lang === 'zh-TW' ? ' 億' : ' 亿'],
          [1e4, lang === 'zh-TW' ? ' 萬' : ' 万'],
        ]
  const whole = Math.abs(minor) / 100
  const unit = units.find(([size]) => whole >= size)
  const mark = currency === 'CNY' && lang !== 'en' && unit ? '' : (MARKS[currency] ?? `${currency} `)
  const text = unit ? `${figureText(Number((whole / unit[0]).toFixed(1)))}${unit[1]}` : figureText(Math.round(whole))
  return `${minor < 0 ? MINUS : ''}${mark}${text}`
}

const pad = (n: number) => String(n).padStart(2, '0')
/** The calendar day on which a moment falls where the reader is. */
export const dayOf = (at: Date): string => `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`
/** The company's day, wherever the reader is: what is due or late is counted by it. */
export const todayInChina = (): string => dayInChina(new Date())
export const clockOf = (at: Date): string => `${pad(at.getHours())}:${pad(at.getMinutes())}`
/** A day by its name, at noon so that no change of clocks moves it. */
export const atNoon = (day: string): Date => new Date(`${day}T12:00:00`)
/** Whole days from today to `day`; negative when it has passed. */
export const daysUntil = (day: string, today = todayInChina()): number =>
  Math.round((atNoon(day).getTime() - atNoon(today).getTime()) / 86_400_000)
export function shiftDay(day: string, days: number): string {
  const at = atNoon(day)
  at.setDate(at.getDate() + days)
  return dayOf(at)
}

const NEAR: Record<Lang, Record<number, string>> = {
  'zh-CN': { [-1]: '昨天', 0: '今天', 1: '明天' },
  'zh-TW': { [-1]: '昨天', 0: '今天', 1: '明天' },
  en: { [-1]: 'Yesterday', 0: 'Today', 1: 'Tomorrow' },
}

/** 今天 · 昨天 · 明天 · 11-22 · 2025-11-22 */
export function dayText(day: string, lang: Lang = 'zh-CN', today = todayInChina()): string {
  const near = NEAR[lang][daysUntil(day, today)]
  return near ?? (day.slice(0, 4) === today.slice(0, 4) ? day.slice(5) : day)
}

/** 今天 14:30 · 昨天 16:05 · 11-22 09:26 · 2025-11-22 */
export function momentText(instant: string, lang: Lang = 'zh-CN', now = new Date()): string {
  const at = new Date(instant)
  const day = dayOf(at)
  const shown = dayText(day, lang, dayOf(now))
  return shown === day ? day : `${shown} ${clockOf(at)}`
}

/** The weekday of a day: 星期五, Friday. */
export const weekdayText = (day: string, lang: Lang = 'zh-CN', style: 'long' | 'narrow' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(lang, { weekday: style }).format(atNoon(day))

/** 8.2 MB */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${figureText(Number((bytes / 1_000_000).toFixed(1)))} MB`
}
