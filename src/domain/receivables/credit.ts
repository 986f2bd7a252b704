import { type Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { account } from '../customers'
import type { order } from '../orders'
import { exemption } from '../ownership'

/** What a customer may owe, and owes. Minor units. */
export interface Credit {
  /** Null: nobody set one. */
  limit: number | null
  currency: string
  /** What is open of instalments that are owed. */
  owed: number
  overdue: number
  /** What came in and is matched to nothing yet. */
  advance: number
}

/** What counts for a customer's credit, whoever looks. */
export async function creditOf(ctx: Ctx, id: string, currency: string | null = null): Promise<Credit | null> {
  const [found] = await ctx.db.query<Credit>(sql`
    select a.credit_limit as limit, coalesce(${currency}::text, a.currency, 'CNY') as currency, coalesce(i.owed, 0)::bigint as owed, coalesce(i.overdue, 0)::bigint as overdue,
      coalesce(p.advance, 0)::bigint as advance
    from accounts a
      left join lateral (select sum(t.open_amount) as owed, sum(t.open_amount) filter (where t.overdue) as overdue from instalments t
        where t.account_id = a.id and t.status in ('open', 'partly') and coalesce(t.currency, 'CNY') = coalesce(${currency}::text, a.currency, 'CNY') and t.deleted_at is null) i on true
      left join lateral (select sum(t.open_amount) as advance from payments t
        where t.account_id = a.id and t.status in ('unmatched', 'partly') and coalesce(t.currency, 'CNY') = coalesce(${currency}::text, a.currency, 'CNY') and t.deleted_at is null) p on true
    where a.id = ${id}`)
  return found ?? null
}

const yuan = (amount: number) => (amount / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })

/**
 * An order that would have its customer owe more than the credit limit is not confirmed. The customer is locked, so that of two orders
 * confirmed at once the second counts the first.
 */
export async function withinCredit(ctx: Ctx, row: Row<typeof order>): Promise<Refusal | null> {
  await ctx.db.query(sql`select 1 from accounts where id = ${row.account} for no key update`)
  const currency = row.currency ?? 'CNY'
  const credit = await creditOf(ctx, row.account)
  if (!credit || credit.limit === null || credit.currency !== currency) return null
  // Instalments drawn up for the order itself are not owed before it stands; those of its contract are.
  const [under] = await ctx.db.query<{ planned: boolean }>(sql`
    select exists (select 1 from instalments i where i.contract_id = ${row.contract ?? null}::uuid and i.order_id is null and i.status in ('open', 'partly', 'paid')
      and i.deleted_at is null) as planned`)
  const more = row.contract && under!.planned ? 0 : (row.gross ?? 0)
  const owed = credit.owed - credit.advance
  if (owed + more <= credit.limit) return null
  return refuse('receivable.overCredit', {
    limit: yuan(credit.limit),
    owed: yuan(Math.max(0, owed)),
    order: yuan(more),
    over: yuan(owed + more - credit.limit),
  })
}

/** Money that is owed keeps a customer with its owner. */
exemption(
  account,
  'unpaid',
  t =>
    sql`exists (select 1 from instalments i where i.account_id = ${raw(`${t}.id`)} and i.status in ('open', 'partly') and i.deleted_at is null)`,
)
