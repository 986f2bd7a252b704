import type { ObjectMeta } from '../../core/metadata/types'
import { type Row, rowsOf, useRecords } from '../api'
import { Code } from '../fields/CodeChip'
import { dayText, moneyText } from '../fields/format'
import { isNamed } from '../fields/value'
import { Link } from '../shell/Link'
import { fill, useLang, useWords } from '../words'
import './quotes.css'
import * as words from './words'

/** On a quote's page: the other versions of the offer, each a press away from being compared with this one. */
export function Versions({ object, row }: { object: ObjectMeta; row: Row }) {
  return object.name === 'quote' ? <Card object={object} row={row} /> : null
}

function Card({ object, row }: { object: ObjectMeta; row: Row }) {
  const w = useWords(words)
  const lang = useLang()
  const first = isNamed(row.revisionOf) ? row.revisionOf.id : row.id
  const query = useRecords(object.path, {
    fields: ['name', 'code', 'revision', 'gross', 'currency', 'status', 'quotedOn'],
    filter: {
      or: [
        { field: 'id', op: 'eq', value: first },
        { field: 'revisionOf', op: 'eq', value: first },
      ],
    },
    sort: '-revision',
    limit: 20,
    count: 'none',
  })
  const rows = rowsOf(query.data)
  const status = object.fields.find(f => f.name === 'status')
  if (rows.length < 2) return null
  const at = rows.findIndex(one => one.id === row.id)
  const before = rows[at + 1] ?? rows[at - 1]
  return (
    <section className="record-card">
      <div className="record-section-head">
        <h2>
          {w.versions} <span>{rows.length}</span>
        </h2>
        {before && (
          <Link className="k-button k-button-link k-button-24" to={`/quotes/${row.id}/compare?with=${before.id}`}>
            {w.compare}
          </Link>
        )}
      </div>
      {rows.map(one => (
        <Link
          key={one.id}
          className="record-card-row versions-row"
          to={`/quotes/${one.id}`}
          aria-current={one.id === row.id ? 'true' : undefined}
        >
          <span className="number t3">{String(one.revision ?? 1)}</span>
          <span className="record-card-name">
            {moneyText(Number(one.gross ?? 0), one.currency)}{' '}
            <span>{typeof one.quotedOn === 'string' && dayText(one.quotedOn, lang)}</span>
          </span>
          {status && <Code field={status} value={one.status} />}
        </Link>
      ))}
      {rows.length > 2 && (
        <p className="small t3 versions-others">
          {rows
            .filter(one => one.id !== row.id && one.id !== before?.id)
            .map(one => (
              <Link key={one.id} to={`/quotes/${row.id}/compare?with=${one.id}`}>
                {fill(w.compareWith, { name: fill(w.version, { n: String(one.revision ?? 1) }) })}
              </Link>
            ))}
        </p>
      )}
    </section>
  )
}
