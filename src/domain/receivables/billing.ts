import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { newIds } from '../../core/records/ids'
import { matchesOf } from './matches'
import { keepSums, lockAll } from './sums'

/** What of a match goes to another invoice than the rest: it becomes a match of its own. The receipt and the instalment notice nothing. */
async function split(ctx: Ctx, match: string, amount: number, invoice: string | null): Promise<void> {
  const [id] = newIds(1)
  await ctx.db.query(sql`
    with taken as (update payment_matches set amount = amount - ${amount}::bigint, version = version + 1
        where id = ${match} and tenant_id = ${ctx.tenant} returning *)
    insert into payment_matches (tenant_id, id, created_at, created_by, updated_at, updated_by, payment_id, instalment_id, invoice_id, account_id, amount, currency,
      matched_on, way, basis, owner_id, board_id)
    select tenant_id, ${id}::uuid, created_at, created_by, updated_at, updated_by, payment_id, instalment_id, ${invoice}::uuid, account_id, ${amount}::bigint, currency,
      matched_on, way, basis, owner_id, board_id from taken`)
}

const point = (ctx: Ctx, match: string, invoice: string | null) =>
  ctx.db.query(
    sql`update payment_matches set invoice_id = ${invoice}::uuid, version = version + 1 where id = ${match} and tenant_id = ${ctx.tenant}`,
  )

/** Money that was matched to the order or contract of an invoice before that was issued counts as paid of it, the earliest first. */
export async function billMatches(ctx: Ctx, invoice: string): Promise<void> {
  await lockAll(ctx, { invoices: [invoice] })
  const [of] = await ctx.db.query<{ open: number; order: string | null; contract: string | null }>(
    sql`select open_amount as open, order_id as "order", contract_id as contract from invoices where id = ${invoice}`,
  )
  const free = await ctx.db.query<{ id: string; amount: number }>(sql`
    select m.id, m.amount from payment_matches m join instalments i on i.id = m.instalment_id
    where m.invoice_id is null and m.deleted_at is null
      and (i.order_id = ${of!.order}::uuid or ${of!.order}::uuid is null and i.order_id is null and i.contract_id = ${of!.contract}::uuid)
    order by m.created_at, m.id for update of m`)
  let open = of!.open
  for (const match of free) {
    if (open === 0) break
    if (match.amount <= open) await point(ctx, match.id, invoice)
    else await split(ctx, match.id, open, invoice)
    open -= Math.min(open, match.amount)
  }
  await keepSums(ctx, { invoices: [invoice] }, 'issue')
}

/** So much of what paid an invoice no longer does, the latest first; receipts stay matched to their instalments. */
export async function unbill(ctx: Ctx, invoice: string, amount: number): Promise<void> {
  if (amount <= 0) return
  let rest = amount
  for (const match of await matchesOf(ctx, 'invoice', invoice)) {
    if (rest === 0) break
    const part = Math.min(rest, match.amount)
    if (part === match.amount) await point(ctx, match.id, null)
    else await split(ctx, match.id, part, null)
    rest -= part
  }
  await keepSums(ctx, { invoices: [invoice] }, 'takeBack')
}
