import FullCalendar, { type CalendarRef } from '@fullcalendar/react'
import dayGridPlugin from '@fullcalendar/react/daygrid'
import interactionPlugin from '@fullcalendar/react/interaction'
import listPlugin from '@fullcalendar/react/list'
import zhCnLocale from '@fullcalendar/react/locales/zh-cn'
import zhTwLocale from '@fullcalendar/react/locales/zh-tw'
import classicTheme from '@fullcalendar/react/themes/classic'
import timeGridPlugin from '@fullcalendar/react/timegrid'
import '@fullcalendar/react/skeleton.css'
import '@fullcalendar/react/themes/classic/theme.css'
import '@fullcalendar/react/themes/classic/palette.css'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import type { ObjectMeta } from '../../core/metadata/types'
import { asProblem, Problem, type Row, rowsOf, useObject, useRecords, useSession } from '../api'
import { momentText } from '../fields/format'
import { openForm } from '../generic/form/open'
import { useChange } from '../generic/record/useChange'
import { Button, IconButton } from '../kit/Button'
import { ErrorState } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import { toast } from '../kit/Toast'
import { useNarrow } from '../shell/width'
import { fill, useLang, useWords } from '../words'
import { activitiesIn, activityEvent, movedTask, type Span, taskEvent, tasksIn } from './events'
import * as words from './words'
import './calendar.css'

const RecordPanel = lazy(() => import('../generic/record/RecordPanel').then(m => ({ default: m.RecordPanel })))

const VIEWS = { day: 'timeGridDay', week: 'timeGridWeek', month: 'dayGridMonth', list: 'listWeek' } as const
type View = keyof typeof VIEWS
// The calendar takes a new list for a new wish and lays itself out again, so these stay the same.
const PLUGINS = [classicTheme, dayGridPlugin, timeGridPlugin, listPlugin, interactionPlugin]
const LOCALES = [zhCnLocale, zhTwLocale]
const CLOCK = { hour: '2-digit', minute: '2-digit', hour12: false } as const

/** What a person has planned and what they did, by day, week and month. A task is moved by dragging it; empty time makes a new one. */
export function CalendarPage() {
  const task = useObject('task')
  return task ? <Calendar task={task} /> : <ErrorState problem={new Problem(404, 'object', '')} />
}

