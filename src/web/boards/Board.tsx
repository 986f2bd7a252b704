import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter'
import {
  type KeyboardEvent,
  type ReactNode,
  Suspense,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { ActMeta, FieldMeta } from '../../core/metadata/types'
import { asProblem, queryClient, type Row, usePreference } from '../api'
import { useLookup } from '../fields/lookups'
import { fieldText } from '../fields/text'
import { canEdit, sameValue } from '../fields/value'
import type { ListState } from '../generic/list/list'
import { type GroupHead, type Heads, keyOf } from '../generic/list/useGroups'
import type { Asked } from '../generic/list/useLines'
import { useChange } from '../generic/record/useChange'
import { useRecordActs } from '../generic/record/useRecordActs'
import { Menu } from '../kit/Menu'
import { ErrorState, Skeleton } from '../kit/States'
import { toast } from '../kit/Toast'
import { useNarrow } from '../shell/width'
import { fill, useWords } from '../words'
import './board.css'
import { Column, type Handlers } from './Column'
import { Ends } from './Ends'
import { boardKindOf } from './kinds'
import { Tabs } from './Tabs'
import { useCards } from './useCards'
import * as words from './words'

interface BoardProps {
  list: ListState
  asked: Asked
  heads: Heads
  /** Drawn instead of columns when there are no records. */
  empty: ReactNode
  /** Told which cards are read, in the order of the columns. */
  onRows(rows: readonly Row[]): void
}
/** A card on its way from one column to another. */
interface Move {
  row: Row
  from: GroupHead | undefined
  to: GroupHead
  putBack(): void
}

/** So wide is a column at least, and so wide one that is folded. */
const COLUMN_MIN = 204
const FOLDED = 52

/** The rows of a list as cards under the values of a field, in columns that read on as one scrolls; a card goes to another column by hand, by menu or by keyboard. */
export function Board({ list, asked, heads: { heads, field, ...read }, empty, onRows }: BoardProps) {
  if (read.problem && heads.length === 0) return <ErrorState problem={read.problem} onRetry={read.onRetry} />
  if (!field || read.total === null) return <BoardSkeleton />
  if (read.total === 0 && !heads.some(head => head.value !== null)) return <div className="board-empty">{empty}</div>
  return <Columns key={field.name} list={list} asked={asked} heads={heads} field={field} onRows={onRows} />
}

interface ColumnsProps extends Omit<BoardProps, 'heads' | 'empty'> {
  heads: readonly GroupHead[]
  field: FieldMeta
}

function Columns({ list, asked, heads, field, onRows }: ColumnsProps) {
  const w = useWords(words)
  const lookup = useLookup()
  const phone = useNarrow(768)
  const { object } = list
  const kind = boardKindOf(object, field.name)
  const change = useChange(object)
  const cards = useCards(object, asked, heads, field.name)
  const [move, setMove] = useState<Move | null>(null)
  const [menu, setMenu] = useState<{ row: Row; anchor: HTMLElement } | null>(null)
  const [ending, setEnding] = useState<{ act: ActMeta; row: Row } | null>(null)
  const [dragged, setDragged] = useState<Row | null>(null)
  const box = useRef<HTMLElement>(null)
  const scrolls = useRef(new Map<string, (place: number) => void>())
  /** The card that gets the focus as soon as it is drawn. */
  const wanted = useRef<string | null>(null)

  const labelOf = (head: GroupHead) => fieldText(field, head.value, lookup) || w.noValue
  const mayMove = kind ? object.acts.some(act => act.name === kind.moves) : object.can.update && canEdit(field)
  const targets = heads.filter(head => head.value !== null || !(field.required || kind))
  const ends = kind?.ends.flatMap(name => object.acts.find(act => act.name === name) ?? []) ?? []
  const headOf = (row: Row) => heads.find(head => head.key === keyOf(field.name, row[field.name]))

  const { piles } = cards
  const panel = list.panel !== undefined
  // Only the panel walks through the rows.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the piles stand for the rows
  useEffect(() => {
    if (panel) onRows(heads.flatMap(head => cards.of(head.key).rows))
  }, [panel, piles, heads])

  async function start(row: Row, to: GroupHead) {
    if (move || sameValue(row[field.name], to.value)) return
    const from = headOf(row)
    const putBack = cards.move(row, to)
    wanted.current = row.id
    if (kind) return setMove({ row, from, to, putBack })
    try {
      const saved = await change(row, { [field.name]: to.value })
      done({ id: row.id, values: { version: saved.version } })
    } catch (error) {
      putBack()
      toast({ tone: 'over', text: asProblem(error).message })
    }
  }
  function done({ id, values }: { id: string; values: Partial<Row> }) {
    cards.settle(id, values)
    wanted.current = id
    void queryClient.invalidateQueries({ queryKey: ['aggregate', object.path] })
  }

  // What is dropped on a column or on an end is heard here once, whatever the number of cards.
  const drop = useRef<(row: Row, on: Record<string, unknown>) => void>(() => {})
  drop.current = (row, on) => {
    const to = targets.find(head => head.key === on.column)
    const act = ends.find(one => one.name === on.act)
    if (to) void start(row, to)
    else if (act) setEnding({ act, row })
  }
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => 'row' in source.data,
        onDragStart: ({ source }) => setDragged(source.data.row as Row),
        onDrop({ source, location }) {
          setDragged(null)
          const on = location.current.dropTargets[0]
          if (on) drop.current(source.data.row as Row, on.data)
        },
      }),
    [],
  )

  /** Arrows walk from card to card; with Shift they carry the card along. */
  const walk = (event: KeyboardEvent<HTMLElement>) => {
    const id = (event.target as HTMLElement).closest?.('.board-open')?.closest<HTMLElement>('[data-id]')?.dataset.id
    const row = id && heads.flatMap(head => cards.of(head.key).rows).find(one => one.id === id)
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'm') {
      event.preventDefault()
      if (mayMove) setMenu({ row, anchor: event.target as HTMLElement })
      return
    }
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const along = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!sideways && !along) return
    event.preventDefault()
    const here = heads.findIndex(head => head.key === keyOf(field.name, row[field.name]))
    const place = cards.of(heads[here]!.key).rows.findIndex(one => one.id === id)
    if (along) return goTo(heads[here]!, place + along)
    if (event.shiftKey) {
      const to = targets[targets.findIndex(head => head.key === heads[here]!.key) + sideways!]
      if (to && mayMove) void start(row, to)
      return
    }
    for (let i = here + sideways!; heads[i]; i += sideways!)
      if (cards.of(heads[i]!.key).rows.length > 0 && scrolls.current.has(heads[i]!.key))
        return goTo(heads[i]!, Math.min(place, cards.of(heads[i]!.key).rows.length - 1))
  }
  const goTo = (head: GroupHead, place: number) => {
    const row = cards.of(head.key).rows[place]
    if (!row) return
    wanted.current = row.id
    const drawn = box.current?.querySelector<HTMLElement>(`[data-id="${row.id}"] .board-open`)
    if (drawn) {
      wanted.current = null
      drawn.focus()
    } else scrolls.current.get(head.key)?.(place)
  }

  const [folded, fold] = useFolded(object.name, field.name, heads, box, phone)
  const shown = phone ? heads : heads.filter(head => !folded.has(head.key))
  const anchorOf = (row: Row) => box.current?.querySelector<HTMLElement>(`[data-id="${row.id}"]`) ?? box.current!
  const figures = useMemo(() => figuresWith(heads, move), [heads, move])
  const latest = useRef({ more: cards.readMore, fold, open: list.open, heads })
  latest.current = { more: cards.readMore, fold, open: list.open, heads }
  const handlers = useMemo(
    (): Handlers => ({
      present: (key, scrollTo) => void (scrollTo ? scrolls.current.set(key, scrollTo) : scrolls.current.delete(key)),
      more(key) {
        const head = latest.current.heads.find(one => one.key === key)
        if (head) latest.current.more(head)
      },
      fold: key => latest.current.fold(key),
      menu: (row, anchor) => setMenu({ row, anchor }),
      open: id => latest.current.open(id),
    }),
    [],
  )
  const Mover = kind?.Mover
  return (
    <>
      {phone && <Tabs label={field.label} heads={figures} labelOf={labelOf} box={box} />}
      <section
        ref={box}
        className={`board${dragged ? ' dragging' : ''}`}
        aria-label={fill(w.boardBy, { field: field.label })}
        aria-describedby="board-keys"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onKeyDown={walk}
      >
        <p id="board-keys" hidden>
          {mayMove ? w.keysMove : w.keys}
        </p>
        {figures.map(head => (
          <Column
            key={head.key}
            head={head}
            label={labelOf(head)}
            pile={cards.of(head.key)}
            object={object}
            columns={list.columns}
            field={field}
            kind={kind}
            folded={!shown.some(one => one.key === head.key)}
            mayFold={!phone}
            mayDrop={mayMove && targets.some(one => one.key === head.key)}
            mayMove={mayMove}
            open={list.panel}
            waiting={move?.row.id}
            arrived={cards.arrived}
            wanted={wanted}
            handlers={handlers}
          />
        ))}
      </section>
      {dragged && ends.length > 0 && <Ends acts={ends} />}
      {menu && (
        <Menu
          anchor={menu.anchor}
          label={fill(w.moveTo, { name: String(menu.row[object.title]) })}
          placement="bottom-end"
          onClose={() => setMenu(null)}
          entries={[
            { title: fill(w.changeField, { field: field.label }) },
            ...targets.map(to => ({
              label: labelOf(to),
              checked: sameValue(menu.row[field.name], to.value),
              onSelect: () => void start(menu.row, to),
            })),
            ends.length > 0 && '-',
            ...ends.map(act => ({
              label: act.label,
              icon: act.icon,
              onSelect: () => setEnding({ act, row: menu.row }),
            })),
          ]}
        />
      )}
      {move && Mover && (
        <Suspense>
          <Anchored row={move.row} anchorOf={anchorOf}>
            {anchor => (
              <Mover
                object={object}
                row={move.row}
                from={move.from}
                to={move.to}
                anchor={anchor}
                onDone={values => {
                  done({ id: move.row.id, values })
                  setMove(null)
                }}
                onBack={() => {
                  move.putBack()
                  wanted.current = move.row.id
                  setMove(null)
                }}
              />
            )}
          </Anchored>
        </Suspense>
      )}
      {ending && <Ending {...ending} object={list.object} onDone={() => setEnding(null)} />}
    </>
  )
}

