import { fieldAccess, reachOf, within } from '../access/reach'
import { notFound, Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { literal, raw, type Sql, sql } from '../db/statement'
import type { Entity } from '../entity'
import { columnSql } from './column'

/** Ids of all records that were merged into `id` (an expression), at first or at second hand, as a subquery. */
export const mergedInto = (entity: Entity, id: Sql): Sql => sql`(
  with recursive gone as (
    select record_id from merged_records where object = ${literal(entity.name)} and into_id = ${id}
    union select m.record_id from merged_records m join gone g on m.into_id = g.record_id where m.object = ${literal(entity.name)})
  select record_id from gone)`

/**
 * What to answer for a record that isn't there: 404; or 410 with `mergedInto`, the record that stands for it now, when it was
 * merged into one that the caller may see.
 */
export async function absent(ctx: Ctx, entity: Entity, id: string): Promise<Refusal> {
  const named = ['read', 'write'].includes(fieldAccess(ctx, entity, entity.title))
  const title = columnSql(entity.title, entity.fields[entity.title]!, 't')
  const [into] = await ctx.db.query<{ id: string; name: string | null }>(sql`
    with recursive heirs as (
      select into_id from merged_records where object = ${literal(entity.name)} and record_id = ${id}
      union select m.into_id from merged_records m join heirs h on m.record_id = h.into_id where m.object = ${literal(entity.name)})
    select t.id, ${named ? sql`${title}::text` : raw('null')} as name from heirs h join ${raw(entity.table)} t on t.id = h.into_id
    where t.deleted_at is null and ${within(reachOf(ctx, entity, 'read'), entity, 't')}`)
  if (!into) return notFound()
  return new Refusal('record.merged', { name: into.name ?? '' }, 410, [], {
    mergedInto: { object: entity.name, ...into },
  })
}
