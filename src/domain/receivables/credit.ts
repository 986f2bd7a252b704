import { today } from '../../core/access/me'
import { type Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { account } from '../customers'
import type { order } from '../orders'
import { exemption } from '../ownership'
import { ratesOn } from '../prices'

/** What a customer owes in one currency. Minor units. */
export interface Standing {
  currency: string
  /** What is open of instalments that are owed. */
  owed: number
  overdue: number
  /** What came in and is matched to nothing yet. */
  advance: number
}
/** What a customer may owe, and owes, all of it in the currency of the limit. Minor units. */
export interface Credit extends Standing {
  /** Null: nobody set one. */
  limit: number | null
  /** What of the credit is used: owed less advance, whatever the currency; null where a rate is missing. */
  used: number | null
  /** Currencies in which something is owed and of which no rate is known today. */
  unrated: string[]
}

/** What a customer owes and has paid in advance, by currency. @param seen narrows to what the caller may see; `t` is the record */
export const standingOf = (
  ctx: Ctx,
  id: string,
  seen: (object: 'instalment' | 'payment') => Sql = () => raw('true'),
): Promise<Standing[]> =>
  ctx.db.query<Standing>(sql`
    select currency, sum(owed)::bigint as owed, sum(overdue)::bigint as overdue, sum(advance)::bigint as advance from (
      select coalesce(t.currency, 'CNY') as currency, t.open_amount as owed, case when t.overdue then t.open_amount else 0 end as overdue, 0 as advance from instalments t
        where t.account_id = ${id} and t.status in ('open', 'partly') and t.deleted_at is null and ${seen('instalment')}
      union all select coalesce(t.currency, 'CNY'), 0, 0, t.open_amount from payments t
        where t.account_id = ${id} and t.status in ('unmatched', 'partly') and t.deleted_at is null and ${seen('payment')}) s
    group by currency order by currency`)

/** What of a credit is used by what is owed in several currencies, at today's rates. */
export async function usedOf(ctx: Ctx, standing: readonly Standing[], currency: string) {
  const foreign = standing.some(one => one.currency !== currency)
  const rates = foreign ? await ratesOn(ctx, today(ctx)) : (_from: string, _to: string, amount: number) => amount
  const unrated: string[] = []
  let used = 0
  for (const one of standing) {
    const amount = one.owed === one.advance ? 0 : rates(one.currency, currency, one.owed - one.advance)
    if (amount === null) unrated.push(one.currency)
    else used += amount
  }
  return { used: unrated.length ? null : used, unrated }
}

const yuan = (amount: number) => (amount / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })

/**
 * An order that would have its customer owe more than the credit limit is not confirmed; what is owed in other currencies counts at
 * today's rates. The customer is locked, so that of two orders confirmed at once the second counts the first.
 */
export async function withinCredit(ctx: Ctx, row: Row<typeof order>): Promise<Refusal | null> {
  const [of] = await ctx.db.query<{ limit: number | null; currency: string }>(
    sql`select credit_limit as limit, coalesce(currency, 'CNY') as currency from accounts where id = ${row.account} for no key update`,
  )
  if (!of || of.limit === null) return null
  const { limit, currency } = of
  // Instalments drawn up for the order itself are not owed before it stands; those of its contract are.
  const [under] = await ctx.db.query<{ planned: boolean }>(sql`
    select exists (select 1 from instalments i where i.contract_id = ${row.contract ?? null}::uuid and i.order_id is null and i.status in ('open', 'partly', 'paid')
      and i.deleted_at is null) as planned`)
  const more = row.contract && under!.planned ? 0 : (row.gross ?? 0)
  const asked = { currency: row.currency ?? 'CNY', owed: more, overdue: 0, advance: 0 }
  const before = await usedOf(ctx, await standingOf(ctx, row.account), currency)
  const now = await usedOf(ctx, [asked], currency)
  const unrated = before.unrated[0] ?? now.unrated[0]
  if (unrated || before.used === null || now.used === null)
    return refuse('receivable.noRate', { currency: unrated ?? '', into: currency })
  if (before.used + now.used <= limit) return null
  return refuse(currency === 'CNY' ? 'receivable.overCredit' : 'receivable.overCreditIn', {
    limit: yuan(limit),
    owed: yuan(Math.max(0, before.used)),
    order: yuan(now.used),
    over: yuan(before.used + now.used - limit),
    currency,
  })
}

/** Money that is owed keeps a customer with its owner. */
exemption(
  account,
  'unpaid',
  t =>
    sql`exists (select 1 from instalments i where i.account_id = ${raw(`${t}.id`)} and i.status in ('open', 'partly') and i.deleted_at is null)`,
)
