import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { newIds } from '../../core/records/ids'
import type { opportunity } from './opportunity'

type Opportunity = Row<typeof opportunity>

/** What an act did to an opportunity's place in its pipeline. */
export interface Move {
  act: string
  from: string | null
  to: string | null
  reason?: string
}

/** Writes a line of the stage log, from the record as it was before. */
export async function logMove(ctx: Ctx, before: Opportunity, { act, from, to, reason }: Move): Promise<void> {
  await ctx.db.query(sql`
    insert into stage_moves (tenant_id, id, created_by, updated_by, created_at, updated_at, opportunity_id, pipeline_id, from_id, to_id, act, at, by_id, days, reason, owner_id, board_id)
    select ${ctx.tenant}::int4, ${newIds(1)[0]}::uuid, m.by, m.by, m.at, m.at, o.id, o.pipeline_id, ${from}::uuid, ${to}::uuid, ${act}::text, m.at, m.by,
      round(extract(epoch from m.at - coalesce((select max(l.at) from stage_moves l where l.opportunity_id = o.id and l.deleted_at is null), o.created_at)) / 86400, 3), ${reason ?? null}::text, o.owner_id, o.board_id
    from opportunities o, (select ${ctx.now.toISOString()}::timestamptz as at, ${ctx.user.system ? null : ctx.user.id}::uuid as by) m
    where o.id = ${before.id}`)
}

/** The first line of each new opportunity's log. */
export async function logNew(ctx: Ctx, created: readonly Record<string, any>[]): Promise<void> {
  const lines = newIds(created.length).map((id, i) => ({ id, opportunity: created[i]!.id }))
  await ctx.db.query(sql`
    insert into stage_moves (tenant_id, id, created_by, updated_by, created_at, updated_at, opportunity_id, pipeline_id, to_id, act, at, by_id, days, owner_id, board_id)
    select ${ctx.tenant}::int4, l.id, o.created_by, o.created_by, o.created_at, o.created_at, o.id, o.pipeline_id, o.stage_id, 'create', o.created_at, o.created_by, 0, o.owner_id, o.board_id
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l(id uuid, opportunity uuid) join opportunities o on o.id = l.opportunity`)
}
