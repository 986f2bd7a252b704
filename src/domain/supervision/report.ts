import { dayOf, startOf } from '../../core/calendar/china'
import { isWorkingDay } from '../../core/calendar/workingDays'
import { systemPrincipal } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { join, raw, type Sql, sql } from '../../core/db/statement'
import { type Filter, filterSql } from '../../core/records/filter'
import type { ContactRule } from './useRule'

interface Named {
  id: string
  name: string
}
/** So many were asked for, so many there are. */
export interface Against {
  target: number
  done: number
}
/** How one person keeps the rules of their board. What no rule asks for is null. */
export interface Kept {
  person: Named
  board: Named
  department: Named | null
  manager: string | null
  /** Days with a log-in against working days of the period. */
  logIn: (Against & { missed: string[] }) | null
  /** Days since the last log-in, or since the account was opened. */
  idleDays: number
  /** Longer away than the rules allow. */
  absent: boolean
  calls: Against | null
  visits: Against | null
  /** Records of each rule of contact, and those that are overdue today; `filter` finds them in their list. */
  contact: { object: string; days: number; total: number; overdue: number; filter: Filter }[]
  /** Share of all that is asked for that is kept, from 0 to 1. */
  share: number
}
export interface Report {
  from: string
  to: string
  workingDays: number
  people: Kept[]
}
export interface Asked {
  /** Calendar days in China, both included. */
  from: string
  to: string
  board?: string
  department?: string
  person?: string
}

interface Person {
  id: string
  name: string
  board: Named
  department: Named | null
  manager: string | null
  opened: string
  rule: Rule
}
interface Rule {
  dailyLogIn: boolean
  absentDays: number | null
  contact: ContactRule[]
  callsPerDay: number | null
  visitsPerDay: number | null
}

const DAY_MS = 86_400_000
export const PERIOD_MAX_DAYS = 370
const nextDay = (day: string) => new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10)

export function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = nextDay(day)) days.push(day)
  return days
}

/**
 * How people keep the rules of use, as far as the caller sees what they do: oneself, the team, the board, or everybody. Log-ins and
 * contacts are counted in the period; what is overdue is overdue today.
 */
export async function reportOf(ctx: Ctx, asked: Asked): Promise<Report> {
  const days = daysBetween(asked.from, asked.to).filter(isWorkingDay)
  const today = dayOf(ctx.now)
  const people = await boundBy(ctx, asked)
  const ids = people.map(one => one.id)
  const used = await logIns(ctx, ids, asked)
  const done = await activitiesOf(ctx, ids, asked)
  const overdue = await contacts(ctx, people)
  const rows = people.map((person): Kept => {
    const { rule } = person
    const seen = used.get(person.id)
    const since = days.filter(day => day >= person.opened && day <= today)
    const present = new Set(seen?.days)
    const last = seen?.last && seen.last > person.opened ? seen.last : person.opened
    const idleDays = Math.max(0, Math.round((Date.parse(today) - Date.parse(last)) / DAY_MS))
    const missed = since.filter(day => !present.has(day))
    // A day that is not over may still bring what it lacks.
    const over = since.filter(day => day < today).length
    const against = (perDay: number | null, type: string): Against | null =>
      perDay ? { target: Math.round(perDay * over * 10) / 10, done: done.get(`${person.id} ${type}`) ?? 0 } : null
    const kept = {
      logIn: rule.dailyLogIn
        ? { target: since.length, done: since.length - missed.length, missed: missed.filter(day => day < today) }
        : null,
      calls: against(rule.callsPerDay, 'call'),
      visits: against(rule.visitsPerDay, 'visit'),
      contact: rule.contact.map((one, i) => ({
        object: one.object,
        days: one.days,
        ...(overdue.get(`${person.id} ${i}`) ?? { total: 0, overdue: 0 }),
        filter: overdueFilter(one, person.id),
      })),
    }
    return {
      person: { id: person.id, name: person.name },
      board: person.board,
      department: person.department,
      manager: person.manager,
      idleDays,
      absent: rule.absentDays !== null && idleDays >= rule.absentDays,
      ...kept,
      share: shareOf(kept),
    }
  })
  return { from: asked.from, to: asked.to, workingDays: days.length, people: rows }
}

/** What is overdue under a rule of contact, as its list is filtered: not contacted, and not new either. */
export const overdueFilter = ({ days, where }: ContactRule, owner: string): Filter => ({
  and: [
    { field: 'owner', op: 'eq', value: owner },
    { field: 'lastContactAt', op: 'relative', value: `olderThan${days}days` },
    { field: 'createdAt', op: 'relative', value: `olderThan${days}days` },
    ...(where ? [where] : []),
  ],
})

function shareOf({ logIn, calls, visits, contact }: Pick<Kept, 'logIn' | 'calls' | 'visits' | 'contact'>): number {
  const parts = [logIn, calls, visits].flatMap(one =>
    one && one.target > 0 ? [Math.min(1, one.done / one.target)] : [],
  )
  for (const one of contact) if (one.total > 0) parts.push(1 - one.overdue / one.total)
  return parts.length ? parts.reduce((sum, one) => sum + one, 0) / parts.length : 1
}

