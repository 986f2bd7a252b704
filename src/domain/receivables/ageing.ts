import { today } from '../../core/access/me'
import { reachOf, within } from '../../core/access/reach'
import { forbidden } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'

export const AGEING_BY = ['account', 'owner', 'board'] as const
export type AgeingBy = (typeof AGEING_BY)[number]
/** Days overdue at which each bucket ends; what is not due yet is the first, what is older than all the last. */
export const BUCKETS = [0, 30, 60, 90, 180, 365] as const

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
 * What is owed, by how long it has been overdue, for customers, their owners or boards: who owes most comes first. One statement over
 * what is open in the caller's scope, however many instalments were ever paid.
 */
export async function ageing(ctx: Ctx, by: AgeingBy, currency: string, after = 0): Promise<Ageing> {
  const entity = ctx.words.entity('instalment')
  const reach = reachOf(ctx, entity, 'read')
  if (reach.kind === 'nothing') throw forbidden('right.read', { object: entity.name })
  const receipts = ctx.words.entity('payment')
  const sees = reachOf(ctx, receipts, 'read')
  const { column, object, payment } = KEYS[by]
  const target = ctx.words.entity(object)
  const days = sql`greatest(0, ${today(ctx)}::date - coalesce(t.due_on, ${today(ctx)}::date))`
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
  const open = sql`t.status in ('open', 'partly') and t.open_amount > 0 and t.deleted_at is null and ${within(reach, entity, 't')}`
  const advances =
    sees.kind === 'nothing'
      ? raw('select null::uuid as key, null::bigint as advance where false')
      : sql`select ${raw(payment)} as key, sum(p.open_amount)::bigint as advance from payments p where p.status in ('unmatched', 'partly') and p.open_amount > 0
        and p.deleted_at is null and coalesce(p.currency, 'CNY') = ${currency} and ${within(sees, receipts, 'p')} group by 1`
  const [found] = await ctx.db.query<{
    whole: Omit<AgeingLine, 'key' | 'name'>
    groups: number
    items: AgeingLine[] | null
    currencies: string[] | null
  }>(sql`
    with o as materialized (select ${raw(column)} as key, t.open_amount as open, ${days} as days, coalesce(t.currency, 'CNY') as currency from instalments t where ${open}),
      a as materialized (${advances}),
      g as materialized (select o.key, ${figures} from o where o.currency = ${currency} group by 1),
      w as (select ${figures} from o where o.currency = ${currency})
    select (select row_to_json(x) from (select w.*, ${sees.kind === 'nothing' ? raw('null::bigint') : raw('(select coalesce(sum(advance), 0)::bigint from a)')} as advance from w) x) as whole,
      (select count(*)::int from g) as groups,
      (select json_agg(distinct o.currency) from o) as currencies,
      (select json_agg(row_to_json(x)) from (select g.*, (select ${raw(`n.${target.title}`)} from ${raw(target.table)} n where n.id = g.key and ${within(reachOf(ctx, target, 'read'), target, 'n')}) as name,
          ${sees.kind === 'nothing' ? raw('null::bigint') : raw('coalesce(a.advance, 0)')} as advance
        from g left join a on a.key is not distinct from g.key order by g.overdue desc, g.owed desc, g.key limit ${raw(String(SHOWN))} offset ${after}) x) as items`)
  return {
    currency,
    currencies: found!.currencies ?? [],
    whole: found!.whole,
    groups: found!.groups,
    items: found!.items ?? [],
  }
}