function Calendar({ task }: { task: ObjectMeta }) {
  const w = useWords(words)
  const lang = useLang()
  const phone = useNarrow(768)
  const calendar = useRef<CalendarRef>(null)
  const [view, setView] = useState<View>(phone ? 'list' : 'week')
  const [span, setSpan] = useState<Span>()
  const [title, setTitle] = useState('')
  const [whose, setWhose] = useState('me')
  const [open, setOpen] = useState<{ object: string; id: string }>()
  const save = useChange(task)

  const asked = span ?? { from: '2000-01-01T00:00:00Z', to: '2000-01-02T00:00:00Z' }
  const tasks = useRecords('tasks', tasksIn(asked, whose), { enabled: !!span })
  const activities = useRecords('activities', activitiesIn(asked, whose), { enabled: !!span })
  const events = useMemo(
    () => [...rowsOf(tasks.data).map(taskEvent), ...rowsOf(activities.data).map(activityEvent)],
    [tasks.data, activities.data],
  )
  const go = (step: 'prev' | 'next' | 'today') => calendar.current?.getApi()[step]()
  const look = (next: View) => {
    setView(next)
    calendar.current?.getApi().changeView(VIEWS[next])
  }

  async function move(row: Row, start: Date, end: Date | null, takeBack: () => void) {
    const changes = movedTask(row, start, end)
    const when = momentText(String(changes.startAt ?? changes.dueAt ?? row.startAt), lang)
    try {
      await save(row, changes, fill(w.moved, { name: String(row.subject), when }))
    } catch (error) {
      takeBack()
      toast({ text: asProblem(error).message, tone: 'over' })
    }
  }
  const create = (start: Date, end: Date) =>
    openForm({
      object: 'task',
      preset: { startAt: start.toISOString(), endAt: end.toISOString(), dueAt: end.toISOString() },
    })

  const body = useRef<HTMLDivElement>(null)
  // The calendar's own scrollers take no focus, so the keyboard could not reach what lies below.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view or span lays out other scrollers
  useEffect(() => {
    const laidOut = setTimeout(() => {
      for (const box of body.current?.querySelectorAll<HTMLElement>('div') ?? [])
        if (/auto|scroll/.test(getComputedStyle(box).overflowY)) box.tabIndex = 0
    })
    return () => clearTimeout(laidOut)
  }, [view, span, events])

  const failed = tasks.error ?? activities.error
  return (
    <div className="calendar-page">
      <header className="calendar-head">
        <h1>{w.title}</h1>
        <IconButton icon="chevron-left" label={w.before} onClick={() => go('prev')} />
        <IconButton icon="chevron-right" label={w.after} onClick={() => go('next')} />
        <Button onClick={() => go('today')}>{w.today}</Button>
        <span className="calendar-span" aria-live="polite">
          {title}
        </span>
        <span className="calendar-tools">
          <Whose value={whose} onChange={setWhose} />
          <Segmented
            label={w.view}
            value={view}
            onChange={look}
            options={(Object.keys(VIEWS) as View[])
              .filter(v => !phone || v !== 'week')
              .map(v => ({ id: v, label: w[v] }))}
          />
        </span>
      </header>
      {failed ? (
        <ErrorState problem={asProblem(failed)} />
      ) : (
        <div className="calendar-body" ref={body}>
          <FullCalendar
            ref={calendar}
            plugins={PLUGINS}
            initialView={VIEWS[view]}
            headerToolbar={false}
            locales={LOCALES}
            locale={lang === 'en' ? 'en' : lang.toLowerCase()}
            firstDay={1}
            height="100%"
            nowIndicator
            allDayText={w.allDay}
            noEventsText={w.nothing}
            slotMinTime="07:00"
            slotMaxTime="22:00"
            scrollTime="08:30"
            slotHeaderFormat={CLOCK}
            eventTimeFormat={CLOCK}
            dayMaxEvents
            editable
            selectable={task.can.create}
            selectMirror
            eventInteractive
            events={events}
            datesSet={info => {
              setTitle(info.view.title)
              const next = { from: info.start.toISOString(), to: info.end.toISOString() }
              setSpan(now => (now?.from === next.from && now.to === next.to ? now : next))
            }}
            select={info => create(info.start, info.end)}
            eventClick={info => {
              const { path, row } = info.event.extendedProps as { path: string; row: Row }
              setOpen({ object: path === 'tasks' ? 'task' : 'activity', id: row.id })
            }}
            eventDrop={info =>
              void move(info.event.extendedProps.row as Row, info.event.start!, info.event.end, info.revert)
            }
            eventResize={info =>
              void move(info.event.extendedProps.row as Row, info.event.start!, info.event.end, info.revert)
            }
          />
        </div>
      )}
      {open && (
        <Suspense>
          <RecordPanel object={open.object} id={open.id} onClose={() => setOpen(undefined)} />
        </Suspense>
      )}
    </div>
  )
}

/** Whose calendar: one's own, or for those who see their people's tasks, one of these. */
function Whose({ value, onChange }: { value: string; onChange(id: string): void }) {
  const w = useWords(words)
  const session = useSession()
  const scope = session.rights.task?.read ?? 'own'
  const wide = scope !== 'own' && scope !== 'none'
  const people = useRecords(
    'users',
    {
      fields: ['name'],
      sort: 'name',
      limit: 200,
      filter: scope === 'all' ? undefined : { field: 'board', op: 'eq', value: session.board.id },
    },
    { enabled: wide },
  )
  if (!wide) return null
  return (
    <select
      className="k-input calendar-whose"
      aria-label={w.whose}
      value={value}
      onChange={event => onChange(event.target.value)}
    >
      <option value="me">{w.mine}</option>
      {rowsOf(people.data)
        .filter(person => person.id !== session.user.id)
        .map(person => (
          <option key={person.id} value={person.id}>
            {String(person.name)}
          </option>
        ))}
    </select>
  )
}
