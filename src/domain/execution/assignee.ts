import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Who } from './plan'
import type { Order } from './schedule'

/**
 * Who is to do a step. A role's step goes to whoever of its holders on the order's board has the fewest steps open; where nobody is
 * there, or the named person has left, whoever owns the order does it.
 */
export async function assigneeOf(ctx: Ctx, who: Who, row: Order): Promise<string | null> {
  const owner = row.owner ?? null
  if (who.by === 'owner') return owner
  const [found] = await ctx.db.query<{ id: string }>(
    who.by === 'person'
      ? sql`select id from users where id = ${who.person} and status = 'active' and deleted_at is null`
      : sql`select u.id from users u join roles r on r.id = any(u.roles)
          where r.code = ${who.role} and r.deleted_at is null and u.board_id = ${row.board} and u.status = 'active' and u.deleted_at is null
          order by (select count(*) from execution_steps s where s.assignee_id = u.id and s.status in ('waiting', 'ready') and s.deleted_at is null), u.id
          limit 1`,
  )
  return found?.id ?? owner
}
