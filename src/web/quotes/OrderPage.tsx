import { useNavigate, useParams } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { asProblem, type Problem, post, type Row, refresh, rowsOf, useObject, useRecord, useRecords } from '../api'
import { FieldEditor } from '../fields/FieldEditor'
import { figureText, moneyText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { inputValue, isEmpty } from '../fields/value'
import '../generic/record/record.css'
import { Button } from '../kit/Button'
import { Labelled } from '../kit/Input'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import './quotes.css'
import * as words from './words'

const HEAD = ['name', 'type', 'customerReference', 'deliverOn', 'contract']
const openOf = (line: Row) => Math.round((Number(line.quantity) - Number(line.orderedQuantity ?? 0)) * 10_000) / 10_000

/** Makes an order of a quote: all that is open, or so much of each line as the customer wants now. */
export function OrderPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const w = useWords(words)
  const quote = useObject('quote')
  const line = useObject('quoteLine')
  const record = useRecord('quotes', quote && id)
  const lines = useRecords(
    'quote-lines',
    { filter: { field: 'quote', op: 'eq', value: id }, sort: 'position', limit: 200, count: 'none' },
    { enabled: !!line },
  )
  useTitle(w.orderTitle)
  if (!quote || !line) return <NoRights />
  const error = record.error ?? lines.error
  if (error) return <ErrorState problem={asProblem(error)} onRetry={() => void record.refetch()} />
  if (!record.data || lines.isPending) return <SkeletonRows rows={8} height={40} />
  const rows = rowsOf(lines.data)
  if (rows.length > 0 && rows.every(one => openOf(one) <= 0))
    return (
      <Empty title={w.nothingOpen}>
        <Link to={`/quotes/${id}`}>{String(record.data.name)}</Link>
      </Empty>
    )
  return <Taking key={rows.map(one => `${one.id}${one.orderedQuantity}`).join()} quote={record.data} lines={rows} />
}

