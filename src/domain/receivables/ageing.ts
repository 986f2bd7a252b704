import { reachOf, within } from '../../core/access/reach'
import { forbidden } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import type { Label } from '../../core/entity'

export const AGEING_BY = ['account', 'owner', 'board'] as const
export type AgeingBy = (typeof AGEING_BY)[number]
/** Days overdue at which each bucket ends; what is not due yet is the first, what is older than all the last. */
export const BUCKETS = [0, 30, 60, 90, 180, 365] as const

/** What these are called, in their order. */
export const BUCKET_LABELS: readonly Label[] = [
  ['未到期', 'Not due'],
  ['1–30 天', '1–30 days'],
  ['31–60 天', '31–60 days'],
  ['61–90 天', '61–90 days'],
  ['91–180 天', '91–180 days'],
  ['181–365 天', '181–365 days'],
  ['365 天以上', 'Over 365 days'],
]

export interface AgeingLine {
  key: string | null
  /** Null where the caller may not see the record. */
  name: string | null
  owed: number
  overdue: number
  /** What is owed by age, in minor units: not due, then by the days of `BUCKETS`, then older. */
  buckets: number[]
  /** Days that the oldest of it is overdue; 0 where nothing is. */
  oldestDays: number
  count: number
  /** What came in and is matched to nothing; null where the caller may not see receipts. */
  advance: number | null
}
export interface Ageing {
  /** The day as of which it is counted. */
  day: string
  currency: string
  /** Currencies in which anything is owed. */
  currencies: string[]
  whole: Omit<AgeingLine, 'key' | 'name'>
  groups: number
  items: AgeingLine[]
}

const SHOWN = 200

const KEYS: Record<AgeingBy, { column: string; object: string; payment: string }> = {
  account: { column: 't.account_id', object: 'account', payment: 'p.account_id' },
  owner: { column: 't.owner_id', object: 'user', payment: 'p.owner_id' },
  board: { column: 't.board_id', object: 'board', payment: 'p.board_id' },
}

/**
 * What has come of instalments since a day, as rows (id, amount): money that arrived later, goods credited and debts written off later
 * were still owed then; what was written off then and is owed again was not.
 */
const sinceSql = (day: string): Sql => sql`
  select id, sum(amount)::bigint as amount from (
    select m.instalment_id as id, m.amount from payments p join payment_matches m on m.payment_id = p.id
      where p.received_on > ${day}::date and p.deleted_at is null and m.deleted_at is null and m.instalment_id is not null
    union all select c.instalment_id, c.amount from goods_returns g join instalment_credits c on c.goods_return_id = g.id
      where g.settled_on > ${day}::date and g.deleted_at is null and c.deleted_at is null
    union all select l.instalment_id, case when w.written_off_on > ${day}::date then l.amount else -l.amount end from write_offs w join write_off_lines l on l.write_off_id = w.id
      where w.deleted_at is null and l.deleted_at is null
        and (w.written_off_on > ${day}::date and w.revoked_on is null or w.written_off_on <= ${day}::date and w.revoked_on > ${day}::date)) s group by id`

/** The same of receipts: what went back or was struck out later lay on the account, and so did what pays what was not owed yet. */
const advanceSinceSql = (day: string): Sql => sql`
  select id, sum(amount)::bigint as amount from (
    select r.payment_id as id, r.amount from refunds r where r.refunded_on > ${day}::date and r.deleted_at is null
    union all select p.id, p.amount from payments p where p.reversed_on > ${day}::date and p.deleted_at is null
    union all select m.payment_id, m.amount from instalments i join payment_matches m on m.instalment_id = i.id
      where i.booked_on > ${day}::date and i.deleted_at is null and m.deleted_at is null) s group by id`

/**
 * What is owed, by how long it has been overdue, for customers, their owners or boards: who owes most comes first. As of an earlier
 * day it is what was booked by then less what had come in by then. One statement over what is open in the caller's scope and what has
 * come of it since that day, however many instalments were ever paid.
 * @param day `YYYY-MM-DD`, not after today
 */
