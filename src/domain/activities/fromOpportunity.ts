import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId } from '../../core/entity'

/** What is said about an opportunity is said to its customer too, and belongs to whoever that belongs to. */
export async function fromOpportunity(ctx: Ctx, rows: readonly Record<string, any>[]): Promise<void> {
  for (const row of rows)
    if (!row.opportunity && row.aboutObject === 'opportunity' && isId(row.aboutId)) row.opportunity = row.aboutId
  const open = rows.filter(row => row.opportunity && !row.account)
  if (open.length === 0) return
  const found = await ctx.db.query<{ id: string; account: string; owner: string | null; board: string }>(sql`
    select o.id, a.id as account, a.owner_id as owner, a.board_id as board from opportunities o join accounts a on a.id = o.account_id
    where o.id = any(${open.map(row => row.opportunity)}::uuid[])`)
  const accounts = new Map(found.map(({ id, ...one }) => [id, one]))
  for (const row of open) Object.assign(row, accounts.get(row.opportunity))
}
