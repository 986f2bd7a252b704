import { Invalid, type Kind, type Operator } from '../kind'
import { orderedOperators } from './number'

export const dateOperators: readonly Operator[] = [...orderedOperators, 'relative']

/** True for a day that exists, years 0001 to 9999. */
export function isDay(s: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(s) || s < '0001-01-01') return false
  const day = new Date(`${s}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === s
}

/** 2026-11-22 · 2026/1/2 · 2026.1.2 · 2026年1月2日 · 20261122 → YYYY-MM-DD. */
export function dayFromText(cell: string): string | Invalid {
  const plain = cell.normalize('NFKC').trim()
  const m =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+[\d:.]+Z?)?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  const day = m ? `${m[1]}-${m[2]!.padStart(2, '0')}-${m[3]!.padStart(2, '0')}` : ''
  return isDay(day) ? day : new Invalid('field.notDate', { text: cell })
}

export const date: Kind<string> = {
  family: 'date',
  icon: 'calendar',
  column: () => 'date',
  parse: value =>
    typeof value === 'string' && isDay(value)
      ? value
      : new Invalid('field.notDate', { text: String(value).slice(0, 40) }),
  operators: dateOperators,
  toText: value => value,
  fromText: dayFromText,
  schema: () => ({ type: 'string', format: 'date' }),
}
