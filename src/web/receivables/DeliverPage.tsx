import { useParams } from '@tanstack/react-router'
import { asProblem, post, refresh, rowsOf, useObject, useRecord, useRecords } from '../api'
import { figureText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import { TakeForm } from './TakeForm'
import * as words from './words'

const UNITS = 10_000

/** Notes what has been handed over of an order: all that is left, or so much of each line. */
export function DeliverPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const w = useWords(words)
  const lookup = useLookup()
  const object = useObject('order')
  const line = useObject('orderLine')
  const record = useRecord('orders', object && id)
  const query = useRecords(
    'order-lines',
    { filter: { field: 'order', op: 'eq', value: id }, sort: 'position', limit: 200, count: 'none' },
    { enabled: !!line },
  )
  useTitle(w.deliver)
  const quantity = line?.fields.find(f => f.name === 'quantity')
  if (!object?.acts.some(act => act.name === 'deliver') || !quantity) return <NoRights />
  const error = record.error ?? query.error
  if (error) return <ErrorState problem={asProblem(error)} onRetry={() => void query.refetch()} />
  if (!record.data || query.isPending) return <SkeletonRows rows={6} height={44} />
  const order = record.data
  const rows = rowsOf(query.data)
  const left = (row: (typeof rows)[number]) =>
    (Math.round(Number(row.quantity ?? 0) * UNITS) - Math.round(Number(row.deliveredQuantity ?? 0) * UNITS)) / UNITS
  if (order.status !== 'confirmed' || rows.length === 0)
    return (
      <Empty title={order.status === 'fulfilled' ? w.allDelivered : w.notToDeliver}>
        <Link to={`/orders/${id}`}>{String(order.name)}</Link>
      </Empty>
    )
  return (
    <TakeForm
      title={w.deliver}
      crumbs={[
        { to: '/orders', label: object.label },
        { to: `/orders/${id}`, label: String(order.code ?? order.name) },
      ]}
      fields={[]}
      head={{}}
      onHead={() => {}}
      lines={rows.map(row => ({
        id: row.id,
        name: String(row.name ?? ''),
        left: `${figureText(left(row))} ${lookup.item('unit', String(row.unit))?.label ?? ''}`.trim(),
        note: fill(w.deliveredOf, {
          done: figureText(Number(row.deliveredQuantity ?? 0)),
          all: figureText(Number(row.quantity ?? 0)),
        }),
      }))}
      columns={{ what: w.what, left: w.leftToDeliver, now: w.deliverNow }}
      input={quantity}
      start={Object.fromEntries(rows.map(row => [row.id, left(row) > 0 ? left(row) : null]))}
      currency={String(order.currency ?? 'CNY')}
      verb={w.note}
      done={w.delivered}
      cancel={`/orders/${id}`}
      send={async (sent, key) => {
        const lines = sent.map(one => ({ orderLine: one.id, quantity: one.taken }))
        await post(`/api/orders/${id}/deliver`, { lines }, { key })
        refresh('orders')
        refresh('order-lines')
        return `/orders/${id}`
      }}
    >
      <p className="small t3">{w.deliverNote}</p>
    </TakeForm>
  )
}
