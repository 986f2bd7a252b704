import { lazy, Suspense, useMemo, useState } from 'react'
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
import { Days, type DaysView, useDays, VIEWS } from './Days'
import { activitiesIn, activityEvent, movedTask, taskEvent, tasksIn } from './events'
import * as words from './words'
import './calendar.css'

const RecordPanel = lazy(() => import('../generic/record/RecordPanel').then(m => ({ default: m.RecordPanel })))

/** What a person has planned and what they did, by day, week and month. A task is moved by dragging it; empty time makes a new one. */
export function CalendarPage() {
  const task = useObject('task')
  return task ? <Calendar task={task} /> : <ErrorState problem={new Problem(404, 'object', '')} />
}

function Calendar({ task }: { task: ObjectMeta }) {
  const w = useWords(words)
  const lang = useLang()
  const phone = useNarrow(768)
  const { calendar, span, title, go, onSpan } = useDays()
  const [view, setView] = useState<DaysView>(phone ? 'list' : 'week')
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
  const look = (next: DaysView) => {
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
            options={(Object.keys(VIEWS) as DaysView[])
              .filter(v => !phone || v !== 'week')
              .map(v => ({ id: v, label: w[v] }))}
          />
        </span>
      </header>
      {failed ? (
        <ErrorState problem={asProblem(failed)} />
      ) : (
        <Days
          calendar={calendar}
          view={view}
          events={events}
          onSpan={onSpan}
          onOpen={(row, path) => setOpen({ object: path === 'tasks' ? 'task' : 'activity', id: row.id })}
          onMove={(row, start, end, takeBack) => void move(row, start, end, takeBack)}
          onCreate={task.can.create ? create : undefined}
        />
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
