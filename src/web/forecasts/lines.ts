import type { Filter } from '../../core/records/filter'
import type { Line } from '../../domain/forecasts'
import { figureText, moneyText } from '../fields/format'
import { fill } from '../words'
import type { Asked, Measure } from './api'
import { kindOf, spanOf } from './periods'
import type { zhCN } from './words'

type Words = typeof zhCN

/** 2026 年第四季度. */
export function periodText(w: Words, text: string): string {
  const [year = '', part = ''] = text.split('-')
  if (kindOf(text) === 'year') return fill(w.yearOf, { year })
  return kindOf(text) === 'quarter'
    ? fill(w.quarterOf, { year, quarter: w.quarters[Number(part[1]) - 1]! })
    : fill(w.monthOf, { year, month: Number(part) })
}
/** The same within its year: 11 月, 第四季度. */
export function partText(w: Words, text: string): string {
  const part = text.split('-')[1] ?? ''
  return part.startsWith('Q')
    ? fill(w.quarter, { quarter: w.quarters[Number(part[1]) - 1]! })
    : fill(w.month, { month: Number(part) })
}

export const lineName = (w: Words, line: Pick<Line, 'level' | 'name'>): string =>
  ({ company: w.company, team: w.team, nobody: w.nobody })[line.level as string] ?? line.name

const TEN_THOUSAND = 1_000_000

/** A figure of the tables, in the unit that stands once above them: 万元 with one place, or deals. */
export const tableText = (value: number, measure: Measure): string =>
  measure === 'count' ? figureText(Math.round(value * 10) / 10) : figureText(value / TEN_THOUSAND, 1)
/** The same to the last fen. */
export const exactText = (value: number, measure: Measure, currency: string): string =>
  measure === 'count' ? figureText(Math.round(value * 10) / 10) : moneyText(Math.round(value), currency)

/** The opportunities of a line: as the list is filtered. */
function whose(line: Line, lines: readonly Line[]): Filter[] {
  switch (line.level) {
    case 'person':
      return [{ field: 'owner', op: 'eq', value: line.id }]
    case 'department':
      return [{ field: 'owner.department', op: 'under', value: line.id }]
    case 'board':
      return [{ field: 'board', op: 'eq', value: line.id }]
    case 'nobody':
      return [
        { field: 'board', op: 'eq', value: line.id },
        { field: 'owner', op: 'isNull' },
      ]
    case 'team':
      return [
        {
          field: 'owner',
          op: 'in',
          value: lines.filter(one => one.level === 'person').map(one => one.id),
        },
      ]
    default:
      return []
  }
}

const OPEN: Filter = { field: 'status', op: 'eq', value: 'open' }

/** The opportunities behind a figure. */
export function behind(
  column: 'won' | 'commit' | 'best' | 'pipeline' | 'weighted' | 'past' | 'undated',
  line: Line,
  lines: readonly Line[],
  asked: Asked & { currencies: readonly string[] },
): Filter {
  const { from, to } = spanOf(asked.period)
  const due: Filter = { field: 'closeDate', op: 'between', value: [from, to] }
  const category = (code: string): Filter[] => [OPEN, { field: 'forecast', op: 'eq', value: code }, due]
  const which: Record<typeof column, Filter[]> = {
    won: [
      { field: 'status', op: 'eq', value: 'won' },
      { field: 'closedOn', op: 'between', value: [from, to] },
    ],
    commit: category('commit'),
    best: category('best'),
    pipeline: [
      OPEN,
      {
        or: [
          { field: 'forecast', op: 'eq', value: 'pipeline' },
          { field: 'forecast', op: 'isNull' },
        ],
      },
      due,
    ],
    weighted: [OPEN, { field: 'forecast', op: 'ne', value: 'omitted' }, due],
    past: [OPEN, { field: 'closeDate', op: 'lt', value: from }],
    undated: [OPEN, { field: 'closeDate', op: 'isNull' }],
  }
  return {
    and: [
      ...which[column],
      ...whose(line, lines),
      ...(asked.product ? [{ field: 'product', op: 'eq' as const, value: asked.product }] : []),
      ...(asked.currencies.length > 1
        ? [{ field: 'currency', op: 'eq' as const, value: asked.currency ?? 'CNY' }]
        : []),
    ],
  }
}
