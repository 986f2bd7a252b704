import { startOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'

/** Something the caller did that may have cost money, and for which no expense is claimed yet. */
export interface Occasion {
  activity: string
  day: string
  type: string
  subject: string
  account: { id: string; name: string } | null
  opportunity: { id: string; name: string } | null
  place: string | null
}

const SHOWN = 100

/** Visits and meetings of the caller's in some days that no claim names yet, latest last. @param to included */
export async function occasions(ctx: Ctx, from: string, to: string): Promise<Occasion[]> {
  const named = ctx.words.findEntity('activity')?.fields.opportunity !== undefined
  return ctx.db.query<Occasion>(sql`
    select t.id as activity, to_char(t.occurred_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day, t.type, t.subject,
      case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as account,
      case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as opportunity, t.place
    from activities t
    left join accounts a on a.id = t.account_id and a.deleted_at is null
    left join opportunities o on o.deleted_at is null and o.id = ${raw(
      named ? 't.opportunity_id' : `case when t.about_object = 'opportunity' then t.about_id::uuid end`,
    )}
    where t.done_by_id = ${ctx.user.id} and t.deleted_at is null and t.type in ('visit', 'meeting')
      and t.occurred_at >= ${startOf(from)}::timestamptz and t.occurred_at < ${startOf(to)}::timestamptz + interval '1 day'
      and t.occurred_at <= ${ctx.now.toISOString()}::timestamptz
      and not exists (select 1 from expense_lines l where l.activity_id = t.id and l.deleted_at is null)
    order by t.occurred_at limit ${SHOWN}`)
}