/** The people whom rules in force bind and of whom the caller may know what they do. */
async function boundBy(ctx: Ctx, { board, department, person }: Asked): Promise<Person[]> {
  const below = sql`with recursive part as (select ${department ?? null}::uuid as id union select d.id from departments d join part p on d.parent_id = p.id) select id from part`
  const found = await ctx.db.query<Omit<Person, 'rule'> & Rule>(sql`
    select u.id, u.name, json_build_object('id', b.id, 'name', b.name) as board,
      case when d.id is not null then json_build_object('id', d.id, 'name', d.name) end as department, u.manager_id as manager,
      to_char(u.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as opened,
      coalesce(r.daily_log_in, false) as "dailyLogIn", r.absent_days as "absentDays", coalesce(r.contact, '[]') as contact,
      r.calls_per_day as "callsPerDay", r.visits_per_day as "visitsPerDay"
    from use_rules r join boards b on b.id = r.board_id join users u on u.board_id = b.id left join departments d on d.id = u.department_id
    where r.active and r.deleted_at is null and u.status = 'active' and u.deleted_at is null
      and u.roles && coalesce(r.roles, array(select id from roles where code = 'salesperson' and deleted_at is null))
      and ${seenBy(ctx)} and ${board ? sql`u.board_id = ${board}` : raw('true')}
      and ${department ? sql`u.department_id in (${below})` : raw('true')} and ${person ? sql`u.id = ${person}` : raw('true')}
    order by b.position, b.name, d.position, d.name, u.name, u.id limit 5000`)
  return found.map(({ dailyLogIn, absentDays, contact, callsPerDay, visitsPerDay, ...one }) => ({
    ...one,
    rule: { dailyLogIn, absentDays, contact, callsPerDay: numeric(callsPerDay), visitsPerDay: numeric(visitsPerDay) },
  }))
}
const numeric = (value: unknown) => (value === null || value === undefined ? null : Number(value))

/** Of whom the caller sees what they do: whoever sees their activities. */
function seenBy(ctx: Ctx): Sql {
  const { user } = ctx
  const scope = user.system ? 'all' : user.rights('activity').read
  const board = sql`u.board_id = ${user.board || null}`
  switch (scope) {
    case 'all':
      return raw('true')
    case 'board':
      return board
    case 'department':
    case 'team':
      return sql`(${board} and u.id = any(${scope === 'team' ? user.team : user.departmentPeople}::uuid[]))`
    case 'own':
      return sql`u.id = ${user.id}`
    default:
      return raw('false')
  }
}

async function logIns(ctx: Ctx, ids: readonly string[], { from, to }: Asked) {
  const rows = await ctx.db.query<{ id: string; last: string; days: string[] }>(sql`
    select user_id as id, to_char(max(day), 'YYYY-MM-DD') as last,
      coalesce(array_agg(to_char(day, 'YYYY-MM-DD')) filter (where day between ${from}::date and ${to}::date), '{}') as days
    from usage_days where user_id = any(${ids}::uuid[]) group by user_id`)
  return new Map(rows.map(({ id, ...one }) => [id, one]))
}

async function activitiesOf(ctx: Ctx, ids: readonly string[], { from, to }: Asked): Promise<Map<string, number>> {
  const rows = await ctx.db.query<{ id: string; type: string; n: number }>(sql`
    select done_by_id as id, type, count(*)::int as n from activities
    where occurred_at >= ${startOf(from)}::timestamptz and occurred_at < ${startOf(nextDay(to))}::timestamptz
      and type in ('call', 'visit') and done_by_id = any(${ids}::uuid[]) and deleted_at is null group by 1, 2`)
  return new Map(rows.map(({ id, type, n }) => [`${id} ${type}`, Number(n)]))
}

/** For every person and rule of contact: how many records there are, and how many are overdue. One statement for each rule. */
async function contacts(ctx: Ctx, people: readonly Person[]): Promise<Map<string, { total: number; overdue: number }>> {
  const all: Ctx = { ...ctx, user: systemPrincipal(ctx.tenant) }
  const counted = new Map<string, { total: number; overdue: number }>()
  const boards = new Map<string, Person[]>()
  for (const person of people) boards.set(person.board.id, [...(boards.get(person.board.id) ?? []), person])
  for (const members of boards.values()) {
    const ids = members.map(one => one.id)
    for (const [i, rule] of members[0]!.rule.contact.entries()) {
      const entity = ctx.words.findEntity(rule.object)
      if (!entity?.fields.lastContactAt) continue
      const late = (['lastContactAt', 'createdAt'] as const).map(field =>
        filterSql(all, entity, { field, op: 'relative', value: `olderThan${rule.days}days` }),
      )
      const rows = await ctx.db.query<{ id: string; total: number; overdue: number }>(sql`
        select t.owner_id as id, count(*)::int as total, count(*) filter (where ${join(late, ' and ')})::int as overdue
        from ${raw(entity.table)} t where t.owner_id = any(${ids}::uuid[]) and t.deleted_at is null and ${filterSql(all, entity, rule.where ?? null)}
        group by t.owner_id`)
      for (const { id, total, overdue } of rows)
        counted.set(`${id} ${i}`, { total: Number(total), overdue: Number(overdue) })
    }
  }
  return counted
}
