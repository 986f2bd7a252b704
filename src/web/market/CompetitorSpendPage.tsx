import { useLocation, useNavigate } from '@tanstack/react-router'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import type { Filter } from '../../core/records/filter'
import { asProblem, useAggregate, useObject } from '../api'
import { useLookup } from '../fields/lookups'
import { Select } from '../fields/Select'
import { fieldText } from '../fields/text'
import { inputValue, isNamed } from '../fields/value'
import '../generic/list/chart.css'
import { sumText, useSummed } from '../generic/list/sums'
import { Figure, Figures } from '../kit/Figure'
import { Pills } from '../kit/Pills'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import '../supervision/supervision.css'
import { fill, useWords } from '../words'
import './market.css'
import * as words from './words'

type By = 'competitor' | 'quarter' | 'medium' | 'account' | 'board' | 'owner'
interface Asked {
  period?: string
  competitor?: string
  by?: string
}
type Item = Record<string, unknown>

const BY: readonly By[] = ['competitor', 'quarter', 'account', 'medium', 'board', 'owner']
const BARS_MAX = 40

/** What our customers spend with competitors of ours (客户对竞争对手投入分析): with whom, when, on what; each bar leads to its records. */
export function CompetitorSpendPage() {
  const object = useObject('competitorSpend')
  return object ? <Analysis object={object} /> : <NoRights />
}

function Analysis({ object }: { object: ObjectMeta }) {
  const w = useWords(words)
  const { pages } = useWords()
  const navigate = useNavigate()
  const asked = useLocation().search as Asked
  const period = asked.period && w.periods[asked.period] ? asked.period : 'thisYear'
  const by = BY.find(one => one === asked.by) ?? 'competitor'
  const ask = (change: Asked) =>
    void navigate({
      to: '/competitor-spend-analysis' as never,
      search: { ...asked, ...change } as never,
      replace: true,
    })
  const within: Filter[] = period === 'all' ? [] : [{ field: 'startsOn', op: 'relative', value: period }]
  const filters: Filter[] = asked.competitor
    ? [...within, { field: 'competitor', op: 'eq', value: asked.competitor }]
    : within
  const rivals = useAggregate(object.path, {
    groupBy: ['competitor'],
    measures: [{ fn: 'count' }],
    filter: { and: within },
  })
  const competitors = (rivals.data?.items ?? []).flatMap(item => (isNamed(item.competitor) ? [item.competitor] : []))
  const lookup = useLookup()
  const summed = useSummed(object, ['amount'])
  const whole = useAggregate(object.path, {
    groupBy: summed.groupBy,
    measures: [
      { fn: 'count' },
      { fn: 'countDistinct', field: 'account', as: 'accounts' },
      { fn: 'countDistinct', field: 'competitor', as: 'competitors' },
      ...summed.measures,
    ],
    filter: { and: filters },
  })
  const total = summed.of(whole.data?.items ?? [])[0]
  const count = (whole.data?.items ?? []).reduce((n, item) => n + Number(item.count), 0)
  const most = (name: string) => Math.max(0, ...(whole.data?.items ?? []).map(item => Number(item[name])))
  return (
    <div className="set supervision spend">
      <header className="set-head">
        <h1 className="ellipsis">{pages.competitorSpend}</h1>
        <span className="spring" />
        {count > 0 && <Link to={listAddress(object.path, { and: filters })}>{w.list}</Link>}
      </header>
      <div className="set-tools supervision-tools">
        <Select
          label={w.period}
          options={Object.entries(w.periods).map(([value, label]) => ({ value, label }))}
          value={period}
          onChange={to => ask({ period: to, competitor: undefined })}
        />
        <Select
          label={w.competitor}
          options={[
            { value: '', label: w.all },
            ...competitors.map(one => ({ value: one.id, label: one.name ?? w.closed })),
          ]}
          value={asked.competitor ?? ''}
          onChange={to => ask({ competitor: to || undefined })}
        />
        <Pills
          label={w.share}
          options={BY.map(id => ({ id, label: w.by[id]! }))}
          value={[by]}
          onChange={id => ask({ by: id })}
          inOneLine
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={pages.competitorSpend}>
        {whole.error ? (
          <ErrorState problem={asProblem(whole.error)} onRetry={() => void whole.refetch()} />
        ) : whole.isPending ? (
          <SkeletonRows rows={10} />
        ) : count === 0 || !total ? (
          <Empty title={w.none} text={w.noneText} />
        ) : (
          <>
            <Figures>
              <Figure large label={w.spent} value={sumText(total, lookup)} />
              <Figure large label={w.competitors} value={most('competitors')} />
              <Figure large label={w.accounts} value={most('accounts')} />
              <Figure large label={w.records} value={count} />
            </Figures>
            <Bars object={object} by={by} filters={filters} />
          </>
        )}
      </div>
    </div>
  )
}

