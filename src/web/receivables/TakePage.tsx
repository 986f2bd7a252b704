import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import type { Billable } from '../../domain/receivables'
import { asProblem, get, post, type Row, refresh, useObject, useRecord } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { figureText, moneyText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { inputValue, isEmpty } from '../fields/value'
import { Button } from '../kit/Button'
import { Labelled } from '../kit/Input'
import { Empty, ErrorState, NoRights, Notice, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import '../quotes/quotes.css'
import '../settings/settings.css'
import '../generic/record/record.css'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import './receivables.css'
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

function Form({ object, kind, order, lines, title }: FormProps) {
  const w = useWords(words)
  const navigate = useNavigate()
  const lookup = useLookup()
  const quantity = useObject('orderLine')?.fields.find(f => f.name === 'quantity')
  const [head, setHead] = useState<Record<string, unknown>>(() => ({
    ...(kind === 'invoice'
      ? { kind: 'special' }
      : { name: fill(w.returnOf, { name: String(order.name) }), settlement: 'balance' }),
  }))
  const [taken, setTaken] = useState<Record<string, unknown>>(() =>
    Object.fromEntries(lines.map(line => [line.id, kind === 'invoice' ? line.quantity : null])),
  )
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(crypto.randomUUID())
  const currency = order.currency ?? 'CNY'
  const part = (line: Billable) => (line.gross * (Number(taken[line.id]) || 0)) / line.quantity
  const about = Math.round(lines.reduce((sum, line) => sum + part(line), 0))
  const sent = lines.filter(line => Number(taken[line.id]) !== 0 && !isEmpty(taken[line.id]))
  const make = async () => {
    if (busy) return
    if (sent.length === 0) {
      setProblem(w.takeSomething)
      return
    }
    setBusy(true)
    setErrors({})
    setProblem(null)
    try {
      const made = await post<Row>(
        `/api/${object.path}`,
        {
          ...Object.fromEntries(
            HEAD[kind].filter(name => !isEmpty(head[name])).map(name => [name, inputValue(head[name])]),
          ),
          order: order.id,
          lines: sent.map(line => ({ orderLine: line.id, quantity: taken[line.id] })),
        },
        { key: key.current },
      )
      refresh(object.path)
      toast({ text: kind === 'invoice' ? w.invoiceRequested : w.returnNoted })
      void navigate({ to: `/${object.path}/${made.id}` as never, replace: true })
    } catch (thrown) {
      key.current = crypto.randomUUID()
      const refused = asProblem(thrown)
      const told = refused.errors.map(({ field, message }) => {
        const at = /^lines\.(\d+)\./.exec(field)
        return [at ? (sent[Number(at[1])]?.id ?? field) : field, message] as const
      })
      setErrors(Object.fromEntries(told))
      if (told.length === 0) setProblem(refused.message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="doc">
      <header className="doc-head">
        <div className="record-crumb">
          <Link to={`/${object.path}`}>{object.label}</Link>
          <Link to={`/orders/${order.id}`}>{String(order.code ?? order.name)}</Link>
        </div>
        <h1>{title}</h1>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="doc-body doc-single" tabIndex={0} role="region" aria-label={title}>
        {problem && <Notice tone="over">{problem}</Notice>}
        <div className="doc-fields">
          {HEAD[kind]
            .map(name => object.fields.find(f => f.name === name))
            .filter(f => f !== undefined)
            .map(field => (
              <div key={field.name} className="form-row" data-field={field.name}>
                <Labelled label={field.label} required={field.required} error={errors[field.name]} hint={field.hint}>
                  {ids => (
                    <FieldEditor
                      {...ids}
                      describedBy={ids['aria-describedby']}
                      field={field}
                      value={head[field.name]}
                      row={head}
                      placeholder={field.name === 'buyer' ? w.asCustomer : undefined}
                      onChange={value => setHead(now => ({ ...now, [field.name]: value }))}
                    />
                  )}
                </Labelled>
              </div>
            ))}
        </div>
        <section className="lines" aria-label={w.lines}>
          <table className="set-table take-table">
            <thead>
              <tr>
                <th>{w.what}</th>
                <th className="number">{kind === 'invoice' ? w.leftToInvoice : w.leftToReturn}</th>
                <th className="number">{kind === 'invoice' ? w.invoiceNow : w.returnNow}</th>
                <th className="number">{w.amount}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(line => {
                const unit = lookup.item('unit', String(line.unit))?.label ?? ''
                return (
                  <tr key={line.id}>
                    <td>
                      {line.name}
                      {errors[line.id] && (
                        <span className="lines-error" role="alert">
                          {errors[line.id]}
                        </span>
                      )}
                    </td>
                    <td data-label={w.leftToInvoice} className="number">
                      {`${figureText(line.quantity)} ${unit}`.trim()}
                      <span className="small t3"> {moneyText(line.gross, currency)}</span>
                    </td>
                    <td data-label={w.invoiceNow} className="number">
                      {quantity && (
                        <FieldEditor
                          field={{ ...quantity, required: false, label: fill(w.quantityOf, { name: line.name }) }}
                          value={taken[line.id]}
                          onChange={value => setTaken(now => ({ ...now, [line.id]: value }))}
                        />
                      )}
                    </td>
                    <td data-label={w.amount} className="number">
                      {moneyText(Math.round(part(line)), currency)}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
      </div>
      <footer className="doc-foot">
        <span>
          {w.together} <b>{moneyText(about, currency)}</b>
        </span>
        <span className="spring" />
        <Link className="k-button k-button-default k-button-32" to={`/orders/${order.id}`}>
          {w.cancel}
        </Link>
        <Button look="primary" busy={busy} onClick={() => void make()}>
          {kind === 'invoice' ? w.request : w.note}
        </Button>
      </footer>
    </div>
  )
}
