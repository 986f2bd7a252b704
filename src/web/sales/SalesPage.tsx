import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import type { ObjectMeta } from '../../core/metadata/types'
import type { Filter } from '../../core/records/filter'
import type { Group, Sales } from '../../domain/sales'
import { asProblem, post, useObject } from '../api'
import '../analysis/analysis.css'
import { Period } from '../analysis/Period'
import { figureText, moneyText, shortMoneyText } from '../fields/format'
import { Select } from '../fields/Select'
import { FilterSentence } from '../generic/list/FilterSentence'
import { both, isFilter } from '../generic/list/filter'
import { Button, IconButton } from '../kit/Button'
import { Figure, Figures } from '../kit/Figure'
import { Pills } from '../kit/Pills'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { Scroll } from '../settings/Scroll'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import '../supervision/supervision.css'
import { fill, useLang, useWords } from '../words'
import { saveSheet } from './saveSheet'
import './sales.css'
import * as words from './words'

type By = Sales['by']
type Measure = 'net' | 'gross' | 'margin'
interface Asked {
  by?: string
  across?: string
  period?: string
  currency?: string
  product?: string
  measure?: string
  filter?: Filter
}
const BY: readonly By[] = [
  'account',
  'product',
  'category',
  'region',
  'level',
  'owner',
  'department',
  'board',
  'type',
  'month',
  'quarter',
  'year',
]
const TIMES = ['month', 'quarter', 'year']
/** What one looks at next once one has chosen a group. */
const NEXT: Partial<Record<By, By>> = {
  account: 'product',
  product: 'account',
  region: 'account',
  level: 'account',
  owner: 'account',
  department: 'owner',
  board: 'owner',
  type: 'account',
  month: 'account',
  quarter: 'month',
  year: 'quarter',
}

/** 销售分析: what was sold, taken apart by whatever one asks, against targets; every figure leads to its orders. */
export function SalesPage() {
  const object = useObject('order')
  return object ? <Analysis object={object} /> : <NoRights />
}

function Analysis({ object }: { object: ObjectMeta }) {
  const w = useWords(words)
  const { pages } = useWords()
  const lang = useLang()
  const navigate = useNavigate()
  const asked = useLocation().search as Asked
  const by = BY.find(one => one === asked.by) ?? 'account'
  const period = asked.period ?? 'thisYear'
  const filter = isFilter(asked.filter) ? asked.filter : null
  const across = !TIMES.includes(by) && TIMES.includes(asked.across ?? '') ? asked.across! : null
  const question = {
    by,
    period,
    ...(across ? { across } : {}),
    ...(asked.currency ? { currency: asked.currency } : {}),
    ...(asked.product ? { product: asked.product } : {}),
    ...(filter ? { filter } : {}),
  }
  const query = useQuery({
    queryKey: ['aggregate', 'orders', 'sales', question],
    queryFn: ({ signal }) => post<Sales>('/api/sales/analysis', question, { signal }),
    placeholderData: before => before,
  })
  const { data } = query
  const ask = (change: Asked) =>
    void navigate({
      to: '/sales-analysis' as never,
      search: Object.fromEntries(Object.entries({ ...asked, ...change }).filter(([, v]) => v)) as never,
      replace: true,
    })
  const measure: Measure =
    asked.measure === 'gross' || (asked.measure === 'margin' && data?.whole.margin !== null) ? asked.measure : 'net'
  async function download() {
    try {
      await saveSheet('/api/sales/analysis/export', question, `${pages.salesAnalysis} ${w.dimensions[by]}.xlsx`, lang)
    } catch {
      toast({ tone: 'over', text: w.failed })
    }
  }
  return (
    <div className="set supervision analysis sales">
      <header className="set-head">
        <h1>{pages.salesAnalysis}</h1>
        <span className="small t3 ellipsis">{w.note}</span>
        <span className="spring" />
        <nav>
          <Link to="/month-end">{w.monthEnd}</Link>
        </nav>
        {object.can.export && data && data.items.length > 0 && (
          <IconButton icon="download" label={w.download} onClick={() => void download()} />
        )}
      </header>
      <div className="set-tools supervision-tools">
        <Period value={period} onChange={to => ask({ period: to })} />
        {!TIMES.includes(by) && (
          <Select
            label={w.across}
            options={[
              { value: '', label: w.acrossNone },
              ...TIMES.map(value => ({ value, label: w.dimensions[value]! })),
            ]}
            value={across ?? ''}
            onChange={value => ask({ across: value || undefined })}
          />
        )}
        {data && (data.currencies.length > 1 || data.currency !== 'CNY') && (
          <Select
            label={w.currency}
            options={[...new Set([data.currency, ...data.currencies])].map(value => ({ value, label: value }))}
            value={data.currency}
            onChange={currency => ask({ currency })}
          />
        )}
        {asked.product && (
          <Button size={28} icon="x" onClick={() => ask({ product: undefined })}>
            {w.allProducts}
          </Button>
        )}
      </div>
      <FilterSentence object={object} filter={filter} onChange={next => ask({ filter: next ?? undefined })} />
      <Scroll label={pages.salesAnalysis}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : !data ? (
          <SkeletonRows rows={10} />
        ) : (
          <>
            {data.whole.orders > 0 && <Headlines sales={data} />}
            <div className="analysis-head">
              <Pills
                label={w.by}
                options={BY.map(id => ({ id, label: w.dimensions[id]! }))}
                value={[by]}
                onChange={id => ask({ by: id })}
                inOneLine
              />
            </div>
            {data.whole.orders === 0 ? (
              <Empty title={w.empty} text={w.emptyText} />
            ) : across ? (
              <Matrix sales={data} measure={measure} />
            ) : (
              <Groups
                sales={data}
                measure={measure}
                onMeasure={next => ask({ measure: next === 'net' ? undefined : next })}
                onFurther={group => {
                  const next = NEXT[by]
                  if (!next || group.key === null) return
                  if (by === 'product') return ask({ by: next, product: group.key })
                  if (TIMES.includes(by)) return ask({ by: next, period: group.key })
                  const { field, op } = FIELDS[by]!
                  ask({ by: next, filter: both(filter, { field, op, value: group.key } as Filter) ?? undefined })
                }}
              />
            )}
            <p className="analysis-legend t3">
              {data.groups > data.items.length && `${fill(w.more, { n: data.items.length, all: data.groups })} `}
              {data.whole.unrounded !== data.whole.gross &&
                fill(w.rounding, { amount: moneyText(data.whole.unrounded, data.currency) })}
            </p>
          </>
        )}
      </Scroll>
    </div>
  )
}

