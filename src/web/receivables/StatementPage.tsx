import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import type { ObjectMeta } from '../../core/metadata/types'
import type { Movement, Statement } from '../../domain/receivables'
import { address, asProblem, get, objectOf, useMetadata, useObject } from '../api'
import { moneyText, shiftDay, todayInChina } from '../fields/format'
import { Select } from '../fields/Select'
import { SpanInputs } from '../fields/SpanInputs'
import { Figure, Figures } from '../kit/Figure'
import { Empty, ErrorState, NoRights, Notice, SkeletonRows } from '../kit/States'
import '../market/market.css'
import { Scroll } from '../settings/Scroll'
import '../settings/settings.css'
import '../supervision/supervision.css'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import './receivables.css'
import * as words from './words'

interface Asked {
  from?: string
  to?: string
}

/** 对账单: what a customer owed, what was charged and came in, and what is owed now; as the customer gets it. */
export function StatementPage() {
  const account = useObject('account')
  const instalment = useObject('instalment')
  return account && instalment ? <Sheet account={account} /> : <NoRights />
}

const PERIODS = ['thisYear', 'lastYear', 'last12'] as const
function spanOf(period: string) {
  const now = todayInChina()
  const year = Number(now.slice(0, 4))
  if (period === 'lastYear') return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }
  if (period === 'last12') return { from: shiftDay(now, -365), to: now }
  return { from: `${year}-01-01`, to: now }
}

function Sheet({ account }: { account: ObjectMeta }) {
  const w = useWords(words)
  const { pages } = useWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const navigate = useNavigate()
  const metadata = useMetadata()
  const asked = useLocation().search as Asked
  const span = {
    ...spanOf('thisYear'),
    ...(asked.from ? { from: asked.from } : {}),
    ...(asked.to ? { to: asked.to } : {}),
  }
  const query = useQuery({
    queryKey: ['aggregate', 'instalments', 'statement', id, span],
    queryFn: ({ signal }) => get<Statement>(address('/api/receivables/statement', { account: id, ...span }), signal),
    placeholderData: before => before,
  })
  const { data } = query
  useTitle(data ? `${pages.statement} ${data.account.name}` : pages.statement)
  const ask = (change: Asked) =>
    void navigate({ to: `/statement/${id}` as never, search: { ...span, ...change } as never, replace: true })
  const period = PERIODS.find(one => spanOf(one).from === span.from && spanOf(one).to === span.to)
  const exported = (format: string) => address('/api/receivables/statement/export', { account: id, ...span, format })
  return (
    <div className="set statement spend">
      <header className="set-head">
        <h1 className="ellipsis">
          {pages.statement} {data && <Link to={`/${account.path}/${id}`}>{data.account.name}</Link>}
        </h1>
        <span className="spring" />
        <a className="k-button k-button-default k-button-32" href={exported('xlsx')} download>
          {w.exportXlsx}
        </a>
      </header>
      <div className="set-tools supervision-tools">
        <Select
          label={w.period}
          options={[
            ...PERIODS.map(value => ({ value, label: w.periods[value]! })),
            ...(period ? [] : [{ value: 'own', label: w.ownPeriod }]),
          ]}
          value={period ?? 'own'}
          onChange={to => ask(spanOf(to))}
        />
        <SpanInputs {...span} onChange={ask} />
      </div>
      <Scroll label={pages.statement}>
        {query.error ? (
          <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
        ) : !data ? (
          <SkeletonRows rows={10} />
        ) : (
          <>
            <Figures>
              <Figure large label={w.opening} value={moneyText(data.opening, data.currency)} note={data.from} />
              <Figure large label={w.charged} value={moneyText(data.charged, data.currency)} />
              <Figure large label={w.received} value={moneyText(-data.received, data.currency)} />
              <Figure
                large
                label={data.closing < 0 ? w.weOwe : w.closing}
                value={moneyText(Math.abs(data.closing), data.currency)}
                note={data.to}
              />
            </Figures>
            {data.movements.length === 0 ? (
              <Empty title={w.noMovements} text={w.noMovementsText} />
            ) : (
              <Movements data={data} pathOf={object => objectOf(metadata, object)?.path} />
            )}
            {data.more && <Notice tone="due">{fill(w.moreMovements, { n: data.movements.length })}</Notice>}
          </>
        )}
      </Scroll>
    </div>
  )
}

function Movements({ data, pathOf }: { data: Statement; pathOf(object: string): string | undefined }) {
  const w = useWords(words)
  const money = (amount: number) => moneyText(amount, data.currency)
  return (
    <table className="set-table statement-table">
      <thead>
        <tr>
          <th>{w.day}</th>
          <th>{w.kind}</th>
          <th>{w.whatFor}</th>
          <th>{w.dueOn}</th>
          <th className="number">{w.charged}</th>
          <th className="number">{w.received}</th>
          <th className="number">{w.balance}</th>
        </tr>
      </thead>
      <tbody>
        {data.movements.map((one: Movement) => {
          const path = pathOf(one.object)
          return (
            <tr key={`${one.kind} ${one.id} ${one.on}`}>
              <td data-label={w.day}>{one.on}</td>
              <td data-label={w.kind}>{w.movements[one.kind]}</td>
              <td className="statement-what">
                {path ? <Link to={`/${path}/${one.id}`}>{one.title ?? '–'}</Link> : (one.title ?? '–')}
              </td>
              <td data-label={w.dueOn} className="t3">
                {one.dueOn ?? ''}
              </td>
              <td data-label={w.charged} className="number">
                {one.amount > 0 ? money(one.amount) : ''}
              </td>
              <td data-label={w.received} className="number">
                {one.amount < 0 ? money(-one.amount) : ''}
              </td>
              <td data-label={w.balance} className="number">
                {money(one.balance)}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
