import type { Sheet } from '../../domain/forecasts'
import { figureText } from '../fields/format'
import { typedFigure } from '../fields/typedFigure'
import type { Measure } from './api'
import { monthsOf } from './periods'
import { split } from './split'

type Line = Sheet['lines'][number]
/** By line and period; null: nothing is asked for. */
export type Cells = Readonly<Record<string, Readonly<Record<string, number | null>>>>

const FEN = 100

/** A cell's figure as it is typed and shown: whole yuan, with fen only where there are any. */
export const textOf = (value: number | null | undefined, measure: Measure): string =>
  value === null || value === undefined ? '' : measure === 'count' ? figureText(value) : figureText(value / FEN)

/** What was typed, in minor units or deals; null for nothing, undefined for what is no figure. */
export function figureOf(text: string, measure: Measure): number | null | undefined {
  if (text.trim() === '') return null
  const figure = typedFigure(text)
  if (figure === null || figure < 0) return undefined
  return measure === 'count' ? (Number.isInteger(figure) ? figure : undefined) : Math.round(figure * FEN)
}

const unitOf = (measure: Measure) => (measure === 'count' ? 1 : FEN)

/** A year's target over its parts: all alike, or as the year before went. */
export function overParts(
  whole: number,
  parts: readonly string[],
  before: readonly number[] | null,
  measure: Measure,
): Record<string, number> {
  const weights = parts.map(part =>
    before ? monthsIn(part).reduce((sum, month) => sum + (before[month - 1] ?? 0), 0) : 1,
  )
  const shares = split(whole, weights, unitOf(measure))
  return Object.fromEntries(parts.map((part, i) => [part, shares[i]!]))
}

const monthsIn = (part: string): number[] =>
  (part.includes('Q') ? monthsOf(part) : [part]).map(month => Number(month.slice(5)))

/** What the parts of a year add up to; null where none is set. */
export function fromParts(cells: Readonly<Record<string, number | null>> | undefined, parts: readonly string[]) {
  const set = parts.flatMap(part => cells?.[part] ?? [])
  return set.length ? set.reduce((sum, one) => sum + one, 0) : null
}

/** Each period's target over those below: all alike, or by what each won in it the year before. */
export function fromAbove(
  cells: Readonly<Record<string, number | null>>,
  below: readonly Line[],
  periods: readonly string[],
  asBefore: boolean,
  measure: Measure,
): Record<string, Record<string, number>> {
  const all: Record<string, Record<string, number>> = Object.fromEntries(below.map(line => [line.key, {}]))
  for (const period of periods) {
    const whole = cells[period]
    if (whole === null || whole === undefined) continue
    const months = period.length === 4 ? [...Array(12).keys()].map(i => i + 1) : monthsIn(period)
    const weights = below.map(line => (asBefore ? months.reduce((sum, m) => sum + (line.before[m - 1] ?? 0), 0) : 1))
    for (const [i, share] of split(whole, weights, unitOf(measure)).entries()) all[below[i]!.key]![period] = share
  }
  return all
}

/** What those below are asked for in each period. */
export function fromBelow(values: Cells, below: readonly Line[], periods: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    periods.flatMap(period => {
      const set = below.flatMap(line => values[line.key]?.[period] ?? [])
      return set.length ? [[period, set.reduce((sum, one) => sum + one, 0)]] : []
    }),
  )
}