const FIELDS: Partial<Record<By, { field: string; op: 'eq' | 'under' }>> = {
  account: { field: 'account', op: 'eq' },
  region: { field: 'account.region', op: 'under' },
  level: { field: 'account.level', op: 'eq' },
  owner: { field: 'owner', op: 'eq' },
  department: { field: 'owner.department', op: 'eq' },
  board: { field: 'board', op: 'eq' },
  type: { field: 'type', op: 'eq' },
}

const percent = (part: number | null, of: number | null): string =>
  part === null || !of ? '–' : `${((part / of) * 100).toFixed(1)}%`

function Headlines({ sales: { whole, before, currency } }: { sales: Sales }) {
  const w = useWords(words)
  const lang = useLang()
  const change = (now: number, earlier: number | undefined) =>
    earlier ? `${w.against} ${now >= earlier ? '+' : '−'}${percent(Math.abs(now - earlier), earlier)}` : undefined
  return (
    <Figures>
      <Figure
        large
        label={w.net}
        value={shortMoneyText(whole.net, currency, lang)}
        note={change(whole.net, before?.net)}
      />
      <Figure
        large
        label={w.gross}
        value={shortMoneyText(whole.gross, currency, lang)}
        note={change(whole.gross, before?.gross)}
      />
      <Figure
        large
        label={w.list}
        value={shortMoneyText(whole.list, currency, lang)}
        note={
          whole.list > whole.gross
            ? fill(w.discount, { percent: percent(whole.list - whole.gross, whole.list) })
            : undefined
        }
      />
      <Figure
        large
        label={w.orders}
        value={whole.orders.toLocaleString('en-US')}
        note={change(whole.orders, before?.orders)}
      />
      {whole.margin !== null && (
        <Figure
          large
          label={w.margin}
          value={shortMoneyText(whole.margin, currency, lang)}
          note={`${w.marginRate} ${percent(whole.margin, whole.costedNet)}`}
        />
      )}
      {whole.target !== null && (
        <Figure
          large
          label={w.attained}
          value={percent(whole.net, whole.target)}
          note={`${w.target} ${shortMoneyText(whole.target, currency, lang)}`}
        />
      )}
    </Figures>
  )
}

const amountOf = (one: { net: number; gross: number; margin: number | null }, measure: Measure) => one[measure] ?? 0

