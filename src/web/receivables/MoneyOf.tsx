import { useQuery } from '@tanstack/react-query'
import type { ObjectMeta } from '../../core/metadata/types'
import type { MoneyOfAccount } from '../../domain/receivables'
import { get, type Row, useObject } from '../api'
import { dayText, moneyText, shortMoneyText } from '../fields/format'
import { Bar } from '../kit/Figure'
import { Skeleton } from '../kit/States'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import { fill, useLang, useWords } from '../words'
import './receivables.css'
import * as words from './words'

/** On a customer's page: what is owed and overdue, what lies on the account, the credit, and what is due next. */
export function MoneyOf({ object, row }: { object: ObjectMeta; row: Row }) {
  const instalment = useObject('instalment')
  return object.name === 'account' && instalment ? <Card account={row} /> : null
}

function Card({ account }: { account: Row }) {
  const w = useWords(words)
  const lang = useLang()
  const writeOff = useObject('writeOff')
  const query = useQuery({
    queryKey: ['aggregate', 'instalments', 'of', account.id],
    queryFn: ({ signal }) => get<MoneyOfAccount>(`/api/receivables/of/${account.id}`, signal),
  })
  const { data } = query
  if (query.error) return null
  const nothing =
    data && data.owed === 0 && data.advance === 0 && data.receivedYear === 0 && data.limit === null && data.used === 0
  return (
    <section className="record-card money-of">
      <div className="record-section-head">
        <h2>{w.money}</h2>
        {!nothing && (
          <Link className="k-button k-button-link k-button-24" to={`/statement/${account.id}`}>
            {w.statement}
          </Link>
        )}
      </div>
      {!data ? (
        <Skeleton height={72} />
      ) : nothing ? (
        <p className="t3">{w.noMoney}</p>
      ) : (
        <>
          <dl className="money-figures">
            <Fact label={w.owed} value={moneyText(data.owed, data.currency)} />
            <Fact
              label={w.overdue}
              value={moneyText(data.overdue, data.currency)}
              tone={data.overdue > 0 ? 'over' : undefined}
            />
            <Fact label={w.advance} value={moneyText(data.advance, data.currency)} />
            <Fact
              label={w.receivedYear}
              value={shortMoneyText(data.receivedYear, data.currency, lang)}
              note={data.lastReceivedOn ? fill(w.lastOn, { day: dayText(data.lastReceivedOn, lang) }) : undefined}
            />
          </dl>
          {data.limit !== null && data.used === null && (
            <p className="small due">
              {fill(w.creditUnrated, {
                limit: moneyText(data.limit, data.currency, 0),
                currencies: data.unrated.join(w.comma),
              })}
            </p>
          )}
          {data.limit !== null && data.used !== null && (
            <div className="money-credit">
              <span className="small t3">
                {fill(w.credit, {
                  used: moneyText(Math.max(0, data.used), data.currency, 0),
                  limit: moneyText(data.limit, data.currency, 0),
                })}
              </span>
              <Bar
                value={data.limit === 0 ? 1 : Math.max(0, data.used) / data.limit}
                label={w.creditUsed}
                tone={data.used > data.limit ? 'over' : data.used > data.limit * 0.8 ? 'due' : undefined}
              />
            </div>
          )}
          {data.daysLate !== null && data.daysLate !== 0 && (
            <p className="small t3">
              {fill(data.daysLate > 0 ? w.paysLate : w.paysEarly, { n: Math.abs(data.daysLate) })}
            </p>
          )}
          {data.next.map(one => (
            <Link key={one.id} className="money-next" to={`/instalments/${one.id}`}>
              <span className="ellipsis">{[one.of, one.name].filter(Boolean).join(' · ')}</span>
              <span className="number">{moneyText(one.open, data.currency)}</span>
              <span className={`small number ${one.overdue ? 'over' : 't3'}`}>
                {one.dueOn
                  ? fill(one.overdue ? w.overdueSince : w.dueOnDay, { day: dayText(one.dueOn, lang) })
                  : w.undated}
              </span>
            </Link>
          ))}
          <p className="money-links">
            <Link to={listAddress('payments', { field: 'account', op: 'eq', value: account.id })}>{w.payments}</Link>
            <Link to={listAddress('invoices', { field: 'account', op: 'eq', value: account.id })}>{w.invoices}</Link>
            <Link to={listAddress('instalments', { field: 'account', op: 'eq', value: account.id })}>{w.plan}</Link>
            {writeOff?.can.create && data.owed > 0 && (
              <Link to={`/write-offs/new?account=${account.id}`}>{w.writeOff}</Link>
            )}
          </p>
        </>
      )}
    </section>
  )
}

function Fact({ label, value, note, tone }: { label: string; value: string; note?: string; tone?: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={tone}>{value}</dd>
      {note && <dd className="small t3">{note}</dd>}
    </div>
  )
}
