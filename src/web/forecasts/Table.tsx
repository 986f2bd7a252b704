import { type ReactNode, useMemo, useState } from 'react'
import type { Forecast, Line } from '../../domain/forecasts'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Link } from '../shell/Link'
import { listAddress } from '../supervision/report'
import { fill, useWords } from '../words'
import type { Asked, Whose } from './api'
import { behind, exactText, lineName, tableText } from './lines'
import * as words from './words'

const SUMS = ['won', 'commit', 'best', 'pipeline', 'weighted'] as const
const HEADS = [...SUMS, 'forecast', 'expected', 'target', 'attained', 'gap'] as const

/** People under their departments and boards; a line opens what is below it, a figure leads to its opportunities. */
export function ForecastTable({
  forecast,
  asked,
  onSay,
  onDeals,
}: {
  forecast: Forecast
  asked: Asked & { currencies: readonly string[] }
  onSay(line: Line): void
  onDeals(whose: Whose, name: string): void
}) {
  const w = useWords(words)
  const { lines, measure, currency } = forecast
  const parents = useMemo(() => new Set(lines.flatMap(line => line.parent ?? [])), [lines])
  const depth = useMemo(() => {
    const of = new Map<string, number>()
    for (const line of lines) of.set(line.key, line.parent ? (of.get(line.parent) ?? 0) + 1 : 0)
    return of
  }, [lines])
  // What stands on top is open; a tree of a few is open to its leaves.
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const few = lines.length <= 16
  const isOpen = (line: Line) => (few || depth.get(line.key) === 0) !== toggled.has(line.key)
  const visible = new Map<string, boolean>()
  for (const line of lines) if (!line.parent || visible.get(line.parent)) visible.set(line.key, isOpen(line))
  const shown = lines.filter(line => visible.has(line.key))
  const toggle = (key: string) =>
    setToggled(before => {
      const next = new Set(before)
      if (!next.delete(key)) next.add(key)
      return next
    })
  const expected = lines.some(line => line.expected)
  const targeted = lines.some(line => line.target !== null || line.targetBelow !== null)
  const heads = HEADS.filter(
    head => (head !== 'expected' || expected) && (!['target', 'attained', 'gap'].includes(head) || targeted),
  )
  const unit = measure === 'count' ? w.unitCount : currency === 'CNY' ? w.unit : fill(w.unitOf, { currency })
  return (
    <div className="fc-scroll">
      <table className="set-table fc-table">
        <thead>
          <tr>
            <th>
              {w.who} <span className="t3">· {unit}</span>
            </th>
            {heads.map(head => (
              <th key={head} className="number">
                {w.hints[head] ? (
                  <span className="fc-hint" data-tip={w.hints[head]}>
                    {w.columns[head]}
                  </span>
                ) : (
                  w.columns[head]
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map(line => {
            const name = lineName(w, line)
            return (
              <tr key={line.key} className={`fc-${line.level}`}>
                <td className="fc-who">
                  <span className="set-tree" style={{ paddingLeft: depth.get(line.key)! * 16 }}>
                    {parents.has(line.key) ? (
                      <button
                        type="button"
                        className="twist"
                        aria-expanded={isOpen(line)}
                        aria-label={`${isOpen(line) ? w.fold : w.open} ${name}`}
                        onClick={() => toggle(line.key)}
                      >
                        <Icon name="chevron-right" size={14} />
                      </button>
                    ) : (
                      <span className="fc-leaf" />
                    )}
                    {line.level === 'person' ? <Link to={`/people/${line.id}`}>{name}</Link> : name}
                  </span>
                </td>
                {heads.map(head => (
                  <td key={head} className="number" data-label={w.columns[head]}>
                    {head === 'forecast' ? (
                      <Called line={line} name={name} forecast={forecast} onSay={onSay} />
                    ) : head === 'expected' ? (
                      <Expected line={line} name={name} forecast={forecast} onDeals={onDeals} />
                    ) : head === 'target' || head === 'attained' || head === 'gap' ? (
                      <Against line={line} head={head} forecast={forecast} />
                    ) : line[head] ? (
                      <Link
                        to={listAddress('opportunities', behind(head, line, lines, asked))}
                        aria-label={fill(w.seeOf, {
                          who: name,
                          column: w.columns[head]!,
                          value: tableText(line[head], measure),
                        })}
                        title={exactText(line[head], measure, currency)}
                      >
                        {tableText(line[head], measure)}
                      </Link>
                    ) : (
                      <None />
                    )}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

const None = (): ReactNode => <span className="t3">–</span>

/** The last word, and beside it whose it is. */
function Called({
  line,
  name,
  forecast: { measure, currency },
  onSay,
}: {
  line: Line
  name: string
  forecast: Forecast
  onSay(line: Line): void
}) {
  const w = useWords(words)
  const last = line.override ?? line.own
  const exact = exactText(line.forecast, measure, currency)
  const beside = [
    line.override && line.own ? fill(w.own, { value: tableText(line.own.amount, measure) }) : null,
    last ? fill(w.added, { value: tableText(line.added, measure) }) : null,
  ].filter(Boolean)
  return (
    <span className="fc-called">
      <span title={exact}>
        {line.forecast || last ? <b>{tableText(line.forecast, measure)}</b> : <None />}
        {last && (
          <span className="fc-said" data-tip={fill(w.saidBy, { by: last.by, reason: last.reason })}>
            <Icon name="pencil-line" size={12} label={fill(w.saidBy, { by: last.by, reason: last.reason })} />
          </span>
        )}
        {beside.length > 0 && <small>{beside.join(' · ')}</small>}
      </span>
      {line.may && (
        <IconButton icon="pencil" size={24} label={fill(w.overrideOf, { who: name })} onClick={() => onSay(line)} />
      )}
    </span>
  )
}

function Expected({
  line,
  name,
  forecast: { measure, currency },
  onDeals,
}: {
  line: Line
  name: string
  forecast: Forecast
  onDeals(whose: Whose, name: string): void
}) {
  const w = useWords(words)
  if (!line.expected) return <None />
  const { value, low, high } = line.expected
  const range = fill(w.range, { low: tableText(low, measure), high: tableText(high, measure) })
  const figures = (
    <>
      {tableText(value, measure)} <small>{range}</small>
    </>
  )
  return line.level === 'team' || line.level === 'nobody' ? (
    <span>{figures}</span>
  ) : (
    <Button
      look="link"
      title={exactText(value, measure, currency)}
      aria-label={fill(w.seeOf, {
        who: name,
        column: w.columns.expected!,
        value: `${tableText(value, measure)} ${range}`,
      })}
      onClick={() => onDeals({ level: line.level, id: line.id }, name)}
    >
      <span>{figures}</span>
    </Button>
  )
}

function Against({
  line,
  head,
  forecast: { measure, currency },
}: {
  line: Line
  head: 'target' | 'attained' | 'gap'
  forecast: Forecast
}) {
  const w = useWords(words)
  const target = line.target ?? line.targetBelow
  if (target === null || target === 0) return <None />
  if (head === 'target') return <span title={exactText(target, measure, currency)}>{tableText(target, measure)}</span>
  if (head === 'attained')
    return <span className={line.won >= target ? 'won' : undefined}>{`${Math.floor((line.won / target) * 100)}%`}</span>
  const gap = target - line.forecast
  return (
    <span className={gap > 0 ? 'due' : 'won'} title={exactText(Math.abs(gap), measure, currency)}>
      {gap > 0 ? tableText(gap, measure) : fill(w.ahead, { value: tableText(-gap, measure) })}
    </span>
  )
}
