import { reachOf, within } from '../../core/access/reach'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { load } from '../../core/records/row'
import { account } from '../customers'
import { type Credit, standingOf, usedOf } from './credit'

/** A customer's money at a glance, as far as the caller sees it. Minor units of `currency`. */
export interface MoneyOfAccount extends Credit {
  invoicedOpen: number
  /** What came in during the last twelve months. */
  receivedYear: number
  lastReceivedOn: string | null
  /** Days between due and paid, on average over the last twelve months' settled instalments, weighed by amount; null without any. */
  daysLate: number | null
  next: { id: string; name: string; dueOn: string | null; open: number; overdue: boolean; of: string | null }[]
}

const NEXT = 5
const NOTHING = { owed: 0, overdue: 0, advance: 0 }

/** What a customer owes, has paid and may owe: for the 360 page. */
export async function moneyOf(ctx: Ctx, id: string): Promise<MoneyOfAccount> {
  const of = await load(ctx, account, id, 'read')
  const currency = (of as { currency?: string | null }).currency ?? 'CNY'
  const seen = (object: string, alias: string) =>
    within(reachOf(ctx, ctx.words.entity(object), 'read'), ctx.words.entity(object), alias)
  const own = (object: string) =>
    sql`t.account_id = ${id} and t.deleted_at is null and coalesce(t.currency, 'CNY') = ${currency} and ${seen(object, 't')}`
  const yearAgo = new Date(ctx.now.getTime() - 365 * 86_400_000).toISOString().slice(0, 10)
  const [found] = await ctx.db.query<Omit<MoneyOfAccount, keyof Credit>>(sql`
    select coalesce(v.open, 0)::bigint as "invoicedOpen", coalesce(p.received, 0)::bigint as "receivedYear", p.last as "lastReceivedOn", i.late as "daysLate", coalesce(n.items, '[]') as next
    from (select round(sum((t.paid_on - t.due_on)::numeric * t.amount) filter (where t.paid_on >= ${yearAgo}::date and t.status = 'paid' and t.amount > 0)
          / nullif(sum(t.amount) filter (where t.paid_on >= ${yearAgo}::date and t.status = 'paid' and t.due_on is not null), 0))::int as late
      from instalments t where ${own('instalment')}) i,
      (select sum(t.amount - coalesce(t.refunded, 0)) filter (where t.received_on >= ${yearAgo}::date and t.reversed_on is null) as received,
        to_char(max(t.received_on) filter (where t.reversed_on is null), 'YYYY-MM-DD') as last from payments t where ${own('payment')}) p,
      (select sum(t.open_amount) as open from invoices t where t.status = 'issued' and ${own('invoice')}) v,
      (select json_agg(x) as items from (select t.id, t.name, to_char(t.due_on, 'YYYY-MM-DD') as "dueOn", t.open_amount as open, coalesce(t.overdue, false) as overdue, coalesce(o.name, c.name) as of
        from instalments t left join orders o on o.id = t.order_id left join contracts c on c.id = t.contract_id
        where t.status in ('open', 'partly') and ${own('instalment')} order by t.due_on nulls last, t.id limit ${raw(String(NEXT))}) x) n`)
  const limit = ctx.user.rights('account').fields.creditLimit === 'none' ? null : (of.creditLimit ?? null)
  const all = await standingOf(ctx, id, object => seen(object, 't'))
  const { owed, overdue, advance } = all.find(one => one.currency === currency) ?? NOTHING
  return { ...found!, owed, overdue, advance, limit, currency, ...(await usedOf(ctx, all, currency)) }
}
