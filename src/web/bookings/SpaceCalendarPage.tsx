import { type KeyboardEvent, useRef, useState } from 'react'
import type { Booked, CalendarIssue, CalendarSpace, SpaceCalendar } from '../../domain/bookings'
import { asProblem, useAct, useObject } from '../api'
import { dayText, shiftDay, todayInChina } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { Select } from '../fields/Select'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { toast } from '../kit/Toast'
import { useChosen } from '../settings/Split'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { usePublications } from '../subscriptions/publishing'
import { fill, useLang, useWords } from '../words'
import './bookings.css'
import { refreshBookings, stateOf, useCalendar } from './booked'
import { HoldForm } from './HoldForm'
import { Taken } from './Taken'
import * as words from './words'

const SPAN_DAYS = 366
const STEP_DAYS = 91
const DRAGGED = 'application/x-guanxi-booking'

/** Spaces against issues: what is free is held with a press, what is taken says for whom. */
export function SpaceCalendarPage() {
  const w = useWords(words).calendar
  const { pages } = useWords()
  const lang = useLang()
  const object = useObject('booking')
  const publications = usePublications()
  const [id, choose] = useChosen('publication')
  const today = todayInChina()
  const [from, setFrom] = useState(today)
  const to = shiftDay(from, SPAN_DAYS)
  const chosen = publications.find(one => one.id === id) ?? publications[0]
  const query = useCalendar(chosen?.id, from, to)
  const setup = useObject('publication')
  if (!object) return <NoRights title={w.noRights} />
  return (
    <div className="set spaces">
      <header className="set-head">
        <h1>{pages.spaceCalendar}</h1>
        <IconButton icon="chevron-left" label={w.before} onClick={() => setFrom(shiftDay(from, -STEP_DAYS))} />
        <IconButton icon="chevron-right" label={w.after} onClick={() => setFrom(shiftDay(from, STEP_DAYS))} />
        {from !== today && <Button onClick={() => setFrom(today)}>{w.now}</Button>}
        <span className="t3 small" aria-live="polite">
          {fill(w.range, { from: dayText(from, lang), to: dayText(to, lang) })}
        </span>
        <span className="spring" />
        <nav>
          <Link to="/issue-plan">{w.plan}</Link>
          {setup?.can.update && <Link to="/settings/publications">{w.setup}</Link>}
        </nav>
      </header>
      <div className="set-tools">
        <Select
          label={w.publication}
          options={publications.map(one => ({ value: one.id, label: String(one.name) }))}
          value={chosen?.id ?? null}
          onChange={choose}
        />
        <Legend />
      </div>
      {query.error ? (
        <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : !chosen ? (
        <Empty title={w.noPublications} text={w.noneText} />
      ) : !query.data ? (
        <SkeletonRows rows={10} height={48} />
      ) : query.data.spaces.length === 0 ? (
        <Empty title={w.none} text={w.noneText} />
      ) : query.data.issues.length === 0 ? (
        <Empty title={w.noIssues} text={w.noIssuesText} />
      ) : (
        <Grid data={query.data} may={object.acts.some(act => act.name === 'hold')} />
      )}
    </div>
  )
}

/** What colours and patterns mean, in words. */
function Legend() {
  const w = useWords(words).calendar
  return (
    <ul className="spaces-legend" aria-label={w.legend}>
      {(['free', 'held', 'sold'] as const).map(state => (
        <li key={state}>
          <i className={`space-mark ${state}`} aria-hidden="true" /> {w[state]}
        </li>
      ))}
    </ul>
  )
}

interface Cell {
  space: CalendarSpace
  issue: CalendarIssue
  bookings: Booked[]
}
interface Range {
  row: number
  from: number
  to: number
}

function Grid({ data, may }: { data: SpaceCalendar; may: boolean }) {
  const w = useWords(words)
  const lang = useLang()
  const object = useObject('booking')!
  const lookup = useLookup()
  const doing = useAct(object.path)
  const table = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState<[row: number, column: number]>([0, 0])
  const [range, setRange] = useState<Range | null>(null)
  const dragging = useRef(false)
  const [open, setOpen] = useState<{ anchor: HTMLElement; cells: Cell[]; holding: boolean } | null>(null)
  const today = todayInChina()
  const { issues, spaces } = data
  const cellOf = (row: number, column: number): Cell => {
    const space = spaces[row]!
    const issue = issues[column]!
    return { space, issue, bookings: data.bookings.filter(one => one.space === space.id && one.issue === issue.id) }
  }
  const isFree = ({ space, issue, bookings }: Cell) =>
    stateOf(bookings, space.places, space.active) === 'free' && issue.publishesOn >= today
  const element = (row: number, column: number) =>
    table.current?.querySelector<HTMLElement>(`[data-cell="${row}:${column}"]`) ?? null
  const focus = (row: number, column: number) => {
    setAt([row, column])
    element(row, column)?.focus()
  }
  const chosenIn = (some: Range) => {
    const [first, last] = [Math.min(some.from, some.to), Math.max(some.from, some.to)]
    return Array.from({ length: last - first + 1 }, (_, i) => cellOf(some.row, first + i)).filter(isFree)
  }
  const press = (row: number, column: number) => {
    const anchor = element(row, column)
    if (!anchor) return
    const some = range && range.row === row && range.from !== range.to ? chosenIn(range) : []
    const cell = cellOf(row, column)
    if (some.length > 0) setOpen({ anchor, cells: some, holding: true })
    else if (cell.bookings.length > 0) setOpen({ anchor, cells: [cell], holding: false })
    else if (may && isFree(cell)) setOpen({ anchor, cells: [cell], holding: true })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const [row, column] = at
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
    }
    const step = steps[event.key]
    if (step) {
      event.preventDefault()
      const next: [number, number] = [
        Math.max(0, Math.min(spaces.length - 1, row + step[0])),
        Math.max(0, Math.min(issues.length - 1, column + step[1])),
      ]
      if (event.shiftKey && step[0] === 0)
        setRange(now => ({ row, from: now?.row === row ? now.from : column, to: next[1] }))
      else setRange(null)
      focus(...next)
    } else if (event.key === 'Escape') setRange(null)
  }
  async function drop(id: string, cell: Cell) {
    const booked = data.bookings.find(one => one.id === id)
    if (!booked) return
    try {
      const back = { space: booked.space, issue: booked.issue }
      await doing.mutateAsync({ act: 'move', id, input: { space: cell.space.id, issue: cell.issue.id } })
      toast({
        text: fill(w.taken.moved, { space: cell.space.name, issue: cell.issue.name }),
        undo: () => doing.mutateAsync({ act: 'move', id, input: back }).then(refreshBookings),
      })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
    refreshBookings()
  }
  const inRange = (row: number, column: number) =>
    range !== null &&
    range.row === row &&
    column >= Math.min(range.from, range.to) &&
    column <= Math.max(range.from, range.to)
  return (
    <div className="spaces-scroll">
      <table
        ref={table}
        className="spaces-grid"
        onKeyDown={onKeyDown}
        onPointerUp={() => {
          if (!dragging.current) return
          dragging.current = false
          if (range && range.from !== range.to) press(range.row, range.to)
        }}
        onPointerLeave={() => {
          dragging.current = false
        }}
      >
        <caption className="visually-hidden">{w.calendar.hint}</caption>
        <thead>
          <tr>
            <th scope="col">{w.calendar.space}</th>
            {issues.map(issue => (
              <th key={issue.id} scope="col">
                <Link to={`/issue-plan?issue=${issue.id}`}>
                  {issue.number ? `${issue.year ?? ''}-${String(issue.number).padStart(2, '0')}` : issue.name}
                </Link>
                <small className={issue.copyDeadline && issue.copyDeadline < today ? 'over' : undefined}>
                  {issue.copyDeadline &&
                    (issue.copyDeadline < today
                      ? w.calendar.closed
                      : fill(w.calendar.deadline, { day: issue.copyDeadline.slice(5) }))}
                </small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {spaces.map((space, row) => (
            <tr key={space.id}>
              <th scope="row">
                {space.name}
                <small>
                  {[lookup.item('spaceKind', space.kind)?.label, space.size]
                    .filter(one => one && one !== space.name)
                    .join(' · ')}
                </small>
              </th>
              {issues.map((issue, column) => {
                const cell = cellOf(row, column)
                const state = stateOf(cell.bookings, space.places, space.active)
                const taken = cell.bookings[0]
                const free = isFree(cell)
                const words = stateWords(cell, w.calendar, lang)
                return (
                  <td
                    key={issue.id}
                    className={inRange(row, column) && free ? 'in-range' : undefined}
                    onDragOver={event => {
                      if (free && event.dataTransfer.types.includes(DRAGGED)) event.preventDefault()
                    }}
                    onDrop={event => {
                      const id = event.dataTransfer.getData(DRAGGED)
                      if (id) void drop(id, cell)
                    }}
                  >
                    <button
                      type="button"
                      data-cell={`${row}:${column}`}
                      className={`space-cell ${state}${free ? '' : cell.bookings.length ? '' : ' past'}`}
                      tabIndex={at[0] === row && at[1] === column ? 0 : -1}
                      draggable={cell.bookings.length === 1 && taken!.version !== null}
                      aria-label={fill(w.calendar.cell, { space: space.name, issue: issue.name, state: words })}
                      onFocus={() => setAt([row, column])}
                      onDragStart={event => taken && event.dataTransfer.setData(DRAGGED, taken.id)}
                      onPointerDown={event => {
                        if (!free || cell.bookings.length > 0 || event.button !== 0 || !may) return
                        dragging.current = true
                        setRange({ row, from: column, to: column })
                        event.currentTarget.releasePointerCapture?.(event.pointerId)
                      }}
                      onPointerEnter={() => {
                        if (dragging.current && range?.row === row) setRange({ ...range, to: column })
                      }}
                      onClick={() => {
                        if (!range || range.from === range.to || range.row !== row || !inRange(row, column))
                          press(row, column)
                        else if (!open) press(row, column)
                      }}
                    >
                      <CellText cell={cell} state={state} />
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small t3 spaces-hint">{w.calendar.hint}</p>
      {open &&
        (open.holding ? (
          <HoldForm
            anchor={open.anchor}
            space={open.cells[0]!.space}
            issues={open.cells.map(one => one.issue)}
            onClose={() => {
              setOpen(null)
              setRange(null)
            }}
          />
        ) : (
          <Taken
            anchor={open.anchor}
            title={fill(w.taken.title, { space: open.cells[0]!.space.name, issue: open.cells[0]!.issue.name })}
            bookings={open.cells[0]!.bookings}
            onHold={may && isFree(open.cells[0]!) ? () => setOpen({ ...open, holding: true }) : undefined}
            onClose={() => setOpen(null)}
          />
        ))}
    </div>
  )
}

const nameOf = (one: Booked, other: string) => one.account?.name ?? one.owner?.name ?? other

function stateWords({ space, bookings }: Cell, w: typeof words.zhCN.calendar, lang: ReturnType<typeof useLang>) {
  const free = space.places - bookings.length
  const said = bookings.map(one =>
    [
      one.status === 'held' ? w.held : w.sold,
      nameOf(one, w.other),
      one.heldUntil && fill(w.until, { day: dayText(one.heldUntil, lang) }),
    ]
      .filter(Boolean)
      .join(' '),
  )
  return [
    ...said,
    ...(free > 0 && space.active ? [space.places > 1 ? fill(w.freeOf, { free, all: space.places }) : w.free] : []),
  ].join('，')
}

function CellText({ cell: { space, bookings }, state }: { cell: Cell; state: string }) {
  const w = useWords(words).calendar
  if (bookings.length === 0) return <span className="space-free">{state === 'off' ? '–' : w.free}</span>
  if (space.places > 1)
    return (
      <span className="space-many">
        <span className="space-marks" aria-hidden="true">
          {Array.from({ length: Math.min(space.places, 8) }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a mark is its place
            <i key={i} className={`space-mark ${bookings[i]?.status ?? 'free'}`} />
          ))}
        </span>
        {fill(w.freeOf, { free: space.places - bookings.length, all: space.places })}
      </span>
    )
  const one = bookings[0]!
  return (
    <>
      <Icon name={one.status === 'held' ? 'bookmark' : 'check'} size={12} />
      <span className="ellipsis">{nameOf(one, w.other)}</span>
    </>
  )
}
