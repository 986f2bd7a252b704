import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'

/**
 * Who speaks for a side: the manager of whoever works on the customer; where there is none, or nobody works on it, the head of the
 * board. Null where the board has no head either: then the approvals find somebody.
 */
export async function deciderFor(ctx: Ctx, person: string | null, board: string): Promise<string | null> {
  const [found] = await ctx.db.query<{ id: string }>(sql`
    select u.id from users u left join users p on p.id = ${person}::uuid
    left join roles r on r.id = any(u.roles) and r.code = 'board-head' and r.deleted_at is null
    where u.status = 'active' and u.deleted_at is null and u.id is distinct from ${person}::uuid
      and (u.id = p.manager_id or (r.id is not null and u.board_id = ${board}::uuid))
    order by (u.id = p.manager_id) desc nulls last, u.created_at, u.id limit 1`)
  return found?.id ?? null
}
