import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { CostLine, Costs } from '../../domain/expenses'
import { address, asProblem, get, useObject } from '../api'
import { moneyText, shortMoneyText, todayInChina } from '../fields/format'
import type { Lookup } from '../fields/lookup'
import { useLookup } from '../fields/lookups'
import { Select } from '../fields/Select'
import type { Span } from '../fields/SpanInputs'
import '../generic/list/chart.css'
import { Figure, Figures } from '../kit/Figure'
import { Pills } from '../kit/Pills'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import '../market/market.css'
import { Scroll } from '../settings/Scroll'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import '../supervision/supervision.css'
import { fill, useLang, useWords } from '../words'
import './expenses.css'
import * as words from './words'

type By = 'account' | 'opportunity' | 'kind' | 'owner' | 'board' | 'month'
interface Asked {
  period?: string
  by?: string
}
const BY: readonly By[] = ['account', 'opportunity', 'kind', 'owner', 'board', 'month']

/** What customers, deals and people cost, beside what was won with them; each bar leads to its expenses. */
export function CostPage() {
  return useObject('expenseLine') ? <Analysis /> : <NoRights />
}

function Analysis() {
  const w = useWords(words)
  const { pages } = useWords()
  const lang = useLang()
  const navigate = useNavigate()
  const asked = useLocation().search as Asked
  const period = asked.period && w.costPeriods[asked.period] ? asked.period : 'thisYear'
  const by = BY.find(one => one === asked.by) ?? 'account'
  const span = periodSpan(period)
  const query = useQuery({
    queryKey: ['aggregate', 'expense-lines', 'costs', by, span],
    queryFn: ({ signal }) => get<Costs>(address('/api/expense-costs', { by, ...span }), signal),
    placeholderData: before => before,
  })
  const ask = (change: Asked) =>
    void navigate({ to: '/expense-analysis' as never, search: { ...asked, ...change } as never, replace: true })
  const { data } = query
  return (
    <div className="set supervision spend">
      <header className="set-head">
        <h1 className="ellipsis">{pages.expenseAnalysis}</h1>
        <span className="spring" />
        {data && data.count > 0 && <Link to={listAddress('expense-lines', claimed(span))}>{w.list}</Link>}
      </header>
      <div className="set-tools supervision-tools">
        <Select
          label={w.period}
          options={Object.entries(w.costPeriods).map(([value, label]) => ({ value, label }))}
          value={period}
          onChange={to => ask({ period: to })}
        />
        <Pills
          label={w.byLabel}
          options={BY.map(id => ({ id, label: w.by[id]! }))}
          value={[by]}
          onChange={id => ask({ by: id })}
          inOneLine
        />
      </div>
      <Scroll label={pages.expenseAnalysis}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : !data ? (
          <SkeletonRows rows={10} />
        ) : data.count === 0 ? (
          <Empty title={w.costNone} text={w.costNoneText} />
        ) : (
          <>
            <Figures>
              <Figure large label={w.cost} value={moneyText(data.cost)} note={fill(w.costCount, { n: data.count })} />
              <Figure large label={w.pending} value={moneyText(data.pending)} />
              {data.won !== null && <Figure large label={w.won} value={shortMoneyText(data.won, 'CNY', lang)} />}
              {data.won !== null && data.won > 0 && (
                <Figure large label={w.ratio} value={percentOf(data.cost, data.won)} note={w.ratioNote} />
              )}
            </Figures>
            <Bars data={data} by={by} span={span} />
          </>
        )}
      </Scroll>
    </div>
  )
}

function Bars({ data, by, span }: { data: Costs; by: By; span: Span }) {
  const w = useWords(words)
  const lang = useLang()
  const lookup = useLookup()
  const longest = Math.max(...data.items.map(item => item.cost + item.pending), 1)
  const withWon = data.items.some(item => item.won !== null)
  return (
    <section className="chart" aria-label={w.by[by]}>
      <table>
        <thead>
          <tr>
            <th scope="col">{w.by[by]}</th>
            <td className="chart-bars" />
            <th scope="col" className="figure">
              {w.cost}
            </th>
            <th scope="col" className="figure spend-wide">
              {w.pending}
            </th>
            <th scope="col" className="figure spend-wide">
              {w.items}
            </th>
            {withWon && (
              <>
                <th scope="col" className="figure spend-wide">
                  {w.won}
                </th>
                <th scope="col" className="figure">
                  {w.ratio}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {data.items.map(item => {
            const name = nameOf(item, by, lookup, w)
            return (
              <tr key={item.key ?? ''}>
                <th scope="row">
                  <Link
                    className="chart-value ellipsis"
                    to={listAddress('expense-lines', {
                      and: [only(item, by), claimed(by === 'month' ? monthSpan(item.key!) : span)],
                    })}
                    aria-label={fill(w.costSee, { name, n: item.count })}
                  >
                    {name}
                  </Link>
                </th>
                <td className="chart-bars" aria-hidden="true">
                  <span className="cost-bar">
                    {item.cost > 0 && <i style={{ width: `${(item.cost / longest) * 100}%` }} />}
                    {item.pending > 0 && (
                      <i className="cost-pending" style={{ width: `${(item.pending / longest) * 100}%` }} />
                    )}
                  </span>
                </td>
                <td className="figure">{moneyText(item.cost)}</td>
                <td className="figure spend-wide t3">{item.pending ? moneyText(item.pending) : '–'}</td>
                <td className="figure spend-wide">{item.count.toLocaleString('en-US')}</td>
                {withWon && (
                  <>
                    <td className="figure spend-wide">{item.won ? shortMoneyText(item.won, 'CNY', lang) : '–'}</td>
                    <td className="figure t3">{item.won ? percentOf(item.cost, item.won) : '–'}</td>
                  </>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
      {data.groups > data.items.length && (
        <p className="t3">{fill(w.costMore, { n: data.items.length, all: data.groups })}</p>
      )}
    </section>
  )
}

const percentOf = (part: number, whole: number) => `${((part / whole) * 100).toFixed(1)}%`

function nameOf(item: CostLine, by: By, lookup: Lookup, w: typeof words.zhCN): string {
  if (item.key === null) return w.unnamed[by] ?? '–'
  if (by === 'kind') return lookup.item('expenseKind', item.key)?.label ?? item.key
  return item.name ?? w.hidden
}

const claimed = ({ from, to }: Span) => ({
  and: [
    { field: 'day', op: 'between', value: [from, to] },
    { field: 'claim.approval', op: 'in', value: ['approved', 'running'] },
  ],
})
const only = (item: CostLine, by: By) =>
  by === 'month'
    ? { and: [] }
    : item.key === null
      ? { field: by, op: 'isNull' }
      : { field: by, op: 'eq', value: item.key }

const lastOf = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
function monthSpan(month: string): Span {
  const [year, index] = month.split('-').map(Number) as [number, number]
  return { from: `${month}-01`, to: lastOf(year, index) }
}

/** The days of a named period, both included. */
export function periodSpan(period: string, now = todayInChina()): Span {
  const year = Number(now.slice(0, 4))
  const month = Number(now.slice(5, 7))
  switch (period) {
    case 'thisMonth':
      return monthSpan(now.slice(0, 7))
    case 'lastMonth':
      return monthSpan(new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7))
    case 'thisQuarter': {
      const first = Math.floor((month - 1) / 3) * 3 + 1
      return { from: `${year}-${String(first).padStart(2, '0')}-01`, to: lastOf(year, first + 2) }
    }
    case 'lastYear':
      return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }
    default:
      return { from: `${year}-01-01`, to: `${year}-12-31` }
  }
}
