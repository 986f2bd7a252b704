import type { FieldMeta, Metadata, ObjectMeta } from '../../../core/metadata/types'
import { asProblem, useAggregate, useMetadata } from '../../api'
import { useLookup } from '../../fields/lookups'
import { fieldText } from '../../fields/text'
import { inputValue } from '../../fields/value'
import { ErrorState, SkeletonRows } from '../../kit/States'
import { fill, useWords } from '../../words'
import './chart.css'
import { isDay } from './displays'
import { both, type Filter } from './filter'
import type { ListState } from './list'
import { type Sum, sumText, useSummed } from './sums'
import type { Asked } from './useLines'
import * as words from './words'

/** As many bars as one takes in; what is smaller is named by its number only. */
const BARS_MAX = 30

/** What a chart may add up or average; without one of these it counts. */
export const measuresOf = (object: ObjectMeta): FieldMeta[] =>
  object.fields.filter(
    f => (f.kind === 'money' || f.kind === 'number') && f.access !== 'masked' && f.name !== 'version',
  )

interface ChartProps {
  list: ListState
  asked: Asked
  field: FieldMeta
  /** Name of the field that is added up; null counts. */
  measure: string | null
}
interface Bar {
  key: string
  label: string
  count: number
  sum: Sum | undefined
  /** What the bar is as long as: the count, or the sum in the chart's main currency. */
  size: number
  filter: Filter
}

/** The rows of a list counted or added up by a field: a table whose bars are drawn to measure, each leading to its records. */
export function Chart({ list, asked, field, measure }: ChartProps) {
  const w = useWords(words)
  const lookup = useLookup()
  const metadata = useMetadata()
  const { object } = list
  const summed = useSummed(object, measure ? [measure] : [])
  const answer = useAggregate(
    object.path,
    {
      groupBy: [isDay(field) ? { field: field.name, by: 'month' } : field.name, ...summed.groupBy],
      measures: [{ fn: 'count' }, ...summed.measures],
      filter: asked.filter ?? undefined,
    },
    { enabled: asked.ready },
  )
  if (answer.error) return <ErrorState problem={asProblem(answer.error)} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <SkeletonRows rows={8} height={36} />

  const values = new Map<string, Record<string, unknown>[]>()
  for (const item of answer.data.items) {
    const key = JSON.stringify(inputValue(item[field.name]))
    values.set(key, [...(values.get(key) ?? []), item])
  }
  const groups = [...values].map(([key, items]) => ({
    key,
    value: items[0]![field.name],
    count: items.reduce((n, item) => n + Number(item.count), 0),
    sum: summed.of(items)[0],
  }))
  const currency = mainCurrency(groups.flatMap(g => (g.sum ? [g.sum] : [])))
  const bars = groups
    .map(
      ({ key, value, count, sum }): Bar => ({
        key,
        count,
        sum,
        size: sum ? (sum.values[currency] ?? 0) : count,
        label: (isDay(field) ? (value as string | null) : fieldText(field, value, lookup)) || w.noValue,
        filter: only(field, inputValue(value)),
      }),
    )
    .toSorted(order(field, metadata))
  const shown = bars.slice(0, BARS_MAX)
  const longest = Math.max(...shown.map(bar => bar.size), 0)
  // An average is no part of anything.
  const parts = !bars[0]?.sum?.average
  const whole = bars.reduce((n, bar) => n + bar.size, 0)
  const measured = object.fields.find(f => f.name === measure)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="chart" tabIndex={0} aria-label={fill(w.chartBy, { field: field.label })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{field.label}</th>
            <td className="chart-bars" />
            {measured && (
              <th scope="col" className="figure">
                {measured.unit ? fill(w.average, { field: measured.label }) : measured.label}
              </th>
            )}
            <th scope="col" className="figure">
              {w.records}
            </th>
            {parts && (
              <th scope="col" className="figure">
                {w.share}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {shown.map(bar => (
            <tr key={bar.key}>
              <th scope="row">
                <button
                  type="button"
                  className="chart-value ellipsis"
                  aria-label={fill(w.seeRecords, { value: bar.label, n: bar.count })}
                  onClick={() => list.narrow(both(asked.filter, bar.filter))}
                >
                  {bar.label}
                </button>
              </th>
              <td className="chart-bars" aria-hidden="true">
                {bar.size > 0 && <i style={{ width: `${(bar.size / longest) * 100}%` }} />}
              </td>
              {measured && <td className="figure">{bar.sum ? sumText(bar.sum, lookup) || '–' : '–'}</td>}
              <td className="figure">{bar.count.toLocaleString('en-US')}</td>
              {parts && <td className="figure t3">{whole > 0 ? `${((bar.size / whole) * 100).toFixed(1)}%` : '–'}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {bars.length > BARS_MAX && <p className="t3">{fill(w.otherValues, { n: bars.length - BARS_MAX })}</p>}
    </section>
  )
}

/** The currency most of it is in; bars of different currencies cannot be compared. */
function mainCurrency(sums: readonly Sum[]): string {
  const totals: Record<string, number> = {}
  for (const sum of sums)
    for (const [currency, value] of Object.entries(sum.values)) totals[currency] = (totals[currency] ?? 0) + value
  return Object.entries(totals).toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? ''
}

/** Months in their order, dictionaries in theirs, everything else by size. What has no value comes last. */
function order(field: FieldMeta, metadata: Metadata) {
  const codes = field.dictionary ? (metadata.dictionaries[field.dictionary]?.items.map(i => i.code) ?? []) : []
  const inOrder = codes.length > 0 && codes.length <= BARS_MAX
  return (a: Bar, b: Bar): number => {
    if ((a.key === 'null') !== (b.key === 'null')) return a.key === 'null' ? 1 : -1
    if (isDay(field)) return b.key.localeCompare(a.key)
    if (inOrder) return codes.indexOf(JSON.parse(a.key)) - codes.indexOf(JSON.parse(b.key))
    return b.size - a.size
  }
}

/** The filter that leaves the records of one bar. */
function only(field: FieldMeta, value: unknown): Filter {
  if (value === null) return { field: field.name, op: 'isNull' }
  if (!isDay(field)) return { field: field.name, op: 'eq', value }
  const [year, month] = String(value).split('-').map(Number) as [number, number]
  const first = (at: Date) =>
    field.kind === 'date' ? `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-01` : at.toISOString()
  return {
    and: [
      { field: field.name, op: 'gte', value: first(new Date(year, month - 1, 1)) },
      { field: field.name, op: 'lt', value: first(new Date(year, month, 1)) },
    ],
  }
}
