import type { Ctx } from '../ctx'
import { literal, name as quoted, raw, sql } from '../db/statement'
import { columnOf, type Entity } from '../entity'
import { moveScopes } from '../search/rescope'
import type { Values } from './parse'
import { rowSql } from './row'
import { titleOf } from './write'

/**
 * Writes one reference of many records in a handful of statements however many there are, with the entry that each leaves in the
 * journal. For fields that only acts of one slice set: nobody reacts to them. When a record was last changed stays as it is.
 * @param values at most some hundreds, in one transaction; what says the same already is left alone
 * @returns ids of those that say otherwise now
 */
export async function setMany(
  ctx: Ctx,
  entity: Entity<any>,
  field: string,
  values: readonly { id: string; value: string | null }[],
  act: string,
): Promise<string[]> {
  if (values.length === 0) return []
  const column = quoted(columnOf(field, entity.fields[field]!))
  const found = await ctx.db.query<{ row: Values }>(sql`select ${rowSql(entity)} as row from ${raw(entity.table)} t
    where t.id = any(${values.map(one => one.id)}::uuid[]) and t.deleted_at is null order by t.id for update`)
  const wanted = new Map(values.map(one => [one.id, one.value]))
  const given = found.flatMap(({ row: before }) => {
    const value = wanted.get(before.id) ?? null
    return (before[field] ?? null) === value ? [] : [{ before, after: { ...before, [field]: value } as Values }]
  })
  if (given.length === 0) return []
  const { origin } = ctx
  const rows = given.map(({ before, after }) => ({
    id: after.id,
    value: after[field],
    owner: after.owner ?? null,
    board: after.board ?? null,
    title: titleOf(entity, after),
    changes: { [field]: [before[field] ?? null, after[field]] },
  }))
  await ctx.db.query(sql`
    with given as materialized (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as g(id uuid, value uuid, owner uuid, board uuid, title text, changes jsonb)),
      written as (update ${raw(entity.table)} t set ${column} = g.value, version = t.version + 1
        from given g where t.id = g.id and t.tenant_id = ${ctx.tenant})
    insert into journal (tenant_id, at, actor_id, object, record_id, title, act, changes, board_id, owner_id, origin, request, address)
    select ${ctx.tenant}::int4, ${ctx.now.toISOString()}::timestamptz, ${ctx.user.system ? null : ctx.user.id}::uuid, ${literal(entity.name)},
      id, title, ${act}::text, changes, board, owner, ${origin.by}::text, ${origin.request ?? null}::text, ${origin.address ?? null}::text from given`)
  await moveScopes(ctx, entity, given)
  return given.map(({ after }) => after.id)
}
