import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { Booked, HallPlan, Stand } from '../../domain/bookings'
import { asProblem, patch, post, type Row, remove, rowsOf, useAct, useObject, useRecords } from '../api'
import { dayText } from '../fields/format'
import { useLookup } from '../fields/lookups'
import { Select } from '../fields/Select'
import { isNamed } from '../fields/value'
import { openForm } from '../generic/form/open'
import { Button, IconButton } from '../kit/Button'
import { Icon } from '../kit/Icon'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import { toast } from '../kit/Toast'
import { useChosen } from '../settings/Split'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { useNarrow } from '../shell/width'
import { fill, useLang, useWords } from '../words'
import './bookings.css'
import { refreshBookings, type State, stateOf, useHall } from './booked'
import { HoldForm } from './HoldForm'
import { Taken } from './Taken'
import * as words from './words'

/** Half a metre: as fine as stands are placed. */
const STEP = 0.5
const snap = (metres: number) => Math.max(0, Math.round(metres / STEP) * STEP)

/** The halls of an exhibition, drawn: which stands are free, held and sold; and where they are laid out. */
export function HallPlanPage() {
  const w = useWords(words).hall
  const { pages } = useWords()
  const lang = useLang()
  const object = useObject('booking')
  const exhibitions = useObject('exhibition')
  const halls = useObject('hall')
  const [id, choose] = useChosen('hall')
  const all = useRecords('exhibitions', { sort: '-startsOn', limit: 100 })
  const rooms = useRecords('halls', { sort: 'position,name', limit: 300 })
  const [picked, setPicked] = useState<string | null>(null)
  if (!object || !exhibitions || !halls) return <NoRights title={pages.hallPlan} />
  const fairs = rowsOf(all.data)
  const every = rowsOf(rooms.data)
  const asked = every.find(one => one.id === id)
  const fair =
    fairs.find(one => one.id === (picked ?? (isNamed(asked?.exhibition) ? asked.exhibition.id : undefined))) ??
    fairs.find(one => one.active !== false) ??
    fairs[0]
  const mine = every.filter(one => isNamed(one.exhibition) && one.exhibition.id === fair?.id)
  const hall = mine.find(one => one.id === id) ?? mine[0]
  const error = all.error ?? rooms.error
  const newHall = () =>
    openForm({
      object: 'hall',
      preset: { exhibition: { id: fair!.id, name: String(fair!.name) }, position: mine.length + 1 },
      onSaved: row => choose(row.id),
    })
  return (
    <div className="set halls">
      <header className="set-head">
        <h1>{pages.hallPlan}</h1>
        <span className="hall-choice">
          {fairs.length > 0 && (
            <Select
              label={w.exhibition}
              options={fairs.map(one => ({ value: one.id, label: String(one.name) }))}
              value={fair?.id ?? null}
              onChange={value => {
                setPicked(value)
                choose()
              }}
            />
          )}
        </span>
        <span className="t3 small">
          {fair && fill(w.days, { from: dayText(String(fair.startsOn), lang), to: dayText(String(fair.endsOn), lang) })}
        </span>
        <span className="spring" />
        {fair && <Link to={`/badges?exhibition=${fair.id}`}>{w.badges}</Link>}
        {fair && exhibitions.can.update && (
          <IconButton
            icon="pencil"
            label={w.editExhibition}
            onClick={() => openForm({ object: 'exhibition', id: fair.id })}
          />
        )}
        {exhibitions.can.create && (
          <Button icon="plus" onClick={() => openForm({ object: 'exhibition', onSaved: row => setPicked(row.id) })}>
            {w.newExhibition}
          </Button>
        )}
      </header>
      {error ? (
        <ErrorState problem={asProblem(error)} onRetry={() => void rooms.refetch()} />
      ) : all.isPending || rooms.isPending ? (
        <SkeletonRows rows={8} height={48} />
      ) : !fair ? (
        <Empty title={w.none} text={w.noneText} />
      ) : (
        <>
          <div className="set-tools">
            {mine.length > 0 && (
              <Segmented
                label={w.hall}
                value={hall?.id ?? ''}
                onChange={choose}
                options={mine.map(one => ({ id: one.id, label: String(one.name) }))}
              />
            )}
            {halls.can.create && (
              <Button size={28} icon="plus" onClick={newHall}>
                {w.newHall}
              </Button>
            )}
            {hall && halls.can.update && (
              <IconButton
                icon="pencil"
                size={28}
                label={w.editHall}
                onClick={() => openForm({ object: 'hall', id: hall.id, onSaved: refreshBookings })}
              />
            )}
          </div>
          {hall ? <OneHall key={hall.id} hall={hall} /> : <Empty title={w.noHalls} text={w.noneText} />}
        </>
      )}
    </div>
  )
}

