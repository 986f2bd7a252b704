import { type Purpose, reachOf, within } from '../access/reach'
import { forbidden } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { join, name as quoted, raw, type Sql, sql } from '../db/statement'
import { type Entity, type Field, kindOf, type Row } from '../entity'
import { columnSql } from './column'
import { absent } from './merged'

/** A whole record as acts see it: every field by name, references as ids. */
export function rowSql(entity: Entity<any>, alias = 't'): Sql {
  const columns = Object.entries<Field<any>>(entity.fields).map(
    ([name, field]) => sql`${columnSql(name, field, alias)} as ${quoted(name)}`,
  )
  // A field may be called x.
  return sql`(select row_to_json(_row) from (select ${raw(`${alias}.id`)}, ${join(columns)}) _row)`
}

/**
 * Loads a record that the caller may use for `purpose`, locked when `lock`.
 * @throws 404 when the caller may not even see it, 410 when it was merged into another, 403 when it is only the purpose that is out of reach
 */
export async function load<E extends Entity<any>>(
  ctx: Ctx,
  entity: E,
  id: string,
  purpose: Purpose,
  lock = false,
): Promise<Row<E>> {
  const [found] = await ctx.db.query<{ row: Row<E>; allowed: boolean }>(
    sql`select ${rowSql(entity)} as row, ${within(reachOf(ctx, entity, purpose), entity, 't')} as allowed
    from ${raw(entity.table)} t where t.id = ${id} and t.deleted_at is null and ${within(reachOf(ctx, entity, 'read'), entity, 't')}
    ${raw(lock ? 'for update' : '')}`,
    'general',
  )
  if (!found) throw await absent(ctx, entity, id)
  if (!found.allowed) throw forbidden()
  return found.row
}

/** The same for several records, in the order of their ids. @throws what `load` says of the first that is out of reach */
export async function loadMany<E extends Entity<any>>(
  ctx: Ctx,
  entity: E,
  ids: readonly string[],
  purpose: Purpose,
  lock = false,
): Promise<Row<E>[]> {
  if (ids.length === 0) return []
  const found = await ctx.db.query<{ row: Row<E>; allowed: boolean }>(
    sql`select ${rowSql(entity)} as row, ${within(reachOf(ctx, entity, purpose), entity, 't')} as allowed
    from ${raw(entity.table)} t where t.id = any(${ids}::uuid[]) and t.deleted_at is null and ${within(reachOf(ctx, entity, 'read'), entity, 't')}
    order by t.id ${raw(lock ? 'for update' : '')}`,
  )
  const seen = new Set(found.map(({ row }) => row.id))
  const hidden = ids.find(id => !seen.has(id))
  if (hidden) throw await absent(ctx, entity, hidden)
  if (found.some(({ allowed }) => !allowed)) throw forbidden()
  return found.map(({ row }) => row)
}

/** True when two values of a field are the same, however PostgreSQL or JSON wrote them. */
export function sameValue(entity: Entity, field: string, a: unknown, b: unknown): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true
  if (a === null || b === null || a === undefined || b === undefined) return false
  if (kindOf(entity.fields[field]!).family === 'instant') return Date.parse(String(a)) === Date.parse(String(b))
  return JSON.stringify(a) === JSON.stringify(b)
}
