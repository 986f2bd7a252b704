import type { FastifyInstance } from 'fastify'
import { today } from '../../core/access/me'
import { notFound, Refusal } from '../../core/acts/refusal'
import { isWorkingDay } from '../../core/calendar/workingDays'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import type { TimelineItem } from '../../core/records/moments'
import { find } from '../../core/records/query'
import { load } from '../../core/records/row'
import { task } from '../activities'
import { closesAt, isDay, later } from './days'
import { type Figures, figuresOf } from './measures'
import { readable } from './people'
import { deedsOn, prefill } from './prefill'
import { workLog } from './workLog'
import { workPlan } from './workPlan'

/** A person's day: the log, and what the system knows of it. */
export interface LogDay {
  day: string
  person: { id: string; name: string }
  log: Record<string, any> | null
  figures: Figures
  deeds: TimelineItem[]
  /** What `done` begins with while there is no log. */
  prefill: string
  /** The caller may still write it. */
  open: boolean
  closesAt: string
  workingDay: boolean
}
/** How a day stands: written, begun, missing, still to come, or none that is owed. */
export type DayState = 'submitted' | 'draft' | 'missing' | 'open' | 'off'
export interface TeamMember {
  user: { id: string; name: string; department: string | null }
  days: { day: string; state: DayState; log: string | null; mark: string | null; reviewed: boolean }[]
  figures: Figures
  plans: { id: string; period: string; startsOn: string; endsOn: string; goals: Figures | null; reviewed: boolean }[]
}
export interface PlanResult {
  figures: Figures
  tasks: Record<string, any>[]
}

const DAYS_MAX = 31

const DAY = about('A person’s day: the work log and what the system knows of it', {
  query: { day: 'YYYY-MM-DD; today', user: 'Id; the caller' },
})
const TEAM = about('Whose logs the caller reads: who wrote, who did not, and figures by person', {
  query: { from: 'YYYY-MM-DD', to: 'YYYY-MM-DD, at most 31 days' },
})

/** What the pages of logs and plans need and no list of records gives. */
export function worklogRoutes(app: FastifyInstance): void {
  app.get('/api/work-logs/day', DAY, async request => {
    const ctx = ctxOf(request)
    const { day, user } = request.query as { day?: string; user?: string }
    if (user !== undefined && !isId(user)) throw bad('user')
    return logDay(ctx, user ?? ctx.user.id, dayIn(ctx, day, 'day'))
  })
  app.get('/api/work-logs/team', TEAM, async (request): Promise<{ items: TeamMember[] }> => {
    const ctx = ctxOf(request)
    const { from, to } = request.query as { from?: string; to?: string }
    const first = dayIn(ctx, from, 'from')
    const last = to === undefined ? first : dayIn(ctx, to, 'to')
    if (last < first || later(first, DAYS_MAX) <= last) throw bad('to')
    return { items: await team(ctx, first, last) }
  })
  app.get('/api/work-plans/:id/result', about('What became of a plan: counted, and its tasks'), async request => {
    const ctx = ctxOf(request)
    const { id } = request.params as { id: string }
    if (!isId(id)) throw notFound()
    return result(ctx, id)
  })
}

const bad = (name: string) => new Refusal('query.parameter', { name }, 400)

function dayIn(ctx: Ctx, text: string | undefined, name: string): string {
  if (text === undefined) return today(ctx)
  if (!isDay(text)) throw bad(name)
  return text
}

async function logDay(ctx: Ctx, id: string, day: string): Promise<LogDay> {
  const [person] = await readable(ctx, id)
  if (!person) throw notFound()
  const [log] = await find(ctx, ctx.words.entity(workLog.name), {
    filter: {
      and: [
        { field: 'owner', op: 'eq', value: id },
        { field: 'day', op: 'eq', value: day },
      ],
    },
    limit: 1,
  })
  const open = id === ctx.user.id && day <= today(ctx) && ctx.now < closesAt(day)
  return {
    day,
    person: { id, name: person.name },
    log: log ?? null,
    figures: (await figuresOf(ctx, [id], day, day)).get(id)!,
    deeds: await deedsOn(ctx, id, day),
    prefill: open && !log ? await prefill(ctx, id, day) : '',
    open,
    closesAt: closesAt(day).toISOString(),
    workingDay: isWorkingDay(day),
  }
}

async function team(ctx: Ctx, from: string, to: string): Promise<TeamMember[]> {
  const people = (await readable(ctx)).filter(person => person.id !== ctx.user.id)
  const ids = people.map(person => person.id)
  const span = Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => later(from, i))
  const figures = await figuresOf(ctx, ids, from, to)
  const logs = await ctx.db.query<Log>(sql`
    select id, owner_id as owner, to_char(day, 'YYYY-MM-DD') as day, status, mark, reviewed_at is not null as reviewed from work_logs
    where owner_id = any(${ids}::uuid[]) and day between ${from} and ${to} and deleted_at is null`)
  const plans = await ctx.db.query<TeamMember['plans'][number] & { owner: string }>(sql`
    select id, owner_id as owner, period, to_char(starts_on, 'YYYY-MM-DD') as "startsOn", to_char(ends_on, 'YYYY-MM-DD') as "endsOn", goals, reviewed_at is not null as reviewed
    from work_plans where owner_id = any(${ids}::uuid[]) and starts_on <= ${to} and ends_on >= ${to} and deleted_at is null order by period desc`)
  return people.map(({ id, name, department, owes, since }) => ({
    user: { id, name, department },
    days: span.map(day => {
      const log = logs.find(one => one.owner === id && one.day === day)
      const state = log ? (log.status as DayState) : owed(ctx, day, owes && day >= since)
      return { day, state, log: log?.id ?? null, mark: log?.mark ?? null, reviewed: !!log?.reviewed }
    }),
    figures: figures.get(id)!,
    plans: plans.filter(plan => plan.owner === id).map(({ owner: _, ...plan }) => plan),
  }))
}

interface Log {
  id: string
  owner: string
  day: string
  status: string
  mark: string | null
  reviewed: boolean
}

/** How a day without a log stands. */
export function owed(ctx: Ctx, day: string, owes: boolean): DayState {
  if (!owes || !isWorkingDay(day)) return 'off'
  return ctx.now < closesAt(day) ? 'open' : 'missing'
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

async function result(ctx: Ctx, id: string): Promise<PlanResult> {
  const plan = await load(ctx, workPlan, id, 'read')
  const figures = await figuresOf(ctx, [plan.owner!], plan.startsOn, plan.endsOn!)
  const tasks = ctx.user.rights('task').read === 'none' ? [] : await tasksOf(ctx, id)
  return { figures: figures.get(plan.owner!)!, tasks }
}

const tasksOf = (ctx: Ctx, plan: string) =>
  find(ctx, ctx.words.entity(task.name), {
    fields: ['subject', 'status', 'dueAt', 'owner'],
    filter: {
      and: [
        { field: 'aboutId', op: 'eq', value: plan },
        { field: 'aboutObject', op: 'eq', value: 'workPlan' },
      ],
    },
    sort: 'createdAt',
    limit: 100,
  })