function OneHall({ hall }: { hall: Row }) {
  const w = useWords(words).hall
  const phone = useNarrow(768)
  const object = useObject('booking')!
  const spaces = useObject('space')
  const halls = useObject('hall')!
  const laying = useAct('halls')
  const query = useHall(hall.id)
  const [view, setView] = useState<'drawing' | 'list'>(phone ? 'list' : 'drawing')
  const [editing, setEditing] = useState(false)
  const [open, setOpen] = useState<{ anchor: HTMLElement; stand: Stand; holding: boolean } | null>(null)
  if (query.error) return <ErrorState problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
  if (!query.data) return <SkeletonRows rows={8} height={48} />
  const { stands, bookings } = query.data
  const of = (stand: Stand) => bookings.filter(one => one.space === stand.id)
  const state = (stand: Stand) => stateOf(of(stand), 1, stand.active)
  const count = (wanted: State) => stands.filter(one => state(one) === wanted).length
  const may = object.acts.some(act => act.name === 'hold')
  const layOut = halls.acts.find(act => act.name === 'layOut')
  const press = (stand: Stand, anchor: Element) => {
    const taken = of(stand).length > 0
    if (taken || (may && stand.active)) setOpen({ anchor: anchor as HTMLElement, stand, holding: !taken })
  }
  const lay = () =>
    openForm({
      act: layOut!,
      subject: String(hall.name),
      async run(input) {
        const { stands: n } = (await laying.mutateAsync({ act: 'layOut', id: hall.id, input })) as unknown as {
          stands: number
        }
        toast({ text: fill(w.laidOut, { n }) })
        refreshBookings()
        return undefined
      },
    })
  return (
    <>
      <div className="set-tools hall-tools">
        <span className="t2">
          {fill(w.count, { all: stands.length, free: count('free'), held: count('held'), sold: count('sold') })}
        </span>
        <Legend />
        <span className="spring" />
        <Segmented
          label={w.view}
          value={view}
          onChange={setView}
          options={[
            { id: 'drawing', label: w.drawing, icon: 'map' },
            { id: 'list', label: w.list, icon: 'list' },
          ]}
        />
        {spaces?.can.update && view === 'drawing' && (
          <Button size={28} icon={editing ? 'check' : 'pencil'} on={editing} onClick={() => setEditing(!editing)}>
            {editing ? w.done : w.edit}
          </Button>
        )}
        {editing && layOut && (
          <Button size={28} icon="layout-grid" onClick={lay}>
            {w.layOut}
          </Button>
        )}
        {editing && spaces?.can.create && (
          <Button
            size={28}
            icon="plus"
            onClick={() =>
              openForm({
                object: 'space',
                preset: {
                  hall: { id: hall.id, name: String(hall.name) },
                  kind: 'standard',
                  x: 0,
                  y: 0,
                  width: 3,
                  depth: 3,
                  position: stands.length + 1,
                },
                onSaved: refreshBookings,
              })
            }
          >
            {w.newStand}
          </Button>
        )}
      </div>
      {editing && <p className="small t3 hall-hint">{w.editing}</p>}
      {stands.length === 0 && !editing ? (
        <Empty title={w.noStands} text={w.noStandsText}>
          {layOut && <Button onClick={lay}>{w.layOut}</Button>}
        </Empty>
      ) : view === 'list' ? (
        <StandList plan={query.data} state={state} onPress={press} />
      ) : (
        <Drawing plan={query.data} state={state} editing={editing} onPress={press} />
      )}
      {open &&
        (open.holding ? (
          <HoldForm anchor={open.anchor} space={open.stand} onClose={() => setOpen(null)} />
        ) : (
          <Taken
            anchor={open.anchor}
            title={fill('{name} · {size}', { name: open.stand.name, size: open.stand.size ?? '' })}
            bookings={of(open.stand)}
            onClose={() => setOpen(null)}
          />
        ))}
    </>
  )
}