function Bars({ object, by, filters }: { object: ObjectMeta; by: By; filters: Filter[] }) {
  const w = useWords(words)
  const lookup = useLookup()
  const summed = useSummed(object, ['amount'])
  const field = object.fields.find(f => f.name === (by === 'quarter' ? 'startsOn' : by))
  const answer = useAggregate(
    object.path,
    {
      groupBy: [by === 'quarter' ? { field: 'startsOn', by } : by, ...summed.groupBy],
      measures: [{ fn: 'count' }, ...summed.measures],
      filter: { and: filters },
    },
    { enabled: !!field },
  )
  if (answer.error) return <ErrorState problem={asProblem(answer.error)} onRetry={() => void answer.refetch()} />
  if (!answer.data || !field) return <SkeletonRows rows={8} height={36} />
  const groups = new Map<string, Item[]>()
  for (const item of answer.data.items) {
    const key = JSON.stringify(inputValue(item[field.name]))
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  const totals: Record<string, number> = {}
  for (const [currency, value] of Object.entries(summed.of(answer.data.items)[0]?.values ?? {}))
    totals[currency] = value
  // Bars of different currencies cannot be compared: they are as long as what is in the one most is in.
  const main = Object.entries(totals).sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'CNY'
  const bars = [...groups]
    .map(([key, items]) => {
      const value = items[0]![field.name]
      const sum = summed.of(items)[0]!
      return {
        key,
        sum,
        size: sum.values[main] ?? 0,
        count: items.reduce((n, item) => n + Number(item.count), 0),
        label:
          (by === 'quarter' ? String(value) : fieldText(field, value, lookup)) ||
          (isNamed(value) ? w.closed : w.noValue),
        filter: only(field, by, value),
      }
    })
    .toSorted((a, b) => (by === 'quarter' ? a.key.localeCompare(b.key) : b.size - a.size))
  const shown = by === 'quarter' ? bars.slice(-BARS_MAX) : bars.slice(0, BARS_MAX)
  const longest = Math.max(...shown.map(bar => bar.size), 1)
  return (
    <section className="chart" aria-label={w.by[by]}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.by[by]}</th>
            <td className="chart-bars" />
            <th scope="col" className="figure">
              {w.spent}
            </th>
            <th scope="col" className="figure spend-wide">
              {w.records}
            </th>
            <th scope="col" className="figure spend-wide">
              {w.share}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(bar => (
            <tr key={bar.key}>
              <th scope="row">
                <Link
                  className="chart-value ellipsis"
                  to={listAddress(object.path, { and: [...filters, bar.filter] })}
                  aria-label={fill(w.see, { value: bar.label, n: bar.count })}
                >
                  {bar.label}
                </Link>
              </th>
              <td className="chart-bars" aria-hidden="true">
                {bar.size > 0 && <i style={{ width: `${(bar.size / longest) * 100}%` }} />}
              </td>
              <td className="figure">{sumText(bar.sum, lookup)}</td>
              <td className="figure spend-wide">{bar.count.toLocaleString('en-US')}</td>
              <td className="figure t3 spend-wide">
                {totals[main] ? `${((bar.size / totals[main]) * 100).toFixed(1)}%` : '–'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {bars.length > BARS_MAX && <p className="t3">{fill(w.others, { n: bars.length - BARS_MAX })}</p>}
    </section>
  )
}

/** The records of one bar. */
function only(field: FieldMeta, by: By, value: unknown): Filter {
  const plain = inputValue(value)
  if (plain === null) return { field: field.name, op: 'isNull' }
  if (by !== 'quarter') return { field: field.name, op: 'eq', value: plain }
  const [year, quarter] = String(plain).split('-Q').map(Number) as [number, number]
  const day = (month: number, date: number) => new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10)
  return { field: field.name, op: 'between', value: [day(quarter * 3 - 3, 1), day(quarter * 3, 0)] }
}
