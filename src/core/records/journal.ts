import type { Ctx } from '../ctx'
import { type Sql, sql } from '../db/statement'
import type { Entity } from '../entity'

/** Field → [before, after]. */
export type Changes = Record<string, [unknown, unknown]>

export interface Entry {
  act: string
  title: string | null
  changes: Changes | null
  board: string | null
  owner: string | null
}

/** The one row that an act leaves: audit entry, field history and event are three readings of it. */
export function journalSql(ctx: Ctx, entity: Entity | { name: string }, recordId: string | null, entry: Entry): Sql {
  const { origin } = ctx
  return sql`insert into journal (tenant_id, at, actor_id, object, record_id, title, act, changes, board_id, owner_id, origin, request, address, import_id)
    values (${ctx.tenant}, ${ctx.now.toISOString()}, ${ctx.user.system ? null : ctx.user.id}, ${entity.name}, ${recordId}, ${entry.title}, ${entry.act},
      ${entry.changes && JSON.stringify(entry.changes)}, ${entry.board}, ${entry.owner}, ${origin.by}, ${origin.request ?? null}, ${origin.address ?? null}, ${origin.importId ?? null})`
}

/** Notes something that changed no record's fields: an export, a log-in, a share. */
export async function note(
  ctx: Ctx,
  object: string,
  recordId: string | null,
  entry: Partial<Entry> & { act: string },
): Promise<void> {
  await ctx.db.query(
    journalSql(ctx, { name: object }, recordId, {
      title: null,
      changes: null,
      board: ctx.user.system ? null : ctx.user.board,
      owner: null,
      ...entry,
    }),
  )
}
