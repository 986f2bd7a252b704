import type { Row } from '../api'

export interface Step {
  name: string
  percent: number
  event: string
  days: number
}
/** One part of a plan as it is typed. */
export interface Line {
  key: string
  id?: string
  name: unknown
  percent: number | null
  event: unknown
  days: unknown
  dueOn: unknown
  amount: unknown
  /** What has been paid, credited or written off of it: it can't come to less. */
  least: number
}

export const lineOf = (row: Row): Line => ({
  key: row.id,
  id: row.id,
  name: row.name,
  percent: typeof row.percent === 'number' ? row.percent : null,
  event: row.event ?? 'date',
  days: row.days ?? 0,
  dueOn: row.dueOn ?? null,
  amount: row.amount,
  least: Number(row.paid ?? 0) + Number(row.credited ?? 0) + Number(row.writtenOff ?? 0),
})

export const sent = ({ id, name, percent, event, days, dueOn, amount }: Line) => ({
  ...(id ? { id } : {}),
  name,
  percent,
  event,
  days: days ?? 0,
  dueOn: event === 'date' ? dueOn : null,
  amount,
})

/** An amount shared out by percentages so that the parts come to it: what rounding leaves goes to the largest remainders. */
export function shared(amount: number, percents: readonly number[]): number[] {
  const whole = percents.reduce((sum, one) => sum + one, 0)
  if (whole <= 0) return percents.map(() => 0)
  const exact = percents.map(one => (amount * one) / whole)
  const parts = exact.map(Math.floor)
  const rest = amount - parts.reduce((sum, one) => sum + one, 0)
  const order = exact.map((one, i) => ({ i, over: one - Math.floor(one) })).sort((a, b) => b.over - a.over || a.i - b.i)
  for (const { i } of order.slice(0, rest)) parts[i]! += 1
  return parts
}
