import { type Row, rowsOf, useObject, useRecords } from '../api'
import { FileThumb, fileAddress, type StoredFile } from '../fields/FileThumb'
import { moneyText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { asList, isNamed } from '../fields/value'
import { Skeleton } from '../kit/States'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import './expenses.css'
import * as words from './words'

/** The expenses of a claim as one reads them: when, for what, for whom, the receipt a press away. */
export function ClaimLines({ lines }: { lines: readonly Row[] }) {
  const w = useWords(words)
  const object = useObject('expenseLine')
  const lookup = useLookup()
  if (!object) return null
  const label = (name: string) => object.fields.find(f => f.name === name)?.label ?? ''
  const total = lines.reduce((sum, line) => sum + Number(line.amount ?? 0), 0)
  return (
    <table className="set-table claim-table">
      <thead>
        <tr>
          {['day', 'kind', 'note', 'account', 'opportunity', 'invoiceNumber'].map(name => (
            <th key={name}>{label(name)}</th>
          ))}
          <th>{w.receipts}</th>
          <th className="number">{label('amount')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(line => (
          <tr key={line.id}>
            <td data-label={label('day')}>{String(line.day)}</td>
            <td data-label={label('kind')}>
              {lookup.item('expenseKind', String(line.kind))?.label ?? String(line.kind)}
            </td>
            <td data-label={label('note')} className="claim-what">
              {String(line.note ?? '')}
            </td>
            {(['account', 'opportunity'] as const).map(name => (
              <td key={name} data-label={label(name)}>
                {isNamed(line[name]) && (
                  <Link to={`/${name === 'account' ? 'accounts' : 'opportunities'}/${line[name].id}`}>
                    {line[name].name ?? w.hidden}
                  </Link>
                )}
              </td>
            ))}
            <td data-label={label('invoiceNumber')} className="mono">
              {String(line.invoiceNumber ?? '')}
            </td>
            <td data-label={w.receipts}>
              <span className="claim-receipts">
                {asList<StoredFile>(line.receipts).map(file => (
                  <a
                    key={file.id}
                    href={fileAddress(file)}
                    target="_blank"
                    rel="noreferrer"
                    aria-label={fill(w.seeReceipt, { name: file.name ?? '' })}
                  >
                    <FileThumb file={file} size={28} />
                  </a>
                ))}
              </span>
            </td>
            <td data-label={label('amount')} className="number">
              {moneyText(Number(line.amount))}
              {typeof line.foreignAmount === 'number' && (
                <small className="t3">
                  {' '}
                  {moneyText(Math.round(line.foreignAmount * 100), String(line.foreignCurrency))} × {String(line.rate)}
                </small>
              )}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={7}>
            {w.total} <span className="t3">{fill(w.count, { n: lines.length })}</span>
          </td>
          <td className="number">
            <b>{moneyText(total)}</b>
          </td>
        </tr>
      </tfoot>
    </table>
  )
}

/** The lines of a claim that somebody is to decide on. */
export function LinesOfClaim({ id }: { id: string }) {
  const object = useObject('expenseLine')
  const query = useRecords(
    'expense-lines',
    { filter: { field: 'claim', op: 'eq', value: id }, sort: 'id', limit: 200, count: 'none' },
    { enabled: !!object },
  )
  if (!object || query.error) return null
  if (query.isPending) return <Skeleton height={72} />
  const lines = rowsOf(query.data)
  return lines.length > 0 ? <ClaimLines lines={lines} /> : null
}
