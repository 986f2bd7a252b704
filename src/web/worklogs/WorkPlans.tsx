import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { type KeyboardEvent, useState } from 'react'
import { asProblem, patch, post, type Row, refresh, rowsOf, useObject, useRecord, useRecords, useSession } from '../api'
import { todayInChina } from '../fields/format'
import type { Named } from '../fields/value'
import { Button, IconButton } from '../kit/Button'
import { Bar } from '../kit/Figure'
import { Icon } from '../kit/Icon'
import { Checkbox, Input, Labelled, TextArea } from '../kit/Input'
import { Empty, ErrorState, NoRights, SkeletonRows } from '../kit/States'
import { Segmented } from '../kit/Tabs'
import { toast } from '../kit/Toast'
import '../settings/settings.css'
import { Link } from '../shell/Link'
import { fill, useWords } from '../words'
import { useMeasures, useResult } from './api'
import { type Period, startOf } from './periods'
import { Comments, onCtrlEnter, Review, Written } from './Texts'
import * as words from './words'
import './worklogs.css'

const PLAN_FIELDS = [
  'period',
  'startsOn',
  'endsOn',
  'goals',
  'text',
  'summary',
  'mark',
  'review',
  'reviewedBy',
  'reviewedAt',
  'owner',
]
/** What most plans set a goal for; others are offered too. */
const USUAL = ['call', 'visit', 'account', 'newAccount', 'taskDone']

/** One's own plans, week by week or month by month. */
export function WorkPlans() {
  const w = useWords(words)
  const { pages, kit } = useWords()
  const navigate = useNavigate()
  const { user } = useSession()
  const object = useObject('workPlan')
  const where = useLocation().search as { period?: string; from?: string }
  const period: Period = where.period === 'month' ? 'month' : 'week'
  const now = startOf(period, todayInChina())
  const from = startOf(period, /^\d{4}-\d{2}-\d{2}$/.test(where.from ?? '') ? where.from! : now)
  const go = (to: { period: Period; from?: string }) =>
    void navigate({ to: '/work-plans' as never, search: to as never })
  const list = useRecords(
    'work-plans',
    {
      fields: PLAN_FIELDS,
      filter: {
        and: [
          { field: 'owner', op: 'eq', value: user.id },
          { field: 'period', op: 'eq', value: period },
          { field: 'startsOn', op: 'eq', value: from },
        ],
      },
      limit: 1,
    },
    { enabled: !!object },
  )
  if (!object) return <NoRights />
  const [plan] = rowsOf(list.data)
  return (
    <div className="set wl">
      <header className="set-head">
        <h1>{pages.workPlans}</h1>
        <span className="spring" />
        <Segmented
          label={pages.workPlans}
          value={period}
          onChange={next => go({ period: next })}
          options={(['week', 'month'] as const).map(id => ({ id, label: w.periods[id] }))}
        />
      </header>
      <div className="wl-body">
        <div className="wl-team-head">
          <IconButton
            icon="chevron-left"
            size={28}
            label={w.before}
            onClick={() => go({ period, from: startOf(period, from, -1) })}
          />
          <b>{period === 'week' ? `${from.slice(5)} – ${lastOf(period, from).slice(5)}` : from.slice(0, 7)}</b>
          <IconButton
            icon="chevron-right"
            size={28}
            label={w.after}
            onClick={() => go({ period, from: startOf(period, from, 1) })}
          />
          {from !== now && (
            <Button look="text" size={28} onClick={() => go({ period })}>
              {kit.today}
            </Button>
          )}
        </div>
        {list.error ? (
          <ErrorState problem={asProblem(list.error)} onRetry={() => void list.refetch()} />
        ) : list.isPending || list.isPlaceholderData ? (
          <SkeletonRows rows={5} height={48} />
        ) : (
          <Plan key={`${period} ${from} ${plan?.id}`} plan={plan} period={period} from={from} mine />
        )}
      </div>
    </div>
  )
}

/** The last day of a period that begins on a day. */
function lastOf(period: Period, from: string): string {
  const next = new Date(`${startOf(period, from, 1)}T00:00:00Z`)
  return new Date(next.getTime() - 86_400_000).toISOString().slice(0, 10)
}

