import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { asProblem, rowsOf, useRecord, useRecords } from '../api'
import { isNamed } from '../fields/value'
import { Button } from '../kit/Button'
import { ErrorState, SkeletonRows } from '../kit/States'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import './subscriptions.css'
import * as words from './words'

/** So many fit on a sheet, three beside each other. */
const ON_SHEET = 24
const SHEETS_AT_ONCE = 20
const AT_ONCE = ON_SHEET * SHEETS_AT_ONCE

/** The addresses of a list as labels for A4 sheets, some hundred at a time. */
export function LabelsPage() {
  const w = useWords(words).labels
  const { id } = useParams({ strict: false }) as { id: string }
  const record = useRecord('dispatches', id, ['name', 'addresses'])
  const [part, setPart] = useState(0)
  const query = useRecords('dispatch-lines', {
    fields: ['recipient', 'copies', 'address', 'postcode', 'phone', 'region', 'account', 'issue', 'method'],
    filter: {
      and: [
        { field: 'dispatch', op: 'eq', value: id },
        { field: 'method', op: 'ne', value: 'pickup' },
      ],
    },
    sort: 'postcode',
    limit: 200,
    count: 'exact',
  })
  const rows = rowsOf(query.data)
  const wanted = (part + 1) * AT_ONCE
  useEffect(() => {
    if (rows.length < wanted && query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
  }, [rows.length, wanted, query.hasNextPage, query.isFetchingNextPage, query.fetchNextPage])
  const total = query.data?.pages[0]?.total ?? rows.length
  const shown = rows.slice(part * AT_ONCE, wanted)
  const error = record.error ?? query.error
  const loading = query.isPending || (rows.length < Math.min(wanted, total) && query.hasNextPage)
  return (
    <div className="set labels-page">
      <header className="set-head">
        <Link to={`/dispatches/${id}`} className="t3">
          {w.back}
        </Link>
        <h1>{w.title}</h1>
        <span className="t3">{fill(w.count, { n: total.toLocaleString('en-US') })}</span>
        <span className="spring" />
        {total > AT_ONCE && (
          <>
            <span className="small t3">{fill(w.part, { from: part * AT_ONCE + 1, to: Math.min(wanted, total) })}</span>
            <Button disabled={part === 0} onClick={() => setPart(part - 1)}>
              {fill(w.before, { n: AT_ONCE })}
            </Button>
            <Button disabled={wanted >= total} onClick={() => setPart(part + 1)}>
              {fill(w.next, { n: AT_ONCE })}
            </Button>
          </>
        )}
        <Button look="primary" icon="printer" disabled={loading} onClick={() => window.print()}>
          {w.print}
        </Button>
      </header>
      <p className="set-note">{fill(w.note, { n: ON_SHEET })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className="set-body" tabIndex={0} role="region" aria-label={w.title}>
        {error ? (
          <ErrorState problem={asProblem(error)} />
        ) : loading ? (
          <SkeletonRows rows={8} height={96} />
        ) : (
          sheets(shown).map((sheet, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is its place
            <ol key={i} className="label-sheet">
              {sheet.map(line => (
                <li key={line.id}>
                  <span className="label-code">{String(line.postcode ?? '')}</span>
                  <span className="label-address">{String(line.address)}</span>
                  {isNamed(line.account) && <span>{line.account.name}</span>}
                  <b>
                    {String(line.recipient)} {w.to}
                  </b>
                  <span className="label-note">
                    {[line.phone, isNamed(line.issue) && line.issue.name, fill(w.copies, { n: Number(line.copies) })]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </li>
              ))}
            </ol>
          ))
        )}
      </div>
    </div>
  )
}

function sheets<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / ON_SHEET) }, (_, i) => all.slice(i * ON_SHEET, (i + 1) * ON_SHEET))
}
