import { useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Forecast, Line } from '../../domain/forecasts'
import { address, asProblem, useObject } from '../api'
import { Select } from '../fields/Select'
import { IconButton } from '../kit/Button'
import { Figure, Figures } from '../kit/Figure'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Segmented, Tabs } from '../kit/Tabs'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import { fill, useLang, useWords } from '../words'
import { Accuracy } from './Accuracy'
import { type Asked, type Measure, useForecast, useProducts, type Whose } from './api'
import { ChangesView } from './Changes'
import { DealsDrawer } from './Deals'
import './forecasts.css'
import { shortMoneyText } from '../fields/format'
import { behind, exactText, periodText, tableText } from './lines'
import { OverrideDialog } from './Override'
import { isPeriod, kindOf, periodFor, stepped } from './periods'
import { ForecastTable } from './Table'
import * as words from './words'

type Tab = 'forecast' | 'changes' | 'accuracy'
const TABS: readonly Tab[] = ['forecast', 'changes', 'accuracy']
const KINDS = ['month', 'quarter', 'year'] as const

interface Search {
  period?: string
  measure?: string
  currency?: string
  product?: string
  tab?: string
  week?: string
  level?: string
  id?: string
}

/** What will come in: by people, departments and boards, against what was asked for, what was said before and what the past says. */
export function ForecastPage() {
  return useObject('opportunity') ? <Page /> : <NoRights />
}

function Page() {
  const w = useWords(words)
  const { pages } = useWords()
  const navigate = useNavigate()
  const search = useLocation().search as Search
  const period = isPeriod(search.period) ? search.period : periodFor('quarter')
  const measure: Measure = search.measure === 'count' ? 'count' : 'amount'
  const asked: Asked = { period, measure, currency: search.currency, product: search.product }
  const tab = TABS.find(one => one === search.tab) ?? 'forecast'
  const targets = useObject('salesTarget')
  const opportunity = useObject('opportunity')
  const query = useForecast(asked)
  const ask = (change: Partial<Search>) =>
    void navigate({ to: '/forecast' as never, search: { ...search, ...change } as never, replace: true })
  return (
    <div className="set fc">
      <header className="set-head">
        <h1>{pages.forecast}</h1>
        <span className="fc-step">
          <IconButton
            icon="chevron-left"
            size={28}
            label={w.before}
            onClick={() => ask({ period: stepped(period, -1) })}
          />
          <b>{periodText(w, period)}</b>
          <IconButton
            icon="chevron-right"
            size={28}
            label={w.after}
            onClick={() => ask({ period: stepped(period, 1) })}
          />
        </span>
        <span className="spring" />
        {opportunity?.can.export && tab === 'forecast' && (
          <a className="fc-link fc-wide" href={address('/api/forecasts/export', { ...asked })} download>
            {w.export}
          </a>
        )}
        {targets && (
          <Link className="fc-link" to="/targets">
            {w.targets}
          </Link>
        )}
      </header>
      <div className="set-tools fc-tools">
        <Tabs
          label={w.tabsLabel}
          tabs={TABS.map(id => ({ id, label: w.tabs[id]! }))}
          value={tab}
          onChange={id => ask({ tab: id })}
        />
        <span className="spring" />
        {tab !== 'accuracy' && <Choices search={search} period={period} query={query.data} ask={ask} />}
      </div>
      {tab === 'accuracy' ? (
        <Accuracy />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <div className="set-body" tabIndex={0} role="region" aria-label={w.tabs[tab]} aria-busy={query.isFetching}>
          {query.error ? (
            <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
          ) : query.isPending ? (
            <SkeletonRows rows={10} />
          ) : tab === 'forecast' ? (
            <Shown forecast={query.data} asked={asked} />
          ) : (
            <ChangesView
              forecast={query.data}
              asked={asked}
              week={search.week}
              whose={search.level ? { level: search.level, id: search.id ?? '' } : undefined}
              onWeek={week => ask({ week })}
              onWhose={({ level, id }) => ask({ level, id: id || undefined })}
            />
          )}
        </div>
      )}
    </div>
  )
}