export async function ageing(
  ctx: Ctx,
  by: AgeingBy,
  currency: string,
  day: string,
  { after = 0, most = SHOWN } = {},
): Promise<Ageing> {
  const entity = ctx.words.entity('instalment')
  const reach = reachOf(ctx, entity, 'read')
  if (reach.kind === 'nothing') throw forbidden('right.read', { object: entity.name })
  const receipts = ctx.words.entity('payment')
  const sees = reachOf(ctx, receipts, 'read')
  const { column, object, payment } = KEYS[by]
  const target = ctx.words.entity(object)
  const bounds = BUCKETS.map((bound, i) =>
    raw(
      i === 0
        ? 'coalesce(sum(o.open) filter (where o.days <= 0), 0)'
        : `coalesce(sum(o.open) filter (where o.days > ${BUCKETS[i - 1]} and o.days <= ${bound}), 0)`,
    ),
  )
  const older = raw(`coalesce(sum(o.open) filter (where o.days > ${BUCKETS.at(-1)}), 0)`)
  const figures = sql`coalesce(sum(o.open), 0)::bigint as owed, coalesce(sum(o.open) filter (where o.days > 0), 0)::bigint as overdue,
    array[${raw(bounds.map(bound => bound.strings[0]).join(', '))}, ${older}]::bigint[] as buckets,
    coalesce(max(o.days), 0)::int as "oldestDays", count(o.open)::int as count`
  const owed = sql`t.deleted_at is null and (t.booked_on is null or t.booked_on <= ${day}::date) and ${within(reach, entity, 't')}`
  const item = sql`${raw(column)} as key, greatest(0, ${day}::date - coalesce(t.due_on, ${day}::date)) as days, coalesce(t.currency, 'CNY') as currency`
  const arrived = sql`p.deleted_at is null and p.received_on <= ${day}::date and coalesce(p.currency, 'CNY') = ${currency} and ${within(sees, receipts, 'p')}`
  const advances =
    sees.kind === 'nothing'
      ? raw('select null::uuid as key, null::bigint as advance where false')
      : sql`select key, sum(amount)::bigint as advance from (
          select ${raw(payment)} as key, p.open_amount as amount from payments p where p.status in ('unmatched', 'partly') and p.open_amount > 0 and ${arrived}
          union all select ${raw(payment)}, s.amount from (${advanceSinceSql(day)}) s join payments p on p.id = s.id where ${arrived}) x group by key having sum(amount) <> 0`
  const [found] = await ctx.db.query<{
    whole: Omit<AgeingLine, 'key' | 'name'>
    groups: number
    items: AgeingLine[] | null
    currencies: string[] | null
  }>(sql`
    with since as materialized (${sinceSql(day)}),
      o as materialized (
        select * from (
          select ${item}, t.open_amount + coalesce(s.amount, 0) as open from instalments t left join since s on s.id = t.id where t.status in ('open', 'partly') and ${owed}
          union all select ${item}, s.amount from since s join instalments t on t.id = s.id where t.status not in ('open', 'partly', 'planned', 'cancelled') and ${owed}) x
        where open > 0),
      a as materialized (${advances}),
      g as materialized (select o.key, ${figures} from o where o.currency = ${currency} group by 1),
      w as (select ${figures} from o where o.currency = ${currency})
    select (select row_to_json(x) from (select w.*, ${sees.kind === 'nothing' ? raw('null::bigint') : raw('(select coalesce(sum(advance), 0)::bigint from a)')} as advance from w) x) as whole,
      (select count(*)::int from g) as groups,
      (select json_agg(distinct o.currency) from o) as currencies,
      (select json_agg(row_to_json(x)) from (select g.*, (select ${raw(`n.${target.title}`)} from ${raw(target.table)} n where n.id = g.key and ${within(reachOf(ctx, target, 'read'), target, 'n')}) as name,
          ${sees.kind === 'nothing' ? raw('null::bigint') : raw('coalesce(a.advance, 0)')} as advance
        from g left join a on a.key is not distinct from g.key order by g.overdue desc, g.owed desc, g.key limit ${most} offset ${after}) x) as items`)
  return {
    day,
    currency,
    currencies: found!.currencies ?? [],
    whole: found!.whole,
    groups: found!.groups,
    items: found!.items ?? [],
  }
}