/** Heads as they will be once a card that is under way has arrived. */
function figuresWith(heads: readonly GroupHead[], move: Move | null): readonly GroupHead[] {
  if (!move) return heads
  return heads.map(head => {
    const sign = head.key === move.to.key ? 1 : head.key === move.from?.key ? -1 : 0
    if (sign === 0) return head
    const sums = head.sums.map(sum => {
      const value = move.row[sum.field.name]
      const currency = sum.field.kind === 'money' ? (move.row.currency ?? 'CNY') : ''
      if (sum.average || typeof value !== 'number') return sum
      return { ...sum, values: { ...sum.values, [currency]: (sum.values[currency] ?? 0) + sign * value } }
    })
    return { ...head, count: Math.max(0, head.count + sign), sums }
  })
}

/** Waits until a card lies where it was put, so that what is asked of it can hang from it. */
function Anchored({
  row,
  anchorOf,
  children,
}: {
  row: Row
  anchorOf(row: Row): HTMLElement
  children(anchor: HTMLElement): ReactNode
}) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked for once, when the card has been drawn
  useEffect(() => {
    const frame = requestAnimationFrame(() => setAnchor(anchorOf(row)))
    return () => cancelAnimationFrame(frame)
  }, [row.id])
  return anchor && children(anchor)
}

