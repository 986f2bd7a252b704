import { reachOf } from '../../core/access/reach'
import { forbidden } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import { workLog } from './workLog'

export interface Person {
  id: string
  name: string
  department: string | null
  /** Somebody waits for their logs. */
  owes: boolean
  /** The day on which they came. */
  since: string
}

/** Active people whose logs the caller reads, the caller too. Whoever has a manager owes that manager a log. */
export async function readable(ctx: Ctx, only?: string): Promise<Person[]> {
  const one = only ? sql`u.id = ${only}` : raw(`u.status = 'active'`)
  return ctx.db.query<Person>(sql`
    select u.id, u.name, d.name as department, u.manager_id is not null as owes, to_char(u.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as since
    from users u left join departments d on d.id = u.department_id left join boards b on b.id = u.board_id
    where u.deleted_at is null and ${one} and ${inReach(ctx)} order by b.position nulls last, b.name, d.position nulls last, d.name nulls first, u.name limit 500`)
}

function inReach(ctx: Ctx): Sql {
  const reach = reachOf(ctx, ctx.words.entity(workLog.name), 'read')
  switch (reach.kind) {
    case 'nothing':
      throw forbidden('right.read', { object: workLog.name })
    case 'everything':
      return raw('true')
    case 'board':
      return sql`(u.board_id = ${reach.board} or u.id = ${ctx.user.id})`
    case 'mine':
      return sql`u.id = ${reach.me}`
    case 'people':
      return sql`(u.board_id = ${reach.board} and u.id = any(${[...reach.people]}::uuid[]) or u.id = ${ctx.user.id})`
  }
}
