import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import type { Billable } from '../../domain/receivables'
import { asProblem, get, post, type Row, refresh, useObject, useRecord } from '../api'
import { figureText, moneyText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { inputValue, isEmpty } from '../fields/value'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import { TakeForm } from './TakeForm'
import * as words from './words'

interface Taken {
  billable: Billable[]
  returnable: Billable[]
}
type Kind = 'invoice' | 'goodsReturn'
const HEAD: Record<Kind, readonly string[]> = {
  invoice: ['kind', 'buyer', 'taxNumber', 'sendTo', 'addressAndPhone', 'bankAndAccount'],
  goodsReturn: ['name', 'reason', 'settlement', 'note'],
}

/** Asks for an invoice of an order: of all that is left, or so much of each line. */
export const NewInvoice = () => <TakePage kind="invoice" />
/** Notes what a customer sends back of an order. */
export const NewReturn = () => <TakePage kind="goodsReturn" />

function TakePage({ kind }: { kind: Kind }) {
  const w = useWords(words)
  const { order: id } = useLocation().search as { order?: string }
  const object = useObject(kind)
  const orders = useObject('order')
  const record = useRecord('orders', orders && id)
  const query = useQuery({
    queryKey: ['aggregate', 'orders', 'billable', id],
    queryFn: ({ signal }) => get<Taken>(`/api/orders/${id}/billable`, signal),
    enabled: !!id,
  })
  const title = kind === 'invoice' ? w.requestInvoice : w.returnGoods
  useTitle(title)
  if (!object?.can.create || !orders) return <NoRights />
  if (!id)
    return (
      <Empty title={w.chooseOrder} text={kind === 'invoice' ? w.chooseOrderToInvoice : w.chooseOrderToReturn}>
        <Link to="/orders">{orders.label}</Link>
      </Empty>
    )
  const error = record.error ?? query.error
  if (error) return <ErrorState problem={asProblem(error)} onRetry={() => void query.refetch()} />
  if (!record.data || !query.data) return <SkeletonRows rows={6} height={44} />
  const lines = (kind === 'invoice' ? query.data.billable : query.data.returnable).filter(
    line => line.quantity > 0 && line.gross > 0,
  )
  if (lines.length === 0)
    return (
      <Empty title={kind === 'invoice' ? w.allInvoiced : w.allReturned}>
        <Link to={`/orders/${id}`}>{String(record.data.name)}</Link>
      </Empty>
    )
  return <Form object={object} kind={kind} order={record.data} lines={lines} title={title} />
}

interface FormProps {
  object: ObjectMeta
  kind: Kind
  order: Row
  lines: Billable[]
  title: string
}

/** Lines as they are taken of by quantity: what is left of each, and what it comes to. */
export function useQuantities(lines: readonly Billable[], currency: string) {
  const lookup = useLookup()
  const of = new Map(lines.map(line => [line.id, line]))
  return {
    lines: lines.map(line => ({
      id: line.id,
      name: line.name,
      left: `${figureText(line.quantity)} ${lookup.item('unit', String(line.unit))?.label ?? ''}`.trim(),
      note: moneyText(line.gross, currency),
    })),
    amountOf: (id: string, taken: number) => ((of.get(id)?.gross ?? 0) * taken) / (of.get(id)?.quantity || 1),
  }
}

function Form({ object, kind, order, lines, title }: FormProps) {
  const w = useWords(words)
  const quantity = useObject('orderLine')?.fields.find(f => f.name === 'quantity')
  const currency = String(order.currency ?? 'CNY')
  const [head, setHead] = useState<Record<string, unknown>>(() =>
    kind === 'invoice'
      ? { kind: 'special' }
      : { name: fill(w.returnOf, { name: String(order.name) }), settlement: 'balance' },
  )
  const taking = useQuantities(lines, currency)
  if (!quantity) return <NoRights />
  return (
    <TakeForm
      title={title}
      crumbs={[
        { to: `/${object.path}`, label: object.label },
        { to: `/orders/${order.id}`, label: String(order.code ?? order.name) },
      ]}
      fields={HEAD[kind].flatMap(name => object.fields.filter(f => f.name === name))}
      placeholders={{ buyer: w.asCustomer }}
      head={head}
      onHead={setHead}
      {...taking}
      columns={{
        what: w.what,
        left: kind === 'invoice' ? w.leftToInvoice : w.leftToReturn,
        now: kind === 'invoice' ? w.invoiceNow : w.returnNow,
        amount: w.amount,
      }}
      input={quantity}
      start={Object.fromEntries(lines.map(line => [line.id, kind === 'invoice' ? line.quantity : null]))}
      currency={currency}
      verb={kind === 'invoice' ? w.request : w.note}
      done={kind === 'invoice' ? w.invoiceRequested : w.returnNoted}
      cancel={`/orders/${order.id}`}
      send={async (sent, key) => {
        const made = await post<Row>(
          `/api/${object.path}`,
          {
            ...given(head),
            order: order.id,
            lines: sent.map(({ id, taken }) => ({ orderLine: id, quantity: taken })),
          },
          { key },
        )
        refresh(object.path)
        return `/${object.path}/${made.id}`
      }}
    />
  )
}

/** What somebody has filled in, as the server takes it. */
export const given = (head: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(head)
      .filter(([, value]) => !isEmpty(value))
      .map(([name, value]) => [name, inputValue(value)]),
  )
