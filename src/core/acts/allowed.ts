import { reachOf, within } from '../access/reach'
import type { Ctx } from '../ctx'
import { join, name as quoted, raw, sql } from '../db/statement'
import type { Entity, Row } from '../entity'
import { absent } from '../records/merged'
import { rowSql } from '../records/row'

/**
 * Names of the acts that a record allows the caller now, by rights and by the record's state; `update` and `delete` are among them.
 * An act that is not named would be refused, so nobody need be offered it.
 */
export async function allowedActs(ctx: Ctx, entity: Entity<any>, id: string): Promise<string[]> {
  const declared = ctx.program.acts(entity.name).filter(a => a.on === 'record')
  const standard = (['update', 'delete'] as const).filter(
    name => !declared.some(a => a.name === name) && (!entity.internal || ctx.user.system),
  )
  const purposes = [...standard, ...declared.map(a => ({ act: a.name, needs: a.needs }))]
  const reached = purposes.map((p, i) => sql`${within(reachOf(ctx, entity, p), entity, 't')} as ${quoted(String(i))}`)
  const [found] = await ctx.db.query<{ row: Row<any> } & Record<string, boolean>>(
    sql`select ${join([sql`${rowSql(entity)} as row`, ...reached])}
      from ${raw(entity.table)} t where t.id = ${id} and t.deleted_at is null and ${within(reachOf(ctx, entity, 'read'), entity, 't')}`,
    'general',
  )
  if (!found) throw await absent(ctx, entity, id)
  const inReach = standard.filter((_, i) => found[i])
  const open = await Promise.all(
    declared
      .filter((_, i) => found[standard.length + i])
      .map(async act => ((await act.allow?.(ctx, found.row)) ? [] : [act.name])),
  )
  return [...inReach, ...open.flat()]
}
