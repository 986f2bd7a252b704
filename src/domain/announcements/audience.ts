import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import type { announcement } from './announcement'

/** Active people whom an announcement is for, its author left out. */
export async function audienceOf(
  ctx: Ctx,
  row: Pick<Row<typeof announcement>, 'audience' | 'board' | 'department' | 'owner'>,
): Promise<{ id: string; name: string }[]> {
  return ctx.db.query<{ id: string; name: string }>(sql`select u.id, u.name from users u
    where u.status = 'active' and u.deleted_at is null and u.id is distinct from ${row.owner} and ${among(row)} order by u.name`)
}

function among(row: Pick<Row<typeof announcement>, 'audience' | 'board' | 'department'>): Sql {
  if (row.audience === 'all') return raw('true')
  if (row.audience === 'board') return sql`u.board_id = ${row.board}`
  return sql`u.department_id in (with recursive part as (select ${row.department}::uuid as id
    union select d.id from departments d join part p on d.parent_id = p.id where d.deleted_at is null) select id from part)`
}
