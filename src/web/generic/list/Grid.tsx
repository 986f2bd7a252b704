// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its current cell
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { Checkbox } from '../../kit/Input'
import { Skeleton } from '../../kit/States'
import { useWords } from '../../words'
import { CHECK_WIDTH, fitted } from './columns'
import './grid.css'
import { GridRow } from './GridRow'
import { HeadCell } from './HeadCell'
import type { Cell, Column, Line, ListState } from './list'
import * as words from './words'

const ROW_HEIGHT = 36
/** Rows of skeleton below what is loaded while more is on its way. */
const AHEAD = 12

interface GridProps {
  list: ListState
  lines: Line[]
  /** There is more behind the last line. */
  more: boolean
  loading: boolean
  onMore(): void
  label: string
  /** Drawn instead of rows when there are none. */
  empty: ReactNode
}

/**
 * The table of a list: only the rows in sight exist, head and pinned columns stand still. One cell is current; arrows walk,
 * Enter opens or edits, Space ticks, Ctrl+A ticks all.
 */
export function Grid({ list, lines, more, loading, onMore, label, empty }: GridProps) {
  const w = useWords(words)
  const box = useRef<HTMLDivElement>(null)
  const room = useWidth(box)
  const columns = useMemo(
    () => (list.panel ? fitted(list.columns, room - CHECK_WIDTH) : list.columns),
    [list.columns, list.panel, room],
  )
  const count = lines.length + (more || loading ? AHEAD : 0)
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollPaddingStart: 32,
    scrollPaddingEnd: 8,
  })
  const items = virtual.getVirtualItems()

  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (more && !loading && last >= lines.length - 5) onMore()
  }, [more, loading, last, lines.length, onMore])

  const current = list.current
  const currentLine = current ? lines.findIndex(l => l.type === 'record' && l.row.id === current.id) : -1
  // Walking with the keyboard or from the side panel keeps the current row in sight; rows that move under it do not pull it along.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another current row scrolls
  useEffect(() => {
    if (currentLine >= 0) virtual.scrollToIndex(currentLine, { align: 'auto' })
  }, [current?.id])
  useLayoutEffect(() => showColumn(box.current, columns, current?.path), [columns, current?.path])

  // The keys go on working when an edit ends or a box was ticked with the mouse.
  const editing = list.editing
  useEffect(() => {
    if (!editing && (!document.activeElement || document.activeElement === document.body) && current)
      box.current?.focus({ preventScroll: true })
  }, [editing, current])
  const [live, setLive] = useState<Record<string, number>>({})
  const widths: CSSProperties = {}
  for (const [i, c] of columns.entries()) Object.assign(widths, { [`--w${i}`]: `${live[c.path] ?? c.width}px` })
  const total = CHECK_WIDTH + columns.reduce((sum, c) => sum + (live[c.path] ?? c.width), 0)

  function onKeyDown(event: KeyboardEvent) {
    // What is edited, and what hangs over the table, has its own keys.
    if ((event.target as Element).closest('.cell-edit, .grid-head, .k-popover')) return
    const records = lines.filter(l => l.type === 'record')
    const at = current ? records.findIndex(l => l.row.id === current.id) : -1
    const column = Math.max(
      0,
      columns.findIndex(c => c.path === current?.path),
    )
    const go = (row: number, col: number) => {
      const line = records[Math.max(0, Math.min(records.length - 1, row))]
      const to = columns[Math.max(0, Math.min(columns.length - 1, col))]
      if (line && to) list.goTo({ id: line.row.id, path: to.path })
    }
    const row = at >= 0 ? records[at]!.row : undefined
    const page = Math.floor((box.current?.clientHeight ?? 400) / ROW_HEIGHT) - 2
    const ctrl = event.ctrlKey || event.metaKey
    if (event.key === 'ArrowDown') go(at + 1, column)
    else if (event.key === 'ArrowUp') go(Math.max(0, at - 1), column)
    else if (event.key === 'ArrowRight') go(Math.max(0, at), column + 1)
    else if (event.key === 'ArrowLeft') go(Math.max(0, at), column - 1)
    else if (event.key === 'PageDown') go(at + page, column)
    else if (event.key === 'PageUp') go(at - page, column)
    else if (event.key === 'Home') go(ctrl ? 0 : Math.max(0, at), ctrl ? column : 0)
    else if (event.key === 'End') go(ctrl ? records.length - 1 : Math.max(0, at), ctrl ? column : columns.length - 1)
    else if (event.key === 'Enter' && row) list.enter({ id: row.id, path: columns[column]!.path })
    else if (event.key === 'F2' && row) list.edit({ id: row.id, path: columns[column]!.path })
    else if (event.key === ' ' && row) list.tick(row.id, event.shiftKey)
    else if (event.key === 'a' && ctrl) list.tickAll()
    else if (event.key === 'Escape' && list.escape()) {
      // Taken: the panel was closed or the ticks were dropped.
    } else return
    event.preventDefault()
  }

  return (
    <div
      ref={box}
      className={`grid${list.ticked !== 'none' ? ' ticking' : ''}`}
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      aria-rowcount={more ? -1 : lines.length + 1}
      aria-colcount={columns.length + 2}
      aria-busy={loading}
      aria-activedescendant={current && currentLine >= 0 ? cellId(current) : undefined}
      tabIndex={0}
      style={widths}
      onKeyDown={onKeyDown}
      onMouseDown={event => {
        if (!(event.target as Element).closest('.grid-body .grid-check, .grid-acts')) return
        event.preventDefault()
        event.currentTarget.focus({ preventScroll: true })
      }}
    >
      <div className="grid-head" role="rowgroup" style={{ minWidth: total }}>
        <div className="grid-line grid-line-head" role="row" aria-rowindex={1}>
          <div className="grid-check" role="columnheader">
            <Checkbox
              checked={list.ticked === 'all'}
              mixed={list.ticked === 'some'}
              onChange={list.tickAll}
              label={w.checkAll}
            />
          </div>
          {columns.map((column, i) => (
            <HeadCell
              key={column.path}
              column={column}
              index={i}
              list={list}
              left={leftOf(columns, i)}
              onWidth={(width, done) => {
                if (done) list.setWidth(column.path, width)
                setLive(done ? ({ [column.path]: _, ...rest }) => rest : now => ({ ...now, [column.path]: width }))
              }}
            />
          ))}
          <div className="grid-rest" role="columnheader" aria-label={w.more} />
        </div>
      </div>
      {count === 0 ? (
        <div className="grid-empty">{empty}</div>
      ) : (
        <div className="grid-body" role="rowgroup" style={{ height: virtual.getTotalSize(), minWidth: total }}>
          {items.map(item => {
            const line = lines[item.index]
            const style = { transform: `translateY(${item.start}px)` }
            if (!line) return <SkeletonLine key={item.key} columns={columns} style={style} index={item.index} />
            if (line.type === 'record')
              return (
                <GridRow
                  key={line.row.id}
                  row={line.row}
                  index={item.index}
                  start={item.start}
                  columns={columns}
                  list={list}
                  ticked={list.selection.ids.has(line.row.id)}
                  open={list.panel === line.row.id}
                  current={current?.id === line.row.id ? current.path : undefined}
                  saved={list.saved?.id === line.row.id ? list.saved.path : undefined}
                  editing={list.editing?.id === line.row.id ? list.editing.path : undefined}
                />
              )
            return (
              <div
                key={line.key}
                className={`grid-line grid-${line.type}`}
                role="row"
                aria-rowindex={item.index + 2}
                style={style}
              >
                <div role="gridcell" aria-colspan={columns.length + 2}>
                  {line.show}
                </div>
              </div>
            )
          })}
        </div>
      )}
    </div>
  )
}