/** Until noon after its last day (in China). */
const isOpen = (period: Period, from: string) => Date.now() < Date.parse(`${startOf(period, from, 1)}T12:00:00+08:00`)

/** Somebody's plan on a page of its own: where notifications and the team's page lead. */
export function WorkPlanPage() {
  const { pages } = useWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const { user } = useSession()
  const record = useRecord('work-plans', id, PLAN_FIELDS)
  if (record.error) return <ErrorState problem={asProblem(record.error)} onRetry={() => void record.refetch()} />
  if (record.isPending) return <SkeletonRows rows={6} height={48} />
  const plan = record.data
  const owner = plan.owner as Named
  return (
    <div className="set wl">
      <header className="set-head">
        <h1>
          {owner.name} · {pages.workPlans} {String(plan.startsOn).slice(5)} – {String(plan.endsOn).slice(5)}
        </h1>
      </header>
      <div className="wl-body">
        <Plan plan={plan} period={plan.period as Period} from={String(plan.startsOn)} mine={owner.id === user.id} />
      </div>
    </div>
  )
}

function Plan({ plan, period, from, mine }: { plan: Row | undefined; period: Period; from: string; mine: boolean }) {
  const w = useWords(words)
  const { kit } = useWords()
  const scope = useSession().rights.workPlan?.update
  const [editing, setEditing] = useState(false)
  const open = mine && isOpen(period, from)
  if (!plan && !editing)
    return (
      <Empty title={mine ? w.noPlan : w.noPlanOther} text={open ? w.noPlanText : undefined}>
        {open && (
          <Button look="primary" onClick={() => setEditing(true)}>
            {w.writePlan}
          </Button>
        )}
      </Empty>
    )
  if (editing || !plan) return <EditPlan plan={plan} period={period} from={from} onDone={() => setEditing(false)} />
  return (
    <div className="wl-day">
      <div className="wl-text">
        <Against plan={plan} />
        <Written label={w.planText} text={plan.text} />
        <Written label={w.summary} text={plan.summary} />
        {open && (
          <div className="wl-acts">
            <Button icon="pencil" onClick={() => setEditing(true)}>
              {kit.edit}
            </Button>
          </div>
        )}
        <Review
          key={String(plan.reviewedAt)}
          path="work-plans"
          row={plan}
          may={!mine && scope !== 'own' && scope !== 'none'}
          onDone={() => refresh('work-plans')}
        />
        <Comments object="workPlan" path="work-plans" id={plan.id} />
      </div>
      <Tasks plan={plan.id} mine={mine} />
    </div>
  )
}

