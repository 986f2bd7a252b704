import type { ObjectMeta } from '../../core/metadata/types'
import { type Row, rowsOf, totalOf, useObject, useRecords } from '../api'
import { dayText, moneyText } from '../fields/format'
import { isNamed } from '../fields/value'
import { openForm } from '../generic/form/open'
import { IconButton } from '../kit/Button'
import { Skeleton } from '../kit/States'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import { fill, useLang, useWords } from '../words'
import './opportunities.css'
import * as words from './words'

const SHOWN = 6
const DAY_MS = 86_400_000

/** What is being sold to a customer: amount, how far it is, for how long it has been there, when it should be signed. */
export function OpenDeals({ object, row }: { object: ObjectMeta; row: Row }) {
  const opportunity = useObject('opportunity')
  const stages = useObject('stage')
  return object.name === 'account' && opportunity && stages ? <Deals opportunity={opportunity} account={row} /> : null
}

function Deals({ opportunity, account }: { opportunity: ObjectMeta; account: Row }) {
  const w = useWords(words)
  const filter = {
    and: [
      { field: 'account', op: 'eq', value: account.id },
      { field: 'status', op: 'eq', value: 'open' },
    ],
  }
  const fields = [
    'name',
    'amount',
    'currency',
    'stage',
    'stageEnteredAt',
    'pipeline',
    'closeDate',
    'stalled',
    'overdue',
  ]
  const query = useRecords(opportunity.path, { fields, filter, sort: 'closeDate', limit: SHOWN, count: 'estimate' })
  const stages = rowsOf(
    useRecords('stages', { fields: ['pipeline', 'position', 'active'], sort: 'position', limit: 500 }).data,
  )
  const rows = rowsOf(query.data)
  const total = totalOf(query.data)
  const preset = { account: { id: account.id, name: String(account.name ?? '') } }
  return (
    <section className="record-card">
      <div className="record-section-head">
        <h2>
          {w.openDeals} {total !== null && <span>{total}</span>}
        </h2>
        {opportunity.can.create && (
          <IconButton
            icon="plus"
            size={24}
            label={w.newDeal}
            onClick={() => openForm({ object: 'opportunity', preset, onSaved: () => query.refetch() })}
          />
        )}
      </div>
      {query.isPending ? (
        <Skeleton height={44} />
      ) : (
        rows.map(row => <Deal key={row.id} row={row} path={opportunity.path} stages={stages} />)
      )}
      {total !== null && total > SHOWN && (
        <Link className="record-card-all" to={listAddress(opportunity.path, filter)}>
          {fill(w.allOf, { n: total })}
        </Link>
      )}
    </section>
  )
}

function Deal({ row, path, stages }: { row: Row; path: string; stages: readonly Row[] }) {
  const w = useWords(words)
  const lang = useLang()
  const pipeline = idOf(row.pipeline)
  const own = stages.filter(one => idOf(one.pipeline) === pipeline && one.active !== false)
  const at = own.findIndex(one => one.id === idOf(row.stage))
  const days = row.stageEnteredAt
    ? Math.max(0, Math.floor((Date.now() - Date.parse(String(row.stageEnteredAt))) / DAY_MS))
    : 0
  const stage = isNamed(row.stage) ? row.stage.name : null
  const close = typeof row.closeDate === 'string' ? row.closeDate : null
  return (
    <Link className="deal" to={`/${path}/${row.id}`}>
      <span className="deal-name ellipsis">{String(row.name)}</span>
      <span className="number">
        {typeof row.amount === 'number' ? moneyText(row.amount, row.currency, row.amount % 100 === 0 ? 0 : 2) : '–'}
      </span>
      <span className="deal-how">
        {at >= 0 && (
          <span className="deal-path" aria-hidden="true">
            {own.map((one, i) => (
              <i key={one.id} className={i > at ? '' : i === at && row.stalled ? 'due' : 'on'} />
            ))}
          </span>
        )}
        <span className={`ellipsis ${row.stalled ? 'due' : 't3'}`}>
          {[stage, fill(row.stalled ? w.stays : w.days, { n: days })].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className={`number small ${row.overdue ? 'over' : 't3'}`}>
        {close && fill(row.overdue ? w.overdueSince : w.closes, { day: dayText(close, lang) })}
      </span>
    </Link>
  )
}

const idOf = (value: unknown) => (isNamed(value) ? value.id : null)
