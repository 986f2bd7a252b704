import { useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, type Row, rowsOf, useObject, useRecords } from '../api'
import { isNamed } from '../fields/value'
import { Button } from '../kit/Button'
import { ErrorState, SkeletonRows } from '../kit/States'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import './subscriptions.css'
import { SubscriptionEditor } from './SubscriptionEditor'
import * as words from './words'

const FIELDS = [
  'recipient',
  'publication',
  'fromIssue',
  'untilIssue',
  'copies',
  'phone',
  'region',
  'address',
  'postcode',
  'method',
  'status',
  'gift',
  'orderLine',
  'version',
] as const
const MOST = 500

/** The titles and addresses that an order subscribes to; nothing for orders of a type that sends no issues. */
export function SubscriptionsOf({ object, row }: { object: ObjectMeta; row: Row }) {
  const subscription = useObject('subscription')
  const types = useRecords(
    'order-types',
    { fields: ['abilities'], limit: 200 },
    { enabled: object.name === 'order' && !!subscription },
  )
  if (object.name !== 'order' || !subscription) return null
  const type = isNamed(row.type)
    ? rowsOf(types.data).find(one => one.id === (row.type as { id: string }).id)
    : undefined
  const dispatches = Array.isArray(type?.abilities) && (type.abilities as string[]).includes('dispatches')
  return dispatches ? <Card order={row} may={object.acts.some(act => act.name === 'subscribe')} /> : null
}

function Card({ order, may }: { order: Row; may: boolean }) {
  const w = useWords(words).editor
  const [editing, setEditing] = useState(false)
  const query = useRecords('subscriptions', {
    fields: FIELDS,
    filter: { field: 'order', op: 'eq', value: order.id },
    sort: 'id',
    limit: MOST,
  })
  const lines = useRecords('order-lines', {
    fields: ['name', 'product', 'quantity'],
    filter: { field: 'order', op: 'eq', value: order.id },
    limit: 200,
  })
  const rows = rowsOf(query.data)
  const copies = rows.filter(row => row.gift !== true).reduce((sum, row) => sum + Number(row.copies), 0)
  const wanted = rowsOf(lines.data).reduce((sum, line) => sum + Number(line.quantity ?? 0), 0)
  return (
    <section className="record-card subscriptions-of" aria-label={w.title}>
      <div className="record-section-head">
        <h2>
          {w.title} {rows.length > 0 && <span>{rows.length}</span>}
        </h2>
        {may && (
          <Button size={24} onClick={() => setEditing(true)}>
            {w.edit}
          </Button>
        )}
      </div>
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows rows={3} height={44} />
      ) : (
        <>
          {wanted > 0 && wanted !== copies && <p className="small due">{fill(w.short, { wanted, copies })}</p>}
          {rows.length === 0 && <p className="t3">{w.none}</p>}
          <ul>
            {rows.map(row => (
              <li key={row.id} className="subscription-line">
                <Link to={`/subscriptions/${row.id}`}>
                  {isNamed(row.publication) && row.publication.name} ×{Number(row.copies)} · {String(row.recipient)}
                </Link>
                <span className="small t3">
                  {isNamed(row.fromIssue) &&
                    isNamed(row.untilIssue) &&
                    fill(w.range, { from: row.fromIssue.name ?? '', until: row.untilIssue.name ?? '' })}
                </span>
                <span className="small t2">{String(row.address)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {editing && (
        <SubscriptionEditor order={order} rows={rows} lines={rowsOf(lines.data)} onClose={() => setEditing(false)} />
      )}
    </section>
  )
}