function Choices({
  search,
  period,
  query,
  ask,
}: {
  search: Search
  period: string
  query: Forecast | undefined
  ask(change: Partial<Search>): void
}) {
  const w = useWords(words)
  const products = useProducts()
  const byProduct = useObject('product')
  const currencies = query?.currencies ?? []
  const measure = search.measure === 'count' ? 'count' : 'amount'
  return (
    <div className="fc-choices">
      <Segmented
        label={w.kind}
        value={kindOf(period)}
        options={KINDS.map(id => ({ id, label: w.kinds[id]! }))}
        onChange={kind => ask({ period: around(kind, period) })}
      />
      <Segmented
        label={w.measure}
        value={measure}
        options={(['amount', 'count'] as const).map(id => ({ id, label: w.measures[id]! }))}
        onChange={id => ask({ measure: id === 'amount' ? undefined : id })}
      />
      {currencies.length > 1 && (
        <Select
          label={w.currency}
          options={currencies.map(code => ({ value: code, label: code }))}
          value={search.currency ?? 'CNY'}
          onChange={code => ask({ currency: code === 'CNY' ? undefined : code })}
        />
      )}
      {byProduct && (
        <Select
          label={w.product}
          options={[{ value: '', label: w.allProducts }, ...products]}
          value={search.product ?? ''}
          onChange={id => ask({ product: id || undefined })}
        />
      )}
    </div>
  )
}

/** The period of another kind that one would look for: today's, where what is shown holds today. */
function around(kind: (typeof KINDS)[number], period: string): string {
  return period === periodFor(kindOf(period)) ? periodFor(kind) : periodFor(kind, period)
}

function Shown({ forecast, asked }: { forecast: Forecast; asked: Asked }) {
  const w = useWords(words)
  const lang = useLang()
  const [said, setSaid] = useState<Line | null>(null)
  const [deals, setDeals] = useState<{ whose: Whose; name: string } | null>(null)
  const { lines, measure, currency, currencies } = forecast
  const root = lines.find(line => line.parent === null)
  const something = lines.some(
    line =>
      line.won ||
      line.commit ||
      line.best ||
      line.pipeline ||
      line.target !== null ||
      line.past ||
      line.undated ||
      line.expected,
  )
  if (!root || !something) return <Empty title={w.none} text={w.noneText} />
  const tile = (value: number) =>
    measure === 'count' ? tableText(value, 'count') : shortMoneyText(Math.round(value), currency, lang)
  const of = lines.length === 1 || root.parent === null ? root : lines[0]!
  const target = of.target ?? of.targetBelow
  const roots = lines.filter(line => line.parent === null)
  const links = { ...asked, currency, currencies }
  return (
    <>
      {roots.length === 1 && (
        <div className="fc-figures">
          <Figures>
            <Figure large label={w.columns.won!} value={tile(of.won)} />
            <Figure
              large
              label={w.columns.forecast!}
              value={tile(of.forecast)}
              note={of.forecast !== of.added ? fill(w.added, { value: tile(of.added) }) : undefined}
            />
            {of.expected && (
              <Figure
                large
                label={w.columns.expected!}
                value={tile(of.expected.value)}
                note={fill(w.range, { low: tile(of.expected.low), high: tile(of.expected.high) })}
              />
            )}
            <Figure large label={w.columns.weighted!} value={tile(of.weighted)} />
            {target !== null && target > 0 && (
              <>
                <Figure
                  large
                  label={w.columns.target!}
                  value={tile(target)}
                  note={`${w.columns.attained} ${percent(of.won / target)}`}
                />
                <Figure
                  large
                  label={w.columns.gap!}
                  value={target > of.forecast ? tile(target - of.forecast) : '0'}
                  tone={target > of.forecast ? 'due' : 'won'}
                  note={target < of.forecast ? fill(w.ahead, { value: tile(of.forecast - target) }) : undefined}
                />
              </>
            )}
          </Figures>
        </div>
      )}
      <ForecastTable
        forecast={forecast}
        asked={links}
        onSay={setSaid}
        onDeals={(whose, name) => setDeals({ whose, name })}
      />
      <ul className="fc-notes">
        {(['past', 'undated'] as const).map(
          name =>
            roots.some(line => line[name] > 0) &&
            roots.map(
              line =>
                line[name] > 0 && (
                  <li key={`${name} ${line.key}`}>
                    {fill(w[name], { value: exactText(line[name], measure, currency) })}{' '}
                    <Link className="fc-link" to={listAddress('opportunities', behind(name, line, lines, links))}>
                      {w.see}
                    </Link>
                  </li>
                ),
            ),
        )}
      </ul>
      {said && <OverrideDialog line={said} forecast={forecast} onClose={() => setSaid(null)} />}
      {deals && (
        <DealsDrawer
          asked={{ ...asked, currency }}
          whose={deals.whose}
          title={fill(w.dealsOf, { who: deals.name, period: periodText(w, asked.period) })}
          onClose={() => setDeals(null)}
        />
      )}
    </>
  )
}

export const percent = (share: number, places = 0): string => `${(share * 100).toFixed(places)}%`