/** Starts an act that takes a card off the board; its dialog asks for the rest. */
function Ending({ object, act, row, onDone }: { object: ListState['object']; act: ActMeta; row: Row; onDone(): void }) {
  const { start } = useRecordActs(object, row)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => {
    start(act)
    onDone()
  }, [])
  return null
}

/** Which columns are folded: those the reader folded, else the outer ones where there is no room for all. */
function useFolded(
  object: string,
  by: string,
  heads: readonly GroupHead[],
  box: { current: HTMLElement | null },
  phone: boolean,
): [ReadonlySet<string>, (key: string) => void] {
  const [kept, keep] = usePreference<string[] | null>(`board.${object}.${by}`, null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const { paddingLeft, paddingRight } = getComputedStyle(box.current!)
    // Known before the first paint, so that no column folds before the reader's eyes.
    setWidth(box.current!.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight))
    const watch = new ResizeObserver(([entry]) => setWidth(entry!.contentRect.width))
    watch.observe(box.current!)
    return () => watch.disconnect()
  }, [box])
  const folded = useMemo(() => {
    if (phone) return new Set<string>()
    if (kept) return new Set(kept)
    const outer = heads.length > 4 ? [heads.at(-1)!, heads[0]!] : []
    const needed = (n: number) => (heads.length - n) * COLUMN_MIN + n * FOLDED
    const n = outer.findIndex((_, i) => needed(i) <= width)
    return new Set(width === 0 ? [] : outer.slice(0, n < 0 ? outer.length : n).map(head => head.key))
  }, [kept, heads, width, phone])
  return [folded, key => keep(folded.has(key) ? [...folded].filter(k => k !== key) : [...folded, key])]
}

const BoardSkeleton = () => (
  <div className="board" aria-busy="true">
    {[3, 2, 4, 1].map(cards => (
      <div key={cards} className="board-column">
        <div className="board-head">
          <Skeleton width={96} />
        </div>
        <div className="board-waiting">
          {Array.from({ length: cards }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cards that stand for nothing
            <Skeleton key={i} height={96} />
          ))}
        </div>
      </div>
    ))}
  </div>
)
