import { reachOf, within } from '../../core/access/reach'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { join, literal, raw, type Sql, sql } from '../../core/db/statement'
import { say, textIn } from '../../core/i18n/say'
import { type Day, type DutySource, none, sources } from './duties'
import { score } from './rank'

/** One thing that somebody should do now. */
export interface Duty {
  object: string
  id: string
  kind: string
  icon: string
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
/** Of each source so many are looked at, those that have waited longest first. */
const EACH_MAX = 100
const SHOWN = 30
const DAY_MS = 86_400_000

/**
 * What the caller should do today, most pressing first, from every slice that asks something of people. One statement; each source
 * walks the caller's own records.
 */
export async function todayOf(ctx: Ctx): Promise<Today> {
  const asked = sources().filter(({ object }) => reachOf(ctx, ctx.words.entity(object), 'read').kind !== 'nothing')
  if (asked.length === 0) return { items: [], total: 0, late: 0, worth: [] }
  const day = dayFor(ctx)
  const opportunity = ctx.words.entity('opportunity')
  const account = ctx.words.entity('account')
  const rows = await ctx.db.query<Found>(sql`
    with d as materialized (${join(
      asked.map(source => sql`(${selectOf(source, day)} limit ${raw(String(EACH_MAX))})`),
      ' union all ',
    )})
    select d.object, d.id, d.kind, d.title, to_char(d.due, 'YYYY-MM-DD') as due, d.detail, a.id as account, a.name as "accountName", s.id as sale,
      coalesce(d.worth, s.worth) as worth, coalesce(d.currency, s.currency) as currency
    from d left join accounts a on a.id = d.account_id and ${within(reachOf(ctx, account, 'read'), account, 'a')}
      left join lateral (
        select o.id, round(o.amount * coalesce(o.probability, 0) / 100)::float8 as worth, coalesce(o.currency, 'CNY') as currency from opportunities o
        where d.worth is null and (o.id = d.sale_id or (d.sale_id is null and o.account_id = d.account_id)) and o.status = 'open' and o.amount > 0 and o.deleted_at is null
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
  kind: string
  title: string
  due: string
  detail: string | null
  account: string | null
  accountName: string | null
  sale: string | null
  worth: number | null
  currency: string | null
}

function dayFor(ctx: Ctx): Day {
  const me = sql`${ctx.user.id}::uuid`
  return {
    today: dayOf(ctx.now),
    ahead: days => dayOf(new Date(ctx.now.getTime() + days * DAY_MS)),
    now: sql`${ctx.now.toISOString()}::timestamptz`,
    me,
    mine: sql`t.owner_id = ${me} and t.deleted_at is null`,
    dayOf: at => sql`(${at} at time zone 'Asia/Shanghai')::date`,
  }
}

function selectOf({ object, kinds, find }: DutySource, day: Day): Sql {
  const { from, title, due, ...more } = find(day)
  const {
    kind = literal(Object.keys(kinds)[0]!),
    account = none('uuid'),
    detail = none('text'),
    sale = none('uuid'),
    worth = { amount: none('float8'), currency: none('text') },
  } = more
  return sql`select ${literal(object)} as object, t.id, ${kind} as kind, ${title} as title, ${account} as account_id, ${due} as due, ${detail} as detail, ${sale} as sale_id,
    ${worth.amount} as worth, ${worth.currency} as currency ${from}`
}

function dutyOf(ctx: Ctx, row: Found, daysLeft: number): Duty {
  const source = sources().find(one => one.object === row.object && row.kind in one.kinds)!
  const detail = source.details && ctx.words.dictionary(source.details)?.get(row.detail ?? '')
  const params = {
    n: Math.abs(daysLeft),
    detail: detail ? textIn(detail.label, detail.labelEn, ctx.lang) : (row.detail ?? ''),
  }
  return {
    object: row.object,
    id: row.id,
    kind: row.kind,
    icon: source.kinds[row.kind]!.icon,
    title: row.title,
    account: row.account ? { id: row.account, name: row.accountName ?? '' } : null,
    reason: say(`today.${row.kind}.${daysLeft < 0 ? 'late' : daysLeft === 0 ? 'today' : 'soon'}`, params, ctx.lang),
    worth: row.worth,
    currency: row.currency,
    due: row.due,
  }
}

function sumOf(rows: readonly Found[]): Today['worth'] {
  const once = new Map(rows.flatMap(row => (row.worth === null ? [] : [[row.sale ?? row.id, row]])))
  const sums = new Map<string, number>()
  for (const { currency, worth } of once.values()) sums.set(currency!, (sums.get(currency!) ?? 0) + worth!)
  return [...sums].map(([currency, amount]) => ({ currency, amount })).sort((a, b) => b.amount - a.amount)
}