function Taking({ quote, lines }: { quote: Row; lines: Row[] }) {
  const w = useWords(words)
  const navigate = useNavigate()
  const lookup = useLookup()
  const order = useObject('order')
  const lineObject = useObject('quoteLine')!
  const object = useObject('quote')!
  const [taken, setTaken] = useState<Record<string, unknown>>(() =>
    Object.fromEntries(lines.map(one => [one.id, openOf(one)])),
  )
  const [head, setHead] = useState<Record<string, unknown>>({ name: quote.name, account: quote.account })
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<Problem | null>(null)
  const [busy, setBusy] = useState(false)
  const key = useRef(crypto.randomUUID())
  if (!order?.can.create) return <NoRights />
  const quantity = lineObject.fields.find(f => f.name === 'quantity')!
  const currency = String(quote.currency ?? 'CNY')
  const about = lines.reduce(
    (sum, one) => sum + (Number(one.gross ?? 0) * (Number(taken[one.id]) || 0)) / (Number(one.quantity) || 1),
    0,
  )
  const sent = lines.filter(one => Number(taken[one.id]) !== 0 && !isEmpty(taken[one.id]))
  async function make() {
    if (busy) return
    setBusy(true)
    setErrors({})
    setProblem(null)
    try {
      const answer = await post<{ made: { id: string } }>(
        `/api/quotes/${quote.id}/order`,
        {
          ...Object.fromEntries(HEAD.filter(name => !isEmpty(head[name])).map(name => [name, inputValue(head[name])])),
          lines: sent.map(one => ({ line: one.id, quantity: taken[one.id] })),
        },
        { key: key.current },
      )
      refresh('quotes', quote.id)
      refresh('quote-lines')
      refresh('orders')
      toast({ text: w.made })
      void navigate({ to: `/orders/${answer.made.id}` as never, replace: true })
    } catch (thrown) {
      const refused = asProblem(thrown)
      key.current = crypto.randomUUID()
      const told = refused.errors.map(({ field, message }) => {
        const at = /^lines\.(\d+)\./.exec(field)
        return [at ? (sent[Number(at[1])]?.id ?? field) : field, message] as const
      })
      setErrors(Object.fromEntries(told))
      if (told.length === 0 || told.some(([field]) => field === 'lines')) setProblem(refused)
      if (refused.status === 422) {
        // Somebody else may have ordered meanwhile.
        refresh('quote-lines')
        refresh('quotes', quote.id)
      }
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="doc">
      <header className="doc-head">
        <div className="record-crumb">
          <Link to="/quotes">{object.label}</Link>
          <Link to={`/quotes/${quote.id}`}>{String(quote.code ?? quote.name)}</Link>
        </div>
        <h1>{w.orderTitle}</h1>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="doc-body doc-single" tabIndex={0} role="region" aria-label={w.orderTitle}>
        <p className="doc-text t2">{w.orderNote}</p>
        {problem && <ErrorState problem={problem} />}
        <div className="doc-fields">
          {HEAD.map(name => order.fields.find(f => f.name === name))
            .filter(f => f !== undefined)
            .map(field => (
              <div key={field.name} className="form-row" data-field={field.name}>
                <Labelled label={field.label} error={errors[field.name]}>
                  {ids => (
                    <FieldEditor
                      {...ids}
                      describedBy={ids['aria-describedby']}
                      field={{ ...field, required: false }}
                      value={head[field.name]}
                      row={head}
                      onChange={value => setHead(now => ({ ...now, [field.name]: value }))}
                    />
                  )}
                </Labelled>
              </div>
            ))}
        </div>
        <section className="lines" aria-label={w.lines}>
          <div className="lines-add">
            <Button size={28} onClick={() => setTaken(Object.fromEntries(lines.map(one => [one.id, openOf(one)])))}>
              {w.takeAll}
            </Button>
            <Button size={28} onClick={() => setTaken(Object.fromEntries(lines.map(one => [one.id, 0])))}>
              {w.takeNone}
            </Button>
          </div>
          <table className="set-table take-table">
            <thead>
              <tr>
                <th>{w.product}</th>
                <th className="number">{w.unitPrice}</th>
                <th className="number">{w.quoted}</th>
                <th className="number">{w.already}</th>
                <th className="number">{w.open}</th>
                <th className="number">{w.take}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(one => (
                <tr key={one.id}>
                  <td>{String(one.name ?? '')}</td>
                  <td className="number" data-label={w.unitPrice}>
                    {moneyText(Number(one.unitPrice ?? 0), currency)}
                  </td>
                  <td className="number" data-label={w.quoted}>
                    {figureText(Number(one.quantity))}{' '}
                    {typeof one.unit === 'string' && (lookup.item('unit', one.unit)?.label ?? one.unit)}
                  </td>
                  <td className="number" data-label={w.already}>
                    {figureText(Number(one.orderedQuantity ?? 0))}
                  </td>
                  <td className="number" data-label={w.open}>
                    {figureText(openOf(one))}
                  </td>
                  <td className="number" data-label={w.take}>
                    {openOf(one) > 0 ? (
                      <FieldEditor
                        field={{ ...quantity, access: 'write', label: `${w.take} ${String(one.name ?? '')}` }}
                        value={taken[one.id]}
                        error={errors[one.id]}
                        onChange={value => setTaken(now => ({ ...now, [one.id]: value }))}
                      />
                    ) : (
                      '–'
                    )}
                    {errors[one.id] && (
                      <p className="lines-error" role="alert">
                        {errors[one.id]}
                      </p>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
      <footer className="doc-foot">
        <span>
          {w.gross} <b>{fill(w.about, { amount: moneyText(Math.round(about), currency) })}</b>
        </span>
        <span className="spring" />
        <Button onClick={() => void navigate({ to: `/quotes/${quote.id}` as never })}>{w.cancel}</Button>
        <Button look="primary" busy={busy} onClick={() => void make()}>
          {w.make}
        </Button>
      </footer>
    </div>
  )
}
