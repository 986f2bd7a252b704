import { useQuery } from '@tanstack/react-query'
import type { ObjectMeta } from '../../core/metadata/types'
import type { MatchLine } from '../../domain/receivables'
import { get, type Row, rowsOf, useObject, useRecords } from '../api'
import { figureText, moneyText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { isNamed } from '../fields/value'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { useWords } from '../words'
import './receivables.css'
import * as words from './words'

/** What a record of the books is made of: lines of an invoice, a return, a write-off; matches of a receipt or an instalment. */
export function PartsOf({ object, row }: { object: ObjectMeta; row: Row }) {
  switch (object.name) {
    case 'invoice':
      return (
        <>
          <Lines of={object} row={row} child="invoiceLine" columns={['quantity', 'net', 'taxRate', 'tax', 'gross']} />
          <Matches by="invoice" row={row} />
        </>
      )
    case 'goodsReturn':
      return <Lines of={object} row={row} child="goodsReturnLine" columns={['quantity', 'net', 'tax', 'gross']} />
    case 'writeOff':
      return <Lines of={object} row={row} child="writeOffLine" columns={['amount']} />
    case 'payment':
      return <Matches by="payment" row={row} />
    case 'instalment':
      return <Matches by="instalment" row={row} />
    default:
      return null
  }
}

function Lines({ of, row, child, columns }: { of: ObjectMeta; row: Row; child: string; columns: readonly string[] }) {
  const object = useObject(child)
  return object ? <LinesTable of={of} row={row} object={object} columns={columns} /> : null
}

function LinesTable({
  of,
  row,
  object,
  columns,
}: {
  of: ObjectMeta
  row: Row
  object: ObjectMeta
  columns: readonly string[]
}) {
  const lookup = useLookup()
  const query = useRecords(object.path, {
    filter: { field: of.name, op: 'eq', value: row.id },
    sort: 'createdAt',
    limit: 200,
    count: 'none',
  })
  const rows = rowsOf(query.data)
  const fields = columns.flatMap(name => object.fields.filter(f => f.name === name))
  const currency = row.currency ?? 'CNY'
  if (rows.length === 0) return null
  return (
    <section className="plan-of" aria-label={object.label}>
      <div className="record-section-head">
        <h2>
          {object.label} <span>{rows.length}</span>
        </h2>
      </div>
      <table className="set-table plan-table">
        <thead>
          <tr>
            <th>{object.fields.find(f => f.name === 'name')?.label}</th>
            {fields.map(field => (
              <th key={field.name} className="number">
                {field.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(one => (
            <tr key={one.id}>
              <td>
                {isNamed(one.instalment) ? (
                  <Link to={`/instalments/${one.instalment.id}`}>{String(one.name ?? one.instalment.name)}</Link>
                ) : (
                  String(one.name ?? '')
                )}
              </td>
              {fields.map(field => (
                <td key={field.name} data-label={field.label} className="number">
                  {field.kind === 'money'
                    ? moneyText(Number(one[field.name] ?? 0), currency)
                    : field.kind === 'choice'
                      ? (lookup.item(field.dictionary!, String(one[field.name]))?.label ?? '')
                      : `${figureText(Number(one[field.name] ?? 0))} ${lookup.item('unit', String(one.unit))?.label ?? ''}`.trim()}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What a receipt pays, or what paid an instalment or an invoice, each with the sentence that says why. */
function Matches({ by, row }: { by: 'payment' | 'instalment' | 'invoice'; row: Row }) {
  const w = useWords(words)
  const sees = useObject('paymentMatch')
  const query = useQuery({
    queryKey: ['aggregate', 'payments', 'matches', by, row.id, row.version],
    queryFn: ({ signal }) => get<{ items: MatchLine[] }>(`/api/receivables/matches?${by}=${row.id}`, signal),
    enabled: !!sees,
  })
  const items = query.data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className="plan-of" aria-label={by === 'payment' ? w.pays : w.paidBy}>
      <div className="record-section-head">
        <h2>
          {by === 'payment' ? w.pays : w.paidBy} <span>{items.length}</span>
        </h2>
      </div>
      <table className="set-table plan-table">
        <thead>
          <tr>
            <th>{by === 'payment' ? w.instalment : w.receipt}</th>
            <th>{w.day}</th>
            <th className="number">{w.amount}</th>
            <th>{w.why}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(one => (
            <tr key={one.id}>
              <td>
                {by === 'payment' && one.instalment ? (
                  <Link to={`/instalments/${one.instalment.id}`}>
                    {[one.of?.name, one.instalment.name].filter(Boolean).join(' · ')}
                  </Link>
                ) : (
                  <Link to={`/payments/${one.payment.id}`}>{one.payment.name ?? '–'}</Link>
                )}
              </td>
              <td data-label={w.day}>{by === 'payment' ? one.matchedOn : one.receivedOn}</td>
              <td data-label={w.amount} className="number">
                {moneyText(one.amount, one.currency)}
              </td>
              <td data-label={w.why} className="small t2">
                {one.sentence}
                {by !== 'invoice' && one.invoice && (
                  <>
                    {' · '}
                    <Link to={`/invoices/${one.invoice.id}`}>{one.invoice.name}</Link>
                  </>
                )}
                {one.by && <span className="t3"> {one.by}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
