import { useQuery } from '@tanstack/react-query'
import type { ObjectMeta } from '../../core/metadata/types'
import { address, asProblem, get, type Row, rowsOf, useObject, useRecords } from '../api'
import { figureText, moneyText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { isNamed } from '../fields/value'
import { Button } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { ErrorState, Notice, SkeletonRows } from '../kit/States'
import type { Step } from '../prices/quote'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import { Explained } from './Explained'
import './quotes.css'
import * as words from './words'

/** On a quote's or an order's page: its lines as the customer reads them, every price with how it came about. */
export function DocumentLines({ object, row }: { object: ObjectMeta; row: Row }) {
  const line = useObject(`${object.name}Line`)
  return (object.name === 'quote' || object.name === 'order') && line ? (
    <Lines object={object} line={line} row={row} />
  ) : null
}

function Lines({ object, line, row }: { object: ObjectMeta; line: ObjectMeta; row: Row }) {
  const w = useWords(words)
  const lang = useLang()
  const lookup = useLookup()
  const query = useRecords(line.path, {
    filter: { field: object.name, op: 'eq', value: row.id },
    sort: 'position',
    limit: 100,
    count: 'none',
  })
  const prices = useQuery({
    queryKey: ['prices', object.path, row.id, row.version, lang],
    queryFn: ({ signal }) =>
      get<{ items: { id: string; steps: Step[] }[] }>(address(`/api/${object.path}/${row.id}/prices`, {}), signal),
  })
  const rows = rowsOf(query.data)
  const currency = String(row.currency ?? 'CNY')
  const steps = new Map(prices.data?.items.map(one => [one.id, one.steps]))
  const done = object.name === 'quote' ? 'orderedQuantity' : 'deliveredQuantity'
  const text = (dictionary: string, code: unknown) =>
    typeof code === 'string' ? (lookup.item(dictionary, code)?.label ?? code) : ''
  return (
    <section className="doc-lines" aria-label={w.lines}>
      <div className="record-section-head">
        <h2>
          {w.lines} <span>{rows.length > 0 && !query.hasNextPage && rows.length}</span>
        </h2>
        {row.status === 'draft' && row.approval !== 'running' && object.can.update && (
          <Link className="k-button k-button-default k-button-28" to={`/${object.path}/${row.id}/edit`}>
            <Icon name="pencil" size={16} />
            {w.editLines}
          </Link>
        )}
      </div>
      {row.status === 'draft' &&
        row.needsApproval === true &&
        ['draft', 'rejected', 'withdrawn'].includes(String(row.approval)) && (
          <Notice tone="due">{w.approvalFirst}</Notice>
        )}
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : query.isPending ? (
        <SkeletonRows rows={3} />
      ) : rows.length === 0 ? (
        <p className="record-none">{w.noLines}</p>
      ) : (
        <table className="set-table doc-table">
          <thead>
            <tr>
              <th>{w.product}</th>
              <th className="number">{w.quantity}</th>
              <th className="number">{w.unitPrice}</th>
              <th className="number">{w.taxRate}</th>
              <th className="number">{w.gross}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(one => (
              <tr key={one.id}>
                <td className="doc-what">
                  {isNamed(one.product) ? (
                    <Link to={`/products/${one.product.id}`}>{String(one.name)}</Link>
                  ) : (
                    String(one.name ?? '')
                  )}
                  <span className="small t3">
                    {[
                      Number(one.discount) > 0 && `${w.off} ${figureText(Number(one.discount), 2)}%`,
                      Number(one[done]) > 0 &&
                        fill(object.name === 'quote' ? w.ordered : w.delivered, { n: figureText(Number(one[done])) }),
                      one.note,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  {isNamed(one.configuration) && (
                    <Link className="small" to={`/configurations/${one.configuration.id}`}>
                      {one.configuration.name}
                    </Link>
                  )}
                </td>
                <td className="number" data-label={w.quantity}>
                  {figureText(Number(one.quantity))} {text('unit', one.unit)}
                </td>
                <td className="number" data-label={w.unitPrice}>
                  <span className="doc-price">
                    {typeof one.unitPrice === 'number' ? moneyText(one.unitPrice, currency) : '–'}
                    {steps.get(one.id)?.length ? (
                      <Explained
                        name={String(one.name)}
                        currency={currency}
                        line={{
                          steps: steps.get(one.id)!,
                          taxRate: String(one.taxRate ?? ''),
                          freeQuantity: Number(one.freeQuantity ?? 0),
                          orderDiscount: Number(one.orderDiscount ?? 0),
                        }}
                      />
                    ) : null}
                  </span>
                </td>
                <td className="number" data-label={w.taxRate}>
                  {text('vatRate', one.taxRate)}
                </td>
                <td className="number" data-label={w.gross}>
                  {moneyText(Number(one.gross ?? 0), currency)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={4}>
                {w.net} {moneyText(Number(row.net ?? 0), currency)} · {w.tax}{' '}
                {moneyText(Number(row.tax ?? 0), currency)}
              </td>
              <td className="number">
                <b>{moneyText(Number(row.gross ?? 0), currency)}</b>
              </td>
            </tr>
          </tfoot>
        </table>
      )}
      {query.hasNextPage && (
        <Button look="link" onClick={() => void query.fetchNextPage()}>
          …
        </Button>
      )}
    </section>
  )
}
