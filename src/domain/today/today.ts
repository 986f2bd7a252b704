import { reachOf, within } from '../../core/access/reach'
import { dayOf } from '../../core/calendar/workingDays'
import type { Ctx } from '../../core/ctx'
import { join, literal, raw, type Sql, sql } from '../../core/db/statement'
import { say, textIn } from '../../core/i18n/say'
import { startOf } from '../../core/records/relative'
import { score } from './rank'

/** One thing that somebody should do now. */
export interface Duty {
  object: string
  id: string
  kind: Kind
  title: string
  account: { id: string; name: string } | null
  /** Why, as a sentence. */
  reason: string
  /** What is expected of the sale that hangs on it, by its probability, in minor units. */
  worth: number | null
  currency: string | null
  /** The day on which it is due. */
  due: string
}
export interface Today {
  items: Duty[]
  /** How many there are altogether, and how many of them are late. */
  total: number
  late: number
  /** What hangs on all of them, each sale once, by currency. */
  worth: { currency: string; amount: number }[]
}
type Kind =
  | 'task'
  | 'nextStep'
  | 'overdue'
  | 'stageDue'
  | 'stalled'
  | 'closing'
  | 'followUp'
  | 'recycle'
  | 'visit'
  | 'lead'
  | 'approval'

/** Of each source so many are looked at, those that have waited longest first. */
const EACH_MAX = 100
const SHOWN = 30
const AHEAD_DAYS = 7
const DAY_MS = 86_400_000

/**
 * What the caller should do today, most pressing first: tasks, next steps, sales that are late, stalled or about to close, follow-ups,
 * customers about to leave for the pool, visits, new leads, decisions. One statement; each source walks the caller's own records.
 */
export async function todayOf(ctx: Ctx): Promise<Today> {
  const sources = sourcesOf(ctx).filter(([object]) => reachOf(ctx, ctx.words.entity(object), 'read').kind !== 'nothing')
  if (sources.length === 0) return { items: [], total: 0, late: 0, worth: [] }
  const opportunity = ctx.words.entity('opportunity')
  const account = ctx.words.entity('account')
  const rows = await ctx.db.query<Found>(sql`
    with d as materialized (${join(
      sources.map(([, select]) => sql`(${select} limit ${raw(String(EACH_MAX))})`),
      ' union all ',
    )})
    select d.object, d.id, d.kind, d.title, to_char(d.due, 'YYYY-MM-DD') as due, d.detail, a.id as account, a.name as "accountName", s.id as sale, s.worth, s.currency
    from d left join accounts a on a.id = d.account_id and ${within(reachOf(ctx, account, 'read'), account, 'a')}
      left join lateral (
        select o.id, round(o.amount * coalesce(o.probability, 0) / 100)::float8 as worth, coalesce(o.currency, 'CNY') as currency from opportunities o
        where (o.id = d.sale_id or (d.sale_id is null and o.account_id = d.account_id)) and o.status = 'open' and o.amount > 0 and o.deleted_at is null
          and ${within(reachOf(ctx, opportunity, 'read'), opportunity, 'o')}
        order by worth desc limit 1) s on true`)
  const today = dayOf(ctx.now)
  const weighed = rows
    .map(row => ({ row, daysLeft: (Date.parse(row.due) - Date.parse(today)) / DAY_MS }))
    .map(one => ({ ...one, score: score({ daysLeft: one.daysLeft, worth: one.row.worth }) }))
    .sort((a, b) => b.score - a.score || a.row.due.localeCompare(b.row.due) || a.row.id.localeCompare(b.row.id))
  return {
    items: weighed.slice(0, SHOWN).map(({ row, daysLeft }) => dutyOf(ctx, row, daysLeft)),
    total: weighed.length,
    late: weighed.filter(one => one.daysLeft < 0).length,
    worth: sumOf(rows),
  }
}

interface Found {
  object: string
  id: string
  kind: Kind
  title: string
  due: string
  detail: string | null
  account: string | null
  accountName: string | null
  sale: string | null
  worth: number | null
  currency: string | null
}