/** Every goal as a bar of what was done. */
function Against({ plan }: { plan: Row }) {
  const w = useWords(words)
  const { data } = useResult(plan.id)
  const goals = (plan.goals ?? {}) as Record<string, number>
  const shown = useMeasures().filter(({ code }) => goals[code])
  if (shown.length === 0) return null
  return (
    <section className="wl-goals" aria-label={w.goals}>
      <h3>{w.goals}</h3>
      <ul>
        {shown.map(({ code, label }) => {
          const done = data?.figures[code] ?? 0
          const goal = goals[code]!
          return (
            <li key={code}>
              <span>{label}</span>
              <Bar value={done / goal} label={label} tone={done >= goal ? 'won' : undefined} />
              <b className={done >= goal ? 'won' : undefined}>{fill(w.of, { done: data ? done : '–', goal })}</b>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function EditPlan({
  plan,
  period,
  from,
  onDone,
}: {
  plan: Row | undefined
  period: Period
  from: string
  onDone(): void
}) {
  const w = useWords(words)
  const { kit } = useWords()
  const measures = useMeasures()
  const kept = (plan?.goals ?? {}) as Record<string, number>
  const [goals, setGoals] = useState<Record<string, string>>(
    Object.fromEntries(Object.entries(kept).map(([code, goal]) => [code, String(goal)])),
  )
  const [text, setText] = useState(String(plan?.text ?? ''))
  const [summary, setSummary] = useState(String(plan?.summary ?? ''))
  const [busy, setBusy] = useState(false)
  const stands = !!plan?.reviewedAt
  const offered = [...measures].sort((a, b) => rank(a.code) - rank(b.code))
  const save = async () => {
    setBusy(true)
    const wanted = Object.fromEntries(
      Object.entries(goals).flatMap(([code, typed]) => (typed.trim() === '' ? [] : [[code, Number(typed)]])),
    )
    const values = { text: text || null, summary: summary || null, ...(stands ? {} : { goals: wanted }) }
    try {
      if (plan) await patch(`/api/work-plans/${plan.id}`, values)
      else await post('/api/work-plans', { period, startsOn: from, ...values }, { key: crypto.randomUUID() })
      toast({ text: w.planSaved })
      onDone()
    } catch (error) {
      const problem = asProblem(error)
      toast({ text: problem.errors[0]?.message ?? problem.message, tone: 'over' })
    } finally {
      setBusy(false)
      refresh('work-plans')
    }
  }
  return (
    <form
      className="wl-form"
      onSubmit={event => event.preventDefault()}
      onKeyDown={event => onCtrlEnter(event, () => void save())}
    >
      <fieldset className="wl-set" disabled={stands}>
        <legend>{w.goals}</legend>
        {offered.map(({ code, label }) => (
          <div key={code}>
            <span aria-hidden="true">{label}</span>
            <Input
              inputMode="numeric"
              aria-label={fill(w.goalOf, { measure: label })}
              value={goals[code] ?? ''}
              onChange={event => setGoals({ ...goals, [code]: event.target.value.replace(/\D/g, '').slice(0, 6) })}
            />
          </div>
        ))}
      </fieldset>
      {stands && <p className="t3 small">{w.goalsStand}</p>}
      <Labelled label={w.planText}>
        {ids => <TextArea {...ids} rows={5} value={text} onChange={event => setText(event.target.value)} />}
      </Labelled>
      {plan && (
        <Labelled label={w.summary}>
          {ids => <TextArea {...ids} rows={4} value={summary} onChange={event => setSummary(event.target.value)} />}
        </Labelled>
      )}
      <div className="wl-acts">
        <Button look="primary" busy={busy} onClick={() => void save()}>
          {kit.save}
        </Button>
        <Button onClick={onDone}>{kit.cancel}</Button>
      </div>
    </form>
  )
}

const rank = (code: string) => (USUAL.includes(code) ? USUAL.indexOf(code) : USUAL.length)

/** The tasks about a plan, ticked off where they stand. */
function Tasks({ plan, mine }: { plan: string; mine: boolean }) {
  const w = useWords(words)
  const { data } = useResult(plan)
  const [typed, setTyped] = useState('')
  const read = () => {
    refresh('tasks')
    refresh('work-plans')
  }
  const failed = (error: unknown) => toast({ text: asProblem(error).message, tone: 'over' })
  const add = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !typed.trim()) return
    event.preventDefault()
    post('/api/tasks', { subject: typed, aboutObject: 'workPlan', aboutId: plan }, { key: crypto.randomUUID() }).then(
      () => {
        setTyped('')
        read()
      },
      failed,
    )
  }
  const tick = (task: Row, on: boolean) =>
    post(`/api/tasks/${task.id}/${on ? 'complete' : 'reopen'}`).then(read, failed)
  const tasks = (data?.tasks ?? []) as Row[]
  return (
    <aside className="wl-known" aria-label={w.tasks}>
      <h3>{w.tasks}</h3>
      {tasks.length === 0 && <p className="t3">{w.noTasks}</p>}
      <ul>
        {tasks.map(task => (
          <li key={task.id} className="wl-task">
            {mine ? (
              <Checkbox
                label={String(task.subject)}
                checked={task.status === 'done'}
                onChange={on => void tick(task, on)}
              />
            ) : (
              <Icon name={task.status === 'done' ? 'check' : 'circle'} size={14} />
            )}
            <Link to={`/tasks/${task.id}`} className={`ellipsis${task.status === 'done' ? ' t3' : ''}`}>
              {String(task.subject)}
            </Link>
          </li>
        ))}
      </ul>
      {mine && (
        <Input
          aria-label={w.addTask}
          placeholder={w.addTaskPlaceholder}
          value={typed}
          onChange={event => setTyped(event.target.value)}
          onKeyDown={add}
        />
      )}
    </aside>
  )
}