/** How wide the table's window is. */
function useWidth(box: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const watch = new ResizeObserver(() => setWidth(box.current?.clientWidth ?? 0))
    watch.observe(box.current!)
    return () => watch.disconnect()
  }, [box])
  return width
}

export const cellId = ({ id, path }: Cell) => `cell-${id}-${path.replaceAll('.', '-')}`

/** Where a pinned column stands still: behind the boxes and the pinned columns before it. */
export function leftOf(columns: readonly Column[], index: number): string | undefined {
  if (!columns[index]!.pinned) return undefined
  const before = columns.slice(0, index).map((_, i) => `var(--w${i})`)
  return before.length ? `calc(${CHECK_WIDTH}px + ${before.join(' + ')})` : `${CHECK_WIDTH}px`
}

/** Scrolls sideways until a column is in sight, right of what is pinned. */
function showColumn(box: HTMLElement | null, columns: readonly Column[], path: string | undefined) {
  const index = columns.findIndex(c => c.path === path)
  if (!box || index < 0 || columns[index]!.pinned) return
  const width = (some: readonly Column[]) => some.reduce((sum, c) => sum + c.width, CHECK_WIDTH)
  const [from, to] = [width(columns.slice(0, index)), width(columns.slice(0, index + 1))]
  const pinned = width(columns.filter(c => c.pinned))
  if (from < box.scrollLeft + pinned) box.scrollLeft = from - pinned
  else if (to > box.scrollLeft + box.clientWidth) box.scrollLeft = to - box.clientWidth
}

function SkeletonLine({ columns, style, index }: { columns: readonly Column[]; style: CSSProperties; index: number }) {
  return (
    <div className="grid-line" role="presentation" style={style}>
      <div className="grid-check" role="presentation">
        <Skeleton width={16} height={16} />
      </div>
      {columns.map((column, i) => (
        <div key={column.path} className="grid-cell" role="presentation" style={{ width: `var(--w${i})` }}>
          <Skeleton width={`${i === 0 ? 55 + ((index * 37) % 35) : 60}%`} height={12} />
        </div>
      ))}
    </div>
  )
}
