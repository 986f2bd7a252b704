import { today } from '../../core/access/me'
import { reachOf, within } from '../../core/access/reach'
import { forbidden } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import { load } from '../../core/records/row'
import { account } from '../customers'

/** Something that changed what a customer owes. Minor units. */
export interface Movement {
  kind: 'instalment' | 'payment' | 'reversal' | 'refund' | 'return' | 'writeOff' | 'writeOffRevoked'
  object: string
  id: string
  on: string
  /** What it is called: order and part, receipt's number. */
  title: string | null
  dueOn: string | null
  /** Above zero the customer owes more, below less. */
  amount: number
  balance: number
}
export interface Statement {
  account: { id: string; name: string }
  from: string
  to: string
  currency: string
  /** What was owed before the first day; below zero we owe the customer. */
  opening: number
  charged: number
  received: number
  closing: number
  movements: Movement[]
  /** True where there are more movements than are listed. */
  more: boolean
}

export const MOVEMENTS_MAX = 2_000

/** Each kind of movement of one customer, as rows (kind, object, id, on, title, due_on, amount), within what the caller may see. */
function movementsSql(ctx: Ctx, id: string, currency: string): Sql {
  const seen = (object: string, alias: string) =>
    within(reachOf(ctx, ctx.words.entity(object), 'read'), ctx.words.entity(object), alias)
  const own = (alias: string) =>
    sql`${raw(alias)}.account_id = ${id} and ${raw(alias)}.deleted_at is null and coalesce(${raw(alias)}.currency, 'CNY') = ${currency}`
  return sql`
    select 'instalment' as kind, 'instalment' as object, t.id, t.booked_on as "on", concat_ws(' · ', coalesce(o.code, c.code), t.name) as title, t.due_on, t.amount
      from instalments t left join orders o on o.id = t.order_id left join contracts c on c.id = t.contract_id
      where ${own('t')} and t.status not in ('planned', 'cancelled') and t.booked_on is not null and ${seen('instalment', 't')}
    union all select 'payment', 'payment', t.id, t.received_on, concat_ws(' · ', t.code, t.payer), null, -t.amount from payments t where ${own('t')} and ${seen('payment', 't')}
    union all select 'reversal', 'payment', t.id, t.reversed_on, concat_ws(' · ', t.code, t.reverse_reason), null, t.amount from payments t
      where ${own('t')} and t.reversed_on is not null and ${seen('payment', 't')}
    union all select 'refund', 'payment', t.payment_id, t.refunded_on, concat_ws(' · ', t.code, t.reason), null, t.amount from refunds t where ${own('t')} and ${seen('refund', 't')}
    union all select 'return', 'goodsReturn', t.id, t.settled_on, concat_ws(' · ', t.code, t.name), null, -t.credited from goods_returns t
      where ${own('t')} and t.status = 'settled' and ${seen('goodsReturn', 't')}
    union all select 'writeOff', 'writeOff', t.id, t.written_off_on, concat_ws(' · ', t.code, t.name), null, -t.amount from write_offs t
      where ${own('t')} and t.written_off_on is not null and ${seen('writeOff', 't')}
    union all select 'writeOffRevoked', 'writeOff', t.id, t.revoked_on, concat_ws(' · ', t.code, t.name), null, t.amount from write_offs t
      where ${own('t')} and t.revoked_on is not null and ${seen('writeOff', 't')}`
}

/**
 * A customer's statement of account (对账单): what was owed before a period, what was charged and came in during it, day by day with
 * the balance after each, and what is owed at its end.
 * @param from first day, `to` last day
 */
export async function statement(ctx: Ctx, id: string, from: string, to: string, currency: string): Promise<Statement> {
  for (const object of ['instalment', 'payment'])
    if (reachOf(ctx, ctx.words.entity(object), 'read').kind === 'nothing') throw forbidden('right.read', { object })
  const of = await load(ctx, account, id, 'read')
  const [found] = await ctx.db.query<{
    opening: number
    charged: number
    received: number
    count: number
    movements: Movement[] | null
  }>(sql`
    with m as materialized (${movementsSql(ctx, id, currency)}),
      opening as (select coalesce(sum(amount), 0)::bigint as amount from m where "on" < ${from}::date),
      inside as materialized (select m.*, (select amount from opening) + sum(amount) over (order by "on", (amount < 0), title, id rows unbounded preceding) as balance
        from m where "on" between ${from}::date and ${to}::date)
    select (select amount from opening) as opening, coalesce(sum(amount) filter (where kind = 'instalment'), 0)::bigint as charged,
      coalesce(sum(amount) filter (where kind <> 'instalment'), 0)::bigint as received, count(*)::int as count,
      (select json_agg(json_build_object('kind', x.kind, 'object', x.object, 'id', x.id, 'on', x."on", 'title', x.title, 'dueOn', x.due_on, 'amount', x.amount, 'balance', x.balance)
          order by x."on", (x.amount < 0), x.title, x.id)
        from (select * from inside order by "on", (amount < 0), title, id limit ${raw(String(MOVEMENTS_MAX))}) x) as movements
    from inside`)
  const { opening, charged, received, count, movements } = found!
  return {
    account: { id, name: of.name },
    from,
    to,
    currency,
    opening: Number(opening),
    charged: Number(charged),
    received: Number(received),
    closing: Number(opening) + Number(charged) + Number(received),
    movements: movements ?? [],
    more: count > MOVEMENTS_MAX,
  }
}

/** A statement's usual period: this year up to today. */
export const usualPeriod = (ctx: Ctx) => ({ from: `${today(ctx).slice(0, 4)}-01-01`, to: today(ctx) })
