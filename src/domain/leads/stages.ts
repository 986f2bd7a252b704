import { reaction } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId, type Row } from '../../core/entity'
import { rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import { activity } from '../activities'
import { lead, leadIn, RANKS } from './lead'

/**
 * Dates how far a lead has come. It becomes converted by conversion and invalid by being discarded, never by an edit: both say
 * more than a status does.
 */
export const stages = reaction(
  lead,
  ['update'],
  async (ctx, after, before, act) => {
    if (!before || after.status === before.status) return
    if (act === 'update') {
      if (after.status === 'converted' || before.status === 'converted') throw refuse('lead.byConversion')
      if (after.status === 'invalid') throw refuse('lead.byDiscard')
    }
    const rank = RANKS[after.status ?? '']
    const now = ctx.now.toISOString()
    // A status of the company's own, or none, leaves open how far the lead has come.
    const reached = (step: number, at: string | null) =>
      sql`${rank === undefined ? at : rank >= step ? (at ?? now) : null}::timestamptz`
    const discarded = after.status === 'invalid'
    await ctx.db.query(sql`update leads set working_at = ${reached(1, after.workingAt)}, qualified_at = ${reached(2, after.qualifiedAt)},
        converted_at = ${reached(3, after.convertedAt)}, discarded_at = ${discarded ? now : null}::timestamptz,
        discard_reason = case when ${discarded}::boolean then discard_reason end,
        discard_note = case when ${discarded}::boolean then discard_note end
      where id = ${after.id} and tenant_id = ${ctx.tenant}`)
  },
  // Changing hands is no progress.
  async () => {},
)

/** Whoever was in touch about a new lead works on it. An inquiry that was only taken down is no work yet. */
export const firstContact = reaction(
  activity,
  ['create'],
  (ctx, row, _before, act) => (act === 'inquire' ? Promise.resolve() : takeUp(ctx, [row])),
  undefined,
  (ctx, rows) => takeUp(ctx, rows),
)

async function takeUp(ctx: Ctx, activities: readonly Record<string, any>[]): Promise<void> {
  const ids = activities
    .filter(one => one.aboutObject === lead.name && one.type !== 'note' && isId(one.aboutId))
    .map(one => one.aboutId)
  if (ids.length === 0) return
  const entity = leadIn(ctx)
  const found = await ctx.db.query<{ row: Row<typeof lead> }>(sql`select ${rowSql(entity)} as row from leads t
    where t.id = any(${[...new Set(ids)]}::uuid[]) and t.status = 'new' and t.deleted_at is null order by t.id for update`)
  for (const { row } of found) await change(ctx, entity, row, { status: 'working' })
}