function sourcesOf(ctx: Ctx): [object: string, select: Sql][] {
  const me = ctx.user.id
  const today = dayOf(ctx.now)
  const ahead = (days: number) => dayOf(new Date(ctx.now.getTime() + days * DAY_MS))
  const day = (at: Sql) => sql`(${at} at time zone 'Asia/Shanghai')::date`
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const part = (object: string, kind: string | Sql, columns: Sql, from: Sql) =>
    sql`select ${literal(object)} as object, t.id, ${typeof kind === 'string' ? literal(kind) : kind} as kind, ${columns} ${from}`
  const mine = sql`t.owner_id = ${me} and t.deleted_at is null`
  return [
    [
      'task',
      part(
        'task',
        'task',
        sql`t.subject as title, t.account_id, ${day(raw('t.due_at'))} as due, t.priority as detail, case when t.about_object = 'opportunity' and t.about_id ~ '^[0-9a-f-]{36}$' then t.about_id::uuid end as sale_id`,
        sql`from tasks t where ${mine} and t.status = 'open' and t.due_at < ${startOf(ahead(2))}::timestamptz order by t.due_at`,
      ),
    ],
    [
      'opportunity',
      part(
        'opportunity',
        raw('w.kind'),
        sql`t.name as title, t.account_id, w.due, w.detail, t.id as sale_id`,
        sql`from opportunities t left join stages g on g.id = t.stage_id cross join lateral (
          select case
              when t.next_step_on <= ${ahead(1)}::date then 'nextStep' when t.close_date < ${today}::date then 'overdue' when t.stage_due_at < ${now} then 'stageDue'
              when t.stalls_at < ${now} then 'stalled' when t.close_date <= ${ahead(AHEAD_DAYS)}::date and t.next_step is null then 'closing' end as kind,
            case
              when t.next_step_on <= ${ahead(1)}::date then t.next_step_on when t.close_date < ${today}::date then t.close_date when t.stage_due_at < ${now} then ${day(raw('t.stage_due_at'))}
              when t.stalls_at < ${now} then ${day(raw('t.stalls_at'))} else t.close_date end as due,
            case when t.next_step_on <= ${ahead(1)}::date then t.next_step when t.stage_due_at < ${now} then g.name end as detail) w
        where ${mine} and t.status = 'open' and w.kind is not null order by w.due`,
      ),
    ],
    [
      'account',
      part(
        'account',
        'followUp',
        raw(
          `t.name as title, t.id as account_id, t.next_follow_up_on as due, null::text as detail, null::uuid as sale_id`,
        ),
        sql`from accounts t where ${mine} and t.next_follow_up_on <= ${ahead(1)}::date order by t.next_follow_up_on`,
      ),
    ],
    [
      'account',
      part(
        'account',
        'recycle',
        sql`t.name as title, t.id as account_id, ${day(raw('t.recycle_due_at'))} as due, t.recycle_why as detail, null::uuid as sale_id`,
        sql`from accounts t where ${mine} and t.recycle_due_at < ${startOf(ahead(AHEAD_DAYS))}::timestamptz and t.recycle_exempt is null order by t.recycle_due_at`,
      ),
    ],
    [
      'visit',
      part(
        'visit',
        'visit',
        raw(
          `coalesce(t.subject, '') as title, t.account_id, t.planned_on as due, null::text as detail, null::uuid as sale_id`,
        ),
        sql`from visits t where ${mine} and t.status = 'planned' and t.planned_on <= ${today}::date order by t.planned_on`,
      ),
    ],
    [
      'lead',
      part(
        'lead',
        'lead',
        sql`t.name as title, null::uuid as account_id, ${day(raw('t.created_at'))} + 1 as due, t.company as detail, null::uuid as sale_id`,
        sql`from leads t where ${mine} and t.status = 'new' and t.last_contact_at is null order by t.created_at`,
      ),
    ],
    [
      'approvalTask',
      part(
        'approvalTask',
        'approval',
        sql`t.title, null::uuid as account_id, ${day(raw('coalesce(t.due_at, t.opened_at, t.created_at)'))} as due, null::text as detail, null::uuid as sale_id`,
        sql`from approval_tasks t where ${mine} and t.status = 'open' order by t.created_at`,
      ),
    ],
  ]
}

function dutyOf(ctx: Ctx, row: Found, daysLeft: number): Duty {
  const when = daysLeft < 0 ? 'Late' : daysLeft === 0 ? 'Today' : 'Soon'
  const basis = row.kind === 'recycle' ? ctx.words.dictionary('recycleBasis')?.get(row.detail ?? '') : undefined
  const params = {
    n: Math.abs(daysLeft),
    detail: basis ? textIn(basis.label, basis.labelEn, ctx.lang) : (row.detail ?? ''),
  }
  const exact = `today.${row.kind}${when}`
  const said = say(exact, params, ctx.lang)
  return {
    object: row.object,
    id: row.id,
    kind: row.kind,
    title: row.title,
    account: row.account ? { id: row.account, name: row.accountName ?? '' } : null,
    reason: said === exact ? say(`today.${row.kind}`, params, ctx.lang) : said,
    worth: row.worth,
    currency: row.currency,
    due: row.due,
  }
}

function sumOf(rows: readonly Found[]): Today['worth'] {
  const sales = new Map(rows.flatMap(row => (row.sale ? [[row.sale, row]] : [])))
  const sums = new Map<string, number>()
  for (const { currency, worth } of sales.values()) sums.set(currency!, (sums.get(currency!) ?? 0) + worth!)
  return [...sums].map(([currency, amount]) => ({ currency, amount })).sort((a, b) => b.amount - a.amount)
}