function Groups({
  sales,
  measure,
  onMeasure,
  onFurther,
}: {
  sales: Sales
  measure: Measure
  onMeasure(measure: Measure): void
  onFurther(group: Group): void
}) {
  const w = useWords(words)
  const { items, whole, currency, by } = sales
  const costs = whole.margin !== null
  const aims = items.some(one => one.target !== null)
  const most = Math.max(
    1,
    ...items.map(one => Math.max(amountOf(one, measure), measure === 'net' ? (one.target ?? 0) : 0)),
  )
  const measures: Measure[] = ['net', 'gross', ...(costs ? (['margin'] as const) : [])]
  return (
    <section className="analysis-part">
      <table className="set-table analysis-table">
        <thead>
          <tr>
            <th scope="col">{w.dimensions[by]}</th>
            <td className="analysis-bars" />
            {measures.map(name => (
              <th key={name} scope="col" className="number">
                <button
                  type="button"
                  className="sales-measure"
                  aria-pressed={measure === name}
                  onClick={() => onMeasure(name)}
                >
                  {w[name]}
                </button>
              </th>
            ))}
            {costs && (
              <th scope="col" className="number">
                {w.marginRate}
              </th>
            )}
            {aims && (
              <>
                <th scope="col" className="number">
                  {w.target}
                </th>
                <th scope="col" className="number">
                  {w.attained}
                </th>
              </>
            )}
            <th scope="col" className="number">
              {w.quantity}
            </th>
            <th scope="col" className="number">
              {w.orders}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(one => {
            const name = one.name ?? (one.key === null ? w.none : w.hidden)
            return (
              <tr key={one.key ?? ''}>
                <th scope="row">
                  {NEXT[by] && one.key !== null && one.name !== null ? (
                    <button
                      type="button"
                      className="sales-group"
                      aria-label={fill(w.further, { name })}
                      onClick={() => onFurther(one)}
                    >
                      {name}
                    </button>
                  ) : (
                    name
                  )}
                </th>
                <td className="analysis-bars" aria-hidden="true">
                  <span className="sales-bar">
                    <i style={{ width: `${(Math.max(0, amountOf(one, measure)) / most) * 100}%` }} />
                    {measure === 'net' && one.target !== null && (
                      <b style={{ left: `${(one.target / most) * 100}%` }} />
                    )}
                  </span>
                </td>
                {measures.map(which => (
                  <td key={which} className="number" data-label={w[which]}>
                    {one[which] === null || (which === 'margin' && !one.costedNet)
                      ? '–'
                      : moneyText(one[which]!, currency)}
                  </td>
                ))}
                {costs && (
                  <td className="number" data-label={w.marginRate}>
                    {percent(one.margin, one.costedNet)}
                  </td>
                )}
                {aims && (
                  <>
                    <td className="number t3" data-label={w.target}>
                      {one.target === null ? '–' : moneyText(one.target, currency, 0)}
                    </td>
                    <td className="number" data-label={w.attained}>
                      {percent(one.net, one.target)}
                    </td>
                  </>
                )}
                <td className="number" data-label={w.quantity}>
                  {figureText(one.quantity)}
                </td>
                <td className="number" data-label={w.orders}>
                  <Link
                    to={listAddress('orders', one.filter)}
                    aria-label={fill(w.see, { name, n: one.orders.toLocaleString('en-US') })}
                  >
                    {one.orders.toLocaleString('en-US')}
                  </Link>
                </td>
              </tr>
            )
          })}
          <tr className="sales-whole">
            <th scope="row">{w.wholeRow}</th>
            <td className="analysis-bars" />
            {measures.map(which => (
              <td key={which} className="number" data-label={w[which]}>
                {whole[which] === null ? '–' : moneyText(whole[which]!, currency)}
              </td>
            ))}
            {costs && (
              <td className="number" data-label={w.marginRate}>
                {percent(whole.margin, whole.costedNet)}
              </td>
            )}
            {aims && (
              <>
                <td className="number t3" data-label={w.target}>
                  {whole.target === null ? '–' : moneyText(whole.target, currency, 0)}
                </td>
                <td className="number" data-label={w.attained}>
                  {percent(whole.net, whole.target)}
                </td>
              </>
            )}
            <td className="number" data-label={w.quantity}>
              {figureText(whole.quantity)}
            </td>
            <td className="number" data-label={w.orders}>
              <Link
                to={listAddress('orders', whole.filter)}
                aria-label={fill(w.see, { name: w.wholeRow, n: whole.orders.toLocaleString('en-US') })}
              >
                {whole.orders.toLocaleString('en-US')}
              </Link>
            </td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}

/** Groups against time: a row each, a column for each month, quarter or year. */
function Matrix({ sales, measure }: { sales: Sales; measure: Measure }) {
  const w = useWords(words)
  const lang = useLang()
  const { items, columns, cells, whole, currency, by } = sales
  const at = new Map(cells.map(cell => [`${cell.key} ${cell.column}`, amountOf(cell, measure)]))
  const shown = (minor: number | undefined) =>
    minor ? shortMoneyText(minor, currency, lang) : <span className="set-none">–</span>
  return (
    <section className="analysis-part sales-matrix">
      <table className="set-table">
        <thead>
          <tr>
            <th scope="col">{w.dimensions[by]}</th>
            {columns.map(column => (
              <th key={column} scope="col" className="number">
                {column}
              </th>
            ))}
            <th scope="col" className="number">
              {w.wholeRow}
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map(one => (
            <tr key={one.key ?? ''}>
              <th scope="row">
                <Link to={listAddress('orders', one.filter)}>{one.name ?? (one.key === null ? w.none : w.hidden)}</Link>
              </th>
              {columns.map(column => (
                <td key={column} className="number">
                  {shown(at.get(`${one.key} ${column}`))}
                </td>
              ))}
              <td className="number">
                <b>{shown(amountOf(one, measure))}</b>
              </td>
            </tr>
          ))}
          <tr className="sales-whole">
            <th scope="row">{w.wholeRow}</th>
            {columns.map(column => (
              <td key={column} className="number">
                {shown(cells.reduce((sum, cell) => (cell.column === column ? sum + amountOf(cell, measure) : sum), 0))}
              </td>
            ))}
            <td className="number">{shown(amountOf(whole, measure))}</td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}
