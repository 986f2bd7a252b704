import { Draggable } from '@fullcalendar/react/interaction'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { asProblem, post, type Row, rowsOf, useAct, useObject, useRecords, useSession } from '../api'
import { Days, useDays } from '../calendar/Days'
import '../calendar/calendar.css'
import { dayOf, dayText, momentText, shiftDay, todayInChina, weekdayText } from '../fields/format'
import { Select } from '../fields/Select'
import { isNamed } from '../fields/value'
import { Button, IconButton } from '../kit/Button'
import { ErrorState, NoRights } from '../kit/States'
import { toast } from '../kit/Toast'
import { Link } from '../shell/Link'
import { useNarrow } from '../shell/width'
import { fill, useLang, useWords } from '../words'
import { Candidates } from './Candidates'
import { DayRoute } from './DayRoute'
import { TodayPage } from './TodayPage'
import './visits.css'
import { refreshVisits } from './visits'
import * as words from './words'

const RecordPanel = lazy(() => import('../generic/record/RecordPanel').then(m => ({ default: m.RecordPanel })))

/** Whom to see and when: those who are due at the left, the calendar, and the way of the chosen day. On a telephone it is today. */
export function PlanPage() {
  const visit = useObject('visit')
  const phone = useNarrow(768)
  const w = useWords(words).plan
  if (!visit) return <NoRights text={w.noRights} />
  return phone ? <TodayPage /> : <Plan />
}

const HOUR_MS = 3_600_000

