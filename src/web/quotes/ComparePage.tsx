import { useQuery } from '@tanstack/react-query'
import { useLocation, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { ComparedLine, Comparison } from '../../domain/quotes'
import { address, get, type Problem, useObject } from '../api'
import { Code, CodeChip } from '../fields/CodeChip'
import { figureText, moneyText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import '../generic/record/record.css'
import { Button } from '../kit/Button'
import { ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Scroll } from '../settings/Scroll'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { useTitle } from '../shell/title'
import { fill, useWords } from '../words'
import './quotes.css'
import * as words from './words'

const TONES: Record<string, string | undefined> = { added: 'won', removed: 'over', changed: 'due' }
const MONEY = new Set(['unitPrice', 'orderDiscount', 'gross', 'net', 'tax'])

/** Two versions of an offer side by side: what came, what went, and what of each line is another. */
export function ComparePage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const { with: other } = useLocation().search as { with?: string }
  const w = useWords(words)
  const quote = useObject('quote')
  const line = useObject('quoteLine')
  const [all, setAll] = useState(false)
  useTitle(w.comparing)
  const query = useQuery<Comparison, Problem>({
    queryKey: ['compare', id, other],
    queryFn: ({ signal }) => get<Comparison>(address(`/api/quotes/${other}/compare`, { with: id }), signal),
    enabled: !!quote && !!other,
    retry: false,
    // Of a draft the next look may find other lines.
    staleTime: 0,
    gcTime: 0,
  })
  if (!quote || !line) return <NoRights />
  if (query.error) return <ErrorState problem={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonRows rows={10} />
  // The earlier version stands at the left, whichever one came from.
  const turned = Number(query.data.from.revision) > Number(query.data.to.revision)
  const { from, to, fields, lines, currency } = turned ? flipped(query.data) : query.data
  const shown = all ? lines : lines.filter(one => one.how !== 'same')
  const label = (object: typeof quote, name: string) => object.fields.find(f => f.name === name)?.label ?? name
  const status = quote.fields.find(f => f.name === 'status')
  return (
    <div className="set compare">
      <header className="set-head">
        <h1>{w.comparing}</h1>
        <span className="spring" />
        <Button size={28} on={!all} onClick={() => setAll(!all)}>
          {w.onlyChanges}
        </Button>
      </header>
      <Scroll label={w.comparing}>
        <table className="set-table compare-table">
          <thead>
            <tr>
              <th>{w.field}</th>
              {[from, to].map(one => (
                <th key={String(one.id)}>
                  <Link to={`/quotes/${one.id}`}>{fill(w.version, { n: String(one.revision ?? 1) })}</Link>{' '}
                  <span className="t3">{[one.code, one.quotedOn].filter(Boolean).join(' · ')}</span>{' '}
                  {status && <Code field={status} value={one.status} />}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(all ? ['net', 'tax', 'gross', ...fields.filter(f => !MONEY.has(f))] : fields).map(name => (
              <tr key={name}>
                <th scope="row">{label(quote, name)}</th>
                {[from, to].map((one, i) => (
                  <td key={String(one.id)} data-label={fill(w.version, { n: String(one.revision ?? 1) })}>
                    <Value name={name} value={one[name]} currency={currency[i]!} />
                  </td>
                ))}
              </tr>
            ))}
            {shown.map((one, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lines stand in their order
              <tr key={n} className={`compare-${one.how}`}>
                <th scope="row">
                  <span className="compare-name">{one.name}</span>{' '}
                  <CodeChip label={w.how[one.how]!} tone={TONES[one.how]} />
                </th>
                {[one.from, one.to].map((side, i) => (
                  <td
                    key={i === 0 ? 'from' : 'to'}
                    data-label={fill(w.version, { n: String((i === 0 ? from : to).revision ?? 1) })}
                  >
                    {side ? (
                      <dl className="compare-facts">
                        {factsOf(one).map(name => (
                          <div key={name} className={one.fields.includes(name) ? 'on' : undefined}>
                            <dt>{label(line, name)}</dt>
                            <dd>
                              <Value name={name} value={side[name]} currency={currency[i]!} />
                            </dd>
                          </div>
                        ))}
                      </dl>
                    ) : (
                      <span className="set-none">–</span>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {fields.length === 0 && lines.every(one => one.how === 'same') && (
          <p className="set-more t3">{w.nothingDiffers}</p>
        )}
      </Scroll>
    </div>
  )
}

/** What is said of a line: how much of it for how much, and whatever else differs. */
const factsOf = (line: ComparedLine) => [...new Set(['quantity', 'unitPrice', ...line.fields, 'gross'])]

const HOW: Record<ComparedLine['how'], ComparedLine['how']> = {
  added: 'removed',
  removed: 'added',
  changed: 'changed',
  same: 'same',
}
const flipped = (one: Comparison): Comparison => ({
  ...one,
  from: one.to,
  to: one.from,
  currency: [one.currency[1], one.currency[0]],
  lines: one.lines.map(line => ({ ...line, how: HOW[line.how], from: line.to, to: line.from })),
})

function Value({ name, value, currency }: { name: string; value: unknown; currency: string }) {
  const lookup = useLookup()
  if (value === null || value === undefined || value === '') return <span className="set-none">–</span>
  if (typeof value === 'number')
    return (
      <>
        {MONEY.has(name) ? moneyText(value, currency) : figureText(value)}
        {name === 'discount' && '%'}
      </>
    )
  if (typeof value === 'boolean') return <>{value ? '✓' : '–'}</>
  const dictionary = { taxRate: 'vatRate', unit: 'unit', currency: 'currency' }[name]
  return <>{dictionary ? (lookup.item(dictionary, String(value))?.label ?? String(value)) : String(value)}</>
}
