import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useEffect, useRef } from 'react'
import { type Row, useMetadata } from '../../api'
import { FieldCell } from '../../fields/FieldCell'
import { isEmpty, isFigure } from '../../fields/value'
import { Checkbox } from '../../kit/Input'
import { Skeleton } from '../../kit/States'
import { fill, useWords } from '../../words'
import { valueAt } from './columns'
import type { Column, Line, ListState } from './list'
import { RowActs } from './RowActs'
import * as words from './words'

const CARD_HEIGHT = 72
const LINE_HEIGHT = 44
const AHEAD = 6

interface CardsProps {
  list: ListState
  lines: Line[]
  more: boolean
  loading: boolean
  onMore(): void
  label: string
  empty: ReactNode
}

/** A list on the telephone: name and first figure above, what else has a value below. */
export function Cards({ list, lines, more, loading, onMore, label, empty }: CardsProps) {
  const box = useRef<HTMLDivElement>(null)
  const count = lines.length + (more || loading ? AHEAD : 0)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: i => (lines[i] && lines[i].type !== 'record' ? LINE_HEIGHT : CARD_HEIGHT),
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && !loading && last >= lines.length - 5) onMore()
  }, [more, loading, last, lines.length, onMore])
  if (count === 0)
    return (
      <div ref={box} className="list-cards">
        {empty}
      </div>
    )
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div ref={box} className="list-cards" tabIndex={0} aria-label={label} role="list" aria-busy={loading}>
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
        {items.map(item => {
          const line = lines[item.index]
          return (
            <div
              key={item.key}
              role={line ? 'listitem' : 'presentation'}
              className="list-card"
              style={{ transform: `translateY(${item.start}px)`, height: item.size }}
            >
              {line?.type === 'record' ? (
                <Card row={line.row} list={list} />
              ) : line ? (
                line.show
              ) : (
                <div className="list-card-open">
                  <Skeleton width={`${45 + ((item.index * 37) % 30)}%`} height={14} />
                  <Skeleton width="60%" />
                </div>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Card({ row, list }: { row: Row; list: ListState }) {
  const w = useWords(words)
  const metadata = useMetadata()
  const { object, columns } = list
  const title = String(row[object.title] ?? '–')
  const filled = columns.filter(c => c.path !== object.title && !isEmpty(valueAt(row, c, metadata).value))
  const figure = filled.find(c => isFigure(c.field))
  const cell = (column: Column) => {
    const { value, holder } = valueAt(row, column, metadata)
    return <FieldCell field={column.field} value={value} row={holder ?? undefined} />
  }
  const ticked = list.selection.ids.has(row.id)
  return (
    <>
      <button
        type="button"
        className={`list-card-open${ticked ? ' ticked' : ''}`}
        onClick={() => (list.inBin ? list.tick(row.id, false) : list.openPage(row.id))}
      >
        <span className="list-card-head">
          <span className="list-card-title ellipsis">{title}</span>
          {figure && <span className="list-card-figure">{cell(figure)}</span>}
        </span>
        <span className="list-card-facts">
          {filled
            .filter(c => c !== figure)
            .slice(0, 3)
            .map(c => (
              <span key={c.path} className="list-card-fact">
                {cell(c)}
              </span>
            ))}
        </span>
      </button>
      <RowActs object={object} row={row} />
      <span className="list-card-check">
        <Checkbox checked={ticked} onChange={() => list.tick(row.id, false)} label={fill(w.check, { name: title })} />
      </span>
    </>
  )
}