function Plan() {
  const w = useWords(words).plan
  const { pages, kit } = useWords()
  const lang = useLang()
  const session = useSession()
  const visit = useObject('visit')!
  const { calendar, span, title, go, onSpan } = useDays()
  const [whose, setWhose] = useState(session.user.id)
  const [day, setDay] = useState(() => todayInChina())
  const [open, setOpen] = useState<string>()
  const list = useRef<HTMLDivElement>(null)
  const doing = useAct('visits')
  const mine = whose === session.user.id
  const asked = span ?? { from: '2000-01-01T00:00:00Z', to: '2000-01-02T00:00:00Z' }
  const planned = useRecords(
    'visits',
    {
      fields: ['subject', 'account', 'plannedOn', 'startAt', 'durationMinutes', 'status', 'position', 'version'],
      filter: {
        and: [
          { field: 'owner', op: 'eq', value: whose },
          { field: 'status', op: 'ne', value: 'cancelled' },
          { field: 'plannedOn', op: 'between', value: [dayOf(new Date(asked.from)), dayOf(new Date(asked.to))] },
        ],
      },
      sort: 'plannedOn',
      limit: 500,
    },
    { enabled: !!span },
  )
  const events = useMemo(() => rowsOf(planned.data).map(eventOf), [planned.data])
  const say = (thrown: unknown) => toast({ tone: 'over', text: asProblem(thrown).message })

  // Whoever is due is dragged into the calendar.
  useEffect(() => {
    if (!list.current || !visit.can.create) return
    const dragged = new Draggable(list.current, { itemSelector: '[data-id]', eventData: { create: false } })
    return () => dragged.destroy()
  }, [visit.can.create])

  async function plan(accounts: readonly string[], on: string, startAt?: string) {
    try {
      if (startAt && accounts.length === 1)
        await post('/api/visits', { account: accounts[0], plannedOn: on, startAt, ...(mine ? {} : { owner: whose }) })
      else
        await post(
          '/api/visits/plan',
          { accounts, plannedOn: on, ...(mine ? {} : { owner: whose }) },
          { key: crypto.randomUUID() },
        )
      setDay(on)
      refreshVisits()
      toast({ text: fill(w.planDone, { n: accounts.length, day: dayText(on, lang) }) })
      return true
    } catch (thrown) {
      say(thrown)
      return false
    }
  }
  async function move(row: Row, start: Date, takeBack: () => void, allDay: boolean) {
    try {
      const input = { plannedOn: dayOf(start), ...(allDay ? {} : { startAt: start.toISOString() }) }
      await doing.mutateAsync({ act: 'replan', id: row.id, version: row.version, input })
      refreshVisits()
      toast({
        text: fill(w.moved, { when: allDay ? dayText(dayOf(start), lang) : momentText(start.toISOString(), lang) }),
        undo: () =>
          doing
            .mutateAsync({ act: 'replan', id: row.id, input: { plannedOn: row.plannedOn, startAt: row.startAt } })
            .then(refreshVisits),
      })
    } catch (thrown) {
      takeBack()
      say(thrown)
    }
  }
  return (
    <div className="calendar-page visit-plan">
      <header className="calendar-head">
        <h1>{pages.visitPlan}</h1>
        <IconButton icon="chevron-left" label={w.before} onClick={() => go('prev')} />
        <IconButton icon="chevron-right" label={w.after} onClick={() => go('next')} />
        <Button onClick={() => go('today')}>{kit.today}</Button>
        <span className="calendar-span" aria-live="polite">
          {title}
        </span>
        <span className="calendar-tools">
          <Whose value={whose} onChange={setWhose} />
          <Link to="/visits">{w.list}</Link>
          <Link to="/visit-coverage">{w.coverage}</Link>
        </span>
      </header>
      {planned.error && <ErrorState problem={asProblem(planned.error)} onRetry={() => void planned.refetch()} />}
      <div className="visit-plan-body">
        <Candidates
          ref={list}
          person={mine ? undefined : whose}
          day={day}
          onDay={setDay}
          onPlan={visit.can.create ? plan : undefined}
          hint={w.drag}
        />
        <section className="visit-plan-days" aria-label={w.calendar}>
          <Days
            calendar={calendar}
            view="week"
            events={events}
            onSpan={onSpan}
            onOpen={row => {
              setDay(String(row.plannedOn))
              setOpen(row.id)
            }}
            onMove={(row, start, _end, takeBack, allDay) => void move(row, start, takeBack, allDay)}
            onCreate={start => setDay(dayOf(start))}
            onDrop={(id, start, allDay) => void plan([id], dayOf(start), allDay ? undefined : start.toISOString())}
          />
        </section>
        <DayRoute
          day={day}
          person={mine ? undefined : whose}
          title={`${dayText(day, lang)} ${weekdayText(day, lang, 'short')}`}
          onDay={by => setDay(shiftDay(day, by))}
          onOpen={setOpen}
        />
      </div>
      {open && (
        <Suspense>
          <RecordPanel object="visit" id={open} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </div>
  )
}

/** A visit as the calendar shows it: at its time, else on its day. */
function eventOf(row: Row) {
  const start = row.startAt ? String(row.startAt) : String(row.plannedOn)
  const minutes = Number(row.durationMinutes ?? 60) || 60
  const late = row.status === 'planned' && String(row.plannedOn) < todayInChina()
  return {
    id: row.id,
    title: (isNamed(row.account) && row.account.name) || String(row.subject),
    start,
    ...(row.startAt ? { end: new Date(Date.parse(start) + Math.max(minutes, 30) * (HOUR_MS / 60)).toISOString() } : {}),
    allDay: !row.startAt,
    editable: row.status === 'planned' || row.status === 'missed',
    durationEditable: false,
    className: `day-event${row.status === 'done' ? ' past' : late || row.status === 'missed' ? ' late' : ''}`,
    extendedProps: { row, path: 'visits' },
  }
}

/** Whose visits: one's own, or for those who see their people's, one of these. */
function Whose({ value, onChange }: { value: string; onChange(id: string): void }) {
  const w = useWords(words).plan
  const session = useSession()
  const scope = session.rights.visit?.read ?? 'own'
  const wide = scope !== 'own' && scope !== 'none'
  const people = useRecords(
    'users',
    {
      fields: ['name'],
      sort: 'name',
      limit: 300,
      filter: {
        and: [
          { field: 'status', op: 'eq', value: 'active' },
          ...(scope === 'all' ? [] : [{ field: 'board', op: 'eq', value: session.board.id }]),
        ],
      },
    },
    { enabled: wide },
  )
  if (!wide) return null
  return (
    <span className="visit-plan-whose">
      <Select
        label={w.whose}
        value={value}
        onChange={onChange}
        options={[
          { value: session.user.id, label: w.mine },
          ...rowsOf(people.data)
            .filter(person => person.id !== session.user.id)
            .map(person => ({ value: person.id, label: String(person.name) })),
        ]}
      />
    </span>
  )
}
