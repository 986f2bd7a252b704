import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { type Sql, sql } from '../../core/db/statement'

/**
 * Sets the clocks and marks of the opportunities that `which` (on alias o) names, from what they say: the stage's time limit, the
 * moment at which it counts as stalled (that limit, or the pipeline's days without contact, whichever is first), whether that moment
 * and the day of closing have passed. Only what differs is written; when a record was last changed stays as it is.
 * @returns how many changed
 */
export async function mark(ctx: Ctx, which: Sql): Promise<number> {
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const changed = await ctx.db.query(sql`
    update opportunities w set stage_due_at = n.due, stalls_at = n.stalls, stalled = coalesce(n.stalls <= ${now}, false), overdue = n.overdue
    from (select c.*, least(c.due, c.quiet) as stalls from (
        select o.id, o.stage_entered_at + make_interval(days => nullif(s.limit_days, 0)::int) as due,
          greatest(o.last_contact_at, o.stage_entered_at) + make_interval(days => p.quiet_days::int) as quiet,
          coalesce(o.close_date < ${dayOf(ctx.now)}::date, false) as overdue
        from opportunities o left join stages s on s.id = o.stage_id left join pipelines p on p.id = o.pipeline_id
        where ${which} and o.status = 'open'
        union all select o.id, null, null, false from opportunities o where ${which} and o.status is distinct from 'open') c) n
    where w.id = n.id and w.tenant_id = ${ctx.tenant}
      and (w.stage_due_at, w.stalls_at, w.stalled, w.overdue) is distinct from (n.due, n.stalls, coalesce(n.stalls <= ${now}, false), n.overdue)
    returning w.id`)
  return changed.length
}

export const these = (ids: readonly string[]): Sql => sql`o.id = any(${ids}::uuid[])`
