import type { ObjectMeta } from '../../core/metadata/types'
import { type Row, rowsOf, useObject, useRecords } from '../api'
import { FieldCell } from '../fields/FieldCell'
import { moneyText } from '../fields/format'
import { Skeleton } from '../kit/States'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import './receivables.css'
import * as words from './words'

/** On an order's or contract's page: what is due of it, part by part, how it stands, and what is invoiced of it. */
export function PlanOf({ object, row }: { object: ObjectMeta; row: Row }) {
  const instalment = useObject('instalment')
  return (object.name === 'order' || object.name === 'contract') && instalment ? (
    <Plan object={object} row={row} instalment={instalment} />
  ) : null
}

export const planFilter = (object: string, id: string) =>
  object === 'order'
    ? { field: 'order', op: 'eq', value: id }
    : {
        and: [
          { field: 'contract', op: 'eq', value: id },
          { field: 'order', op: 'isNull' },
        ],
      }

const FIELDS = [
  'name',
  'dueOn',
  'amount',
  'paid',
  'credited',
  'writtenOff',
  'openAmount',
  'status',
  'overdue',
  'currency',
]

function Plan({ object, row, instalment }: { object: ObjectMeta; row: Row; instalment: ObjectMeta }) {
  const w = useWords(words)
  const invoice = useObject('invoice')
  const goodsReturn = useObject('goodsReturn')
  const query = useRecords(instalment.path, {
    fields: FIELDS,
    filter: planFilter(object.name, row.id),
    sort: 'position,dueOn',
    limit: 120,
    count: 'none',
  })
  const invoices = useRecords(
    invoice?.path ?? 'invoices',
    {
      fields: ['number', 'code', 'status', 'gross', 'issuedOn', 'redOf', 'currency'],
      filter: { field: object.name, op: 'eq', value: row.id },
      sort: 'createdAt',
      limit: 50,
      count: 'none',
    },
    { enabled: !!invoice },
  )
  const rows = rowsOf(query.data)
  const billed = rowsOf(invoices.data).filter(one => one.status !== 'voided')
  const currency = row.currency ?? 'CNY'
  const sum = (field: string) => rows.reduce((total, one) => total + Number(one[field] ?? 0), 0)
  const stands =
    object.name === 'order' ? ['confirmed', 'fulfilled'].includes(String(row.status)) : row.status === 'active'
  const mayPlan = instalment.acts.some(act => act.name === 'plan') && row.status !== 'cancelled'
  if (rows.length === 0 && !mayPlan) return null
  const status = instalment.fields.find(f => f.name === 'status')
  return (
    <section className="plan-of" aria-label={w.plan}>
      <div className="record-section-head">
        <h2>
          {w.plan} {rows.length > 0 && <span>{moneyText(sum('openAmount'), currency)}</span>}
        </h2>
        {mayPlan && (
          <Link className="k-button k-button-link k-button-24" to={`/plan/${object.name}/${row.id}`}>
            {rows.length > 0 ? w.changePlan : w.makePlan}
          </Link>
        )}
        {object.name === 'order' && stands && invoice?.can.create && (
          <Link className="k-button k-button-link k-button-24" to={`/invoices/new?order=${row.id}`}>
            {w.requestInvoice}
          </Link>
        )}
        {object.name === 'order' && stands && goodsReturn?.can.create && (
          <Link className="k-button k-button-link k-button-24" to={`/goods-returns/new?order=${row.id}`}>
            {w.returnGoods}
          </Link>
        )}
      </div>
      {query.isPending ? (
        <Skeleton height={64} />
      ) : rows.length === 0 ? (
        <p className="t3">{object.name === 'order' ? w.noPlanOrder : w.noPlanContract}</p>
      ) : (
        <table className="set-table plan-table">
          <thead>
            <tr>
              <th>{w.instalment}</th>
              <th>{w.dueOn}</th>
              <th className="number">{w.amount}</th>
              <th className="number">{w.paid}</th>
              <th className="number">{w.open}</th>
              <th>{w.state}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(one => (
              <tr key={one.id}>
                <td>
                  <Link to={`/${instalment.path}/${one.id}`}>{String(one.name)}</Link>
                </td>
                <td data-label={w.dueOn} className={one.overdue ? 'over' : undefined}>
                  {String(one.dueOn ?? w.undated)}
                </td>
                <td data-label={w.amount} className="number">
                  {moneyText(Number(one.amount), currency)}
                </td>
                <td data-label={w.paid} className="number">
                  {moneyText(Number(one.paid ?? 0), currency)}
                </td>
                <td data-label={w.open} className="number">
                  {moneyText(Number(one.openAmount ?? 0), currency)}
                </td>
                <td data-label={w.state}>{status && <FieldCell field={status} value={one.status} row={one} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {billed.length > 0 && (
        <p className="plan-invoices small">
          <span className="t3">
            {fill(w.invoiced, {
              amount: moneyText(
                billed.reduce((total, one) => total + Number(one.gross ?? 0), 0),
                currency,
              ),
            })}
          </span>
          {billed.map(one => (
            <Link key={one.id} to={`/invoices/${one.id}`}>
              {String(one.number ?? one.code)}
              {one.status === 'requested' && <span className="t3"> {w.requested}</span>}
              {one.redOf ? <span className="over"> {w.red}</span> : null}
            </Link>
          ))}
        </p>
      )}
    </section>
  )
}
