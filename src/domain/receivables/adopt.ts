import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { rowSql } from '../../core/records/row'
import { moveScopes } from '../../core/search/rescope'
import { payment } from './payment'

/** Receipts whose customer becomes known are its from now on, and its owner's to see: some statements, however many there are. */
export async function adopt(ctx: Ctx, found: readonly { id: string; account: string | null }[]): Promise<void> {
  const pairs = [...new Map(found.map(one => [one.id, one])).values()].filter(one => one.account)
  if (pairs.length === 0) return
  const rows = (which: readonly string[]) =>
    ctx.db.query<{ row: Row<typeof payment> }>(
      sql`select ${rowSql(payment)} as row from payments t where t.id = any(${which}::uuid[]) order by t.id`,
    )
  const before = new Map((await rows(pairs.map(one => one.id))).map(({ row }) => [row.id, row]))
  const moved = await ctx.db.query<{ id: string }>(sql`
    update payments p set account_id = a.id, owner_id = coalesce(a.owner_id, p.owner_id), board_id = case when a.owner_id is null then p.board_id else a.board_id end
    from json_to_recordset(${JSON.stringify(pairs)}::json) as g(id uuid, account uuid) join accounts a on a.id = g.account
    where p.id = g.id and p.tenant_id = ${ctx.tenant}
      and (p.account_id is distinct from a.id or a.owner_id is not null and p.owner_id is distinct from a.owner_id) returning p.id`)
  const after = await rows(moved.map(one => one.id))
  await moveScopes(
    ctx,
    ctx.words.entity(payment.name),
    after.map(({ row }) => ({ before: before.get(row.id)!, after: row })),
  )
}