function Legend() {
  const w = useWords(words)
  return (
    <ul className="spaces-legend" aria-label={w.calendar.legend}>
      {(['free', 'held', 'sold'] as const).map(state => (
        <li key={state}>
          <i className={`space-mark ${state}`} aria-hidden="true" /> {w.hall[state]}
        </li>
      ))}
    </ul>
  )
}

interface PlanProps {
  plan: HallPlan
  state(stand: Stand): State
  onPress(stand: Stand, anchor: Element): void
}

function Drawing({ plan: { hall, stands, bookings }, state, editing, onPress }: PlanProps & { editing: boolean }) {
  const w = useWords(words).hall
  const svg = useRef<SVGSVGElement>(null)
  const [zoom, setZoom] = useState(1)
  const [moving, setMoving] = useState<{ id: string; dx: number; dy: number; x: number; y: number } | null>(null)
  /** Metres on the plan of a pointer. */
  const metres = (event: PointerEvent): [number, number] => {
    const box = svg.current!.getBoundingClientRect()
    return [
      ((event.clientX - box.left) / box.width) * hall.width,
      ((event.clientY - box.top) / box.height) * hall.depth,
    ]
  }
  async function place(stand: Stand, x: number, y: number) {
    const to = {
      x: Math.min(snap(x), Math.floor((hall.width - stand.width) / STEP) * STEP),
      y: Math.min(snap(y), Math.floor((hall.depth - stand.depth) / STEP) * STEP),
    }
    if (to.x === stand.x && to.y === stand.y) return
    try {
      await patch(`/api/spaces/${stand.id}`, to)
      toast({
        text: fill(w.moved, { name: stand.name }),
        undo: () => patch(`/api/spaces/${stand.id}`, { x: stand.x, y: stand.y }).then(refreshBookings),
      })
    } catch (thrown) {
      const why = asProblem(thrown)
      toast({ tone: 'over', text: why.errors[0]?.message ?? why.message })
    }
    refreshBookings()
  }
  async function drop(stand: Stand) {
    try {
      await remove(`/api/spaces/${stand.id}`)
      toast({
        text: fill(w.removed, { name: stand.name }),
        undo: () => post(`/api/spaces/${stand.id}/restore`).then(refreshBookings),
      })
    } catch (thrown) {
      toast({ tone: 'over', text: asProblem(thrown).message })
    }
    refreshBookings()
  }
  const onKey = (event: KeyboardEvent<SVGGElement>, stand: Stand) => {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, -STEP],
      ArrowDown: [0, STEP],
    }
    const step = steps[event.key]
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      if (editing) openForm({ object: 'space', id: stand.id, onSaved: refreshBookings })
      else onPress(stand, event.currentTarget)
    } else if (editing && step) {
      event.preventDefault()
      void place(stand, stand.x + step[0], stand.y + step[1])
    } else if (editing && event.key === 'Delete') void drop(stand)
  }
  const who = (stand: Stand): Booked | undefined => bookings.find(one => one.space === stand.id)
  return (
    <div className="hall-scroll">
      <div className="hall-zoom">
        <IconButton icon="zoom-out" size={28} label={w.zoomOut} onClick={() => setZoom(Math.max(0.5, zoom / 1.25))} />
        <IconButton icon="zoom-in" size={28} label={w.zoomIn} onClick={() => setZoom(Math.min(4, zoom * 1.25))} />
        <span className="small t3">{w.unit}</span>
      </div>
      <svg
        ref={svg}
        className={`hall-plan${editing ? ' editing' : ''}`}
        style={{ width: `${zoom * 100}%` }}
        viewBox={`0 0 ${hall.width} ${hall.depth}`}
        role="group"
        aria-label={fill(w.plan, { name: hall.name })}
        onPointerMove={event => {
          if (!moving) return
          const [x, y] = metres(event)
          setMoving({ ...moving, x: snap(x - moving.dx), y: snap(y - moving.dy) })
        }}
        onPointerUp={() => {
          const stand = moving && stands.find(one => one.id === moving.id)
          if (stand) void place(stand, moving.x, moving.y)
          setMoving(null)
        }}
      >
        <defs>
          <pattern id="held" width="0.9" height="0.9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="0.9" height="0.9" className="hall-held" />
            <rect width="0.25" height="0.9" className="hall-stripe" />
          </pattern>
          <pattern id="floor" width="5" height="5" patternUnits="userSpaceOnUse">
            <path d="M5 0H0V5" className="hall-line" />
          </pattern>
        </defs>
        <rect width={hall.width} height={hall.depth} className="hall-floor" />
        <rect width={hall.width} height={hall.depth} fill="url(#floor)" />
        {stands.map(stand => {
          const now = state(stand)
          const at = moving?.id === stand.id ? moving : stand
          const booked = who(stand)
          const small = Math.min(stand.width / 3.2, stand.depth / 2.4, 1.4)
          return (
            <g
              key={stand.id}
              role="button"
              tabIndex={0}
              className={`hall-stand ${now}`}
              transform={`translate(${at.x} ${at.y})`}
              aria-label={[
                fill(w.stand, { name: stand.name, size: stand.size ?? '', state: w[now] }),
                booked?.account?.name,
              ]
                .filter(Boolean)
                .join('，')}
              onKeyDown={event => onKey(event, stand)}
              onClick={event => !editing && onPress(stand, event.currentTarget)}
              onDoubleClick={() => editing && openForm({ object: 'space', id: stand.id, onSaved: refreshBookings })}
              onPointerDown={event => {
                if (!editing || event.button !== 0) return
                const [x, y] = metres(event)
                setMoving({ id: stand.id, dx: x - stand.x, dy: y - stand.y, x: stand.x, y: stand.y })
              }}
            >
              <rect width={stand.width} height={stand.depth} fill={now === 'held' ? 'url(#held)' : undefined} />
              <text x={stand.width / 2} y={stand.depth / 2} fontSize={small} className="hall-name">
                {stand.name}
              </text>
              <text x={stand.width / 2} y={stand.depth / 2 + small * 1.1} fontSize={small * 0.7} className="hall-who">
                {(booked?.account?.name ?? (booked ? w[now] : '')).slice(0, Math.max(4, Math.floor(stand.width * 1.6)))}
              </text>
            </g>
          )
        })}
      </svg>
    </div>
  )
}

function StandList({ plan: { stands, bookings }, state, onPress }: PlanProps) {
  const w = useWords(words)
  const lookup = useLookup()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div className="set-body" tabIndex={0} role="region" aria-label={w.hall.list}>
      <ul className="stand-rows">
        {stands.map(stand => {
          const now = state(stand)
          const booked = bookings.find(one => one.space === stand.id)
          return (
            <li key={stand.id}>
              <button type="button" onClick={event => onPress(stand, event.currentTarget)}>
                <Icon name={now === 'sold' ? 'check' : now === 'held' ? 'bookmark' : 'circle'} size={14} />
                <b>{stand.name}</b>
                <span className="small t3">
                  {[lookup.item('spaceKind', stand.kind)?.label, stand.size].filter(Boolean).join(' · ')}
                </span>
                <span>{w.hall[now]}</span>
                <span className="ellipsis t2">
                  {booked && (booked.account?.name ?? (booked.owner ? booked.owner.name : w.calendar.other))}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
