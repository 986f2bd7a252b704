import type { Lang } from '../../core/entity/label'
import { figureText, shortMoneyText } from '../fields/format'

/** Amounts by currency, in minor units; null where the reader may not see them. */
export type Amounts = Record<string, number> | null

/** 15.2 万 + $3,000; a dash where there is nothing to show. */
export const amountsText = (amounts: Amounts, lang: Lang): string =>
  Object.entries(amounts ?? {})
    .filter(([, value]) => value !== 0)
    .map(([currency, value]) => shortMoneyText(value, currency, lang))
    .join(' + ') || '–'

/** The currency most of it is in: bars of different currencies cannot be compared. */
export function mainCurrency(all: readonly Amounts[]): string {
  const totals: Record<string, number> = {}
  for (const amounts of all)
    for (const [currency, value] of Object.entries(amounts ?? {})) totals[currency] = (totals[currency] ?? 0) + value
  return Object.entries(totals).toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'CNY'
}

export const rateText = (rate: number | null): string =>
  rate === null ? '–' : `${figureText(Number((rate * 100).toFixed(rate < 0.1 ? 1 : 0)))}%`
export const daysText = (days: number | null): string =>
  days === null ? '–' : figureText(Number(days.toFixed(days < 10 ? 1 : 0)))
export const countText = (n: number): string => n.toLocaleString('en-US')

/** The part by which a figure has grown; null where there was nothing to grow from. */
export const growth = (now: number | null, before: number | null): number | null =>
  now === null || !before ? null : (now - before) / before

/** +11.2%, −4.1% */
export const growthText = (part: number): string =>
  `${part < 0 ? '−' : '+'}${figureText(Number(Math.abs(part * 100).toFixed(1)))}%`

/** Hands a table to the reader as a file that Excel opens. */
export function downloadTable(name: string, rows: readonly (readonly (string | number | null)[])[]): void {
  const cell = (value: string | number | null) => {
    const text = value === null ? '' : String(value)
    // What a spreadsheet would take for a formula is text.
    const safe = typeof value === 'string' && /^[=+\-@\t]/.test(text) ? `'${text}` : text
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  const text = `\uFEFF${rows.map(row => row.map(cell).join(',')).join('\r\n')}`
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  link.download = `${name}.csv`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
