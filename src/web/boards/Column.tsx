import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useRef, useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../core/metadata/types'
import type { Row } from '../api'
import { moneyText } from '../fields/format'
import type { Column as ListColumn } from '../generic/list/list'
import type { Sums } from '../generic/list/sums'
import type { GroupHead } from '../generic/list/useGroups'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Skeleton } from '../kit/States'
import { fill, useWords } from '../words'
import { Card } from './Card'
import type { BoardKind } from './kinds'
import type { Pile } from './useCards'
import * as words from './words'

/** What a column tells the board; the same as long as the board is there. */
export interface Handlers {
  /** The column is there and can scroll to a card, or it is there no more. */
  present(key: string, scrollTo: ((place: number) => void) | null): void
  more(key: string): void
  fold(key: string): void
  menu(row: Row, anchor: HTMLElement): void
  open(id: string): void
}
interface ColumnProps {
  head: GroupHead
  label: string
  pile: Pile
  object: ObjectMeta
  columns: readonly ListColumn[]
  field: FieldMeta
  kind: BoardKind | undefined
  folded: boolean
  mayFold: boolean
  mayDrop: boolean
  mayMove: boolean
  /** The card of this id is open in the panel. */
  open: string | undefined
  /** The card of this id waits for an answer. */
  waiting: string | undefined
  arrived: ReadonlySet<string>
  wanted: { current: string | null }
  handlers: Handlers
}

const GAP = 8
const GUESSED = 104
const AHEAD = 2

/** One column: how many cards and what they come to, and below those that are in sight. */
export const Column = memo(function Column(props: ColumnProps) {
  const { head, label, pile, kind, folded, mayFold, mayDrop, handlers } = props
  const w = useWords(words)
  const section = useRef<HTMLElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [over, setOver] = useState(false)
  const { rows, more, problem } = pile
  const waiting = (pile.loading && head.count > 0) || more
  const virtual = useVirtualizer({
    count: rows.length + (waiting && !problem ? AHEAD : 0),
    getScrollElement: () => box.current,
    estimateSize: () => kind?.height ?? GUESSED,
    gap: GAP,
    overscan: 3,
    getItemKey: i => rows[i]?.id ?? i,
    enabled: !folded,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: it reads on where the reader has come to
  useEffect(() => {
    if (more && !pile.loading && !problem && last >= rows.length - 8) handlers.more(head.key)
  }, [more, pile.loading, problem, last, rows.length])
  useEffect(() => {
    handlers.present(head.key, folded ? null : place => virtual.scrollToIndex(place))
    return () => handlers.present(head.key, null)
  }, [handlers, head.key, folded, virtual])
  useEffect(
    () =>
      dropTargetForElements({
        element: section.current!,
        canDrop: ({ source }) => mayDrop && 'row' in source.data,
        getData: () => ({ column: head.key }),
        onDragEnter: () => setOver(true),
        onDragLeave: () => setOver(false),
        onDrop: () => setOver(false),
      }),
    [mayDrop, head.key],
  )
  const count = head.count.toLocaleString('en-US')
  const sum = amounts(head.sums)
  return (
    <section
      ref={section}
      className={`board-column${folded ? ' folded' : ''}${over ? ' target' : ''}`}
      aria-label={label}
      data-column={head.key}
    >
      {folded ? (
        <button
          type="button"
          className="board-unfold"
          data-tip={fill(w.unfold, { name: label })}
          onClick={() => handlers.fold(head.key)}
        >
          <Icon name="chevron-right" size={14} />
          <b>{label}</b>
          <span>{fill(w.foldedFigures, { n: count, sum }).replace(/ · $/, '')}</span>
        </button>
      ) : (
        <>
          <header className="board-head">
            <h2>
              <span className="ellipsis">{label}</span>
              <span className="board-count">{count}</span>
            </h2>
            <span className="board-sum">{sum}</span>
            {mayFold && (
              <IconButton
                icon="fold-horizontal"
                size={24}
                className="board-fold"
                label={fill(w.fold, { name: label })}
                onClick={() => handlers.fold(head.key)}
              />
            )}
          </header>
          <div
            ref={box}
            className="board-pile"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
            role="group"
            aria-label={label}
            aria-busy={pile.loading && head.count > 0}
          >
            <ul className="board-cards" style={{ height: virtual.getTotalSize() }}>
              {items.map(item => {
                const row = rows[item.index]
                return (
                  <li
                    key={item.key}
                    ref={kind ? undefined : virtual.measureElement}
                    data-index={item.index}
                    aria-setsize={head.count}
                    aria-posinset={item.index + 1}
                    aria-hidden={row ? undefined : true}
                    style={{ transform: `translateY(${item.start}px)`, height: kind?.height }}
                  >
                    {row ? <Placed column={props} row={row} /> : <Skeleton height={kind?.height ?? GUESSED} />}
                  </li>
                )
              })}
            </ul>
            {problem && (
              <p className="board-problem" role="alert">
                {problem.message}{' '}
                <Button look="link" onClick={() => handlers.more(head.key)}>
                  {w.again}
                </Button>
              </p>
            )}
            {head.count === 0 && rows.length === 0 && <p className="board-none">{w.none}</p>}
          </div>
        </>
      )}
    </section>
  )
})

/** A card is drawn again only when something of its own has changed. */
const Placed = ({ column, row }: { column: ColumnProps; row: Row }) => (
  <Card
    row={row}
    object={column.object}
    columns={column.columns}
    field={column.field}
    kind={column.kind}
    open={column.open === row.id}
    waiting={column.waiting === row.id}
    arrived={column.arrived.has(row.id)}
    wanted={column.wanted}
    mayMove={column.mayMove}
    handlers={column.handlers}
  />
)

/** ¥528,600, without cents: a column's head has little room. */
const amounts = (sums: Sums): string =>
  sums
    .filter(sum => sum.field.kind === 'money')
    .flatMap(sum => Object.entries(sum.values).map(([currency, value]) => moneyText(value, currency, 0)))
    .join(' · ')
