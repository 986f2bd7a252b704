import { fieldAccess, reachOf, within } from '../access/reach'
import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { join, name as quoted, raw, type Sql, sql } from '../db/statement'
import { type Entity, type Field, kindOf } from '../entity'
import { columnSql, isList, masked, readSql } from './column'
import { LIMITS } from './limits'
import { fieldOf, pathOf } from './path'

/** What to read of a record: leaf fields, and references with what is wanted of their record. */
interface Wanted {
  [name: string]: Wanted | true
}

/** Names of what a record shows unless asked for less: all that the caller may see. */
export function readableFields(ctx: Ctx, entity: Entity): string[] {
  return ['id', ...Object.keys(entity.fields).filter(name => fieldAccess(ctx, entity, name) !== 'none')]
}

/**
 * The expression that builds a record's JSON under `alias`, and the joins it needs. References become `{ id, name }` from a
 * join by primary key in the same statement; a reference whose record the caller may not see keeps its id and has no name.
 */
export function documentSql(
  ctx: Ctx,
  entity: Entity,
  fields: readonly string[] | undefined,
  alias = 't',
): { document: Sql; joins: Sql } {
  const wanted: Wanted = {}
  const names = fields ?? readableFields(ctx, entity)
  if (names.length > LIMITS.fields) throw new Refusal('query.tooManyFields', { max: LIMITS.fields }, 400)
  for (const dotted of names) {
    pathOf(ctx, entity, dotted)
    let at = wanted
    const steps = dotted.split('.')
    for (const step of steps.slice(0, -1)) at = (at[step] === true || !at[step] ? (at[step] = {}) : at[step]) as Wanted
    const last = steps.at(-1)!
    at[last] ??= true
  }
  wanted.id = true

  const joins: Sql[] = []
  let aliases = 0
  function build(on: Entity, wants: Wanted, at: string, around: Sql[], given: Sql[] = []): Sql {
    const columns = Object.entries(wants).map(
      ([name, sub]) => sql`${value(on, name, sub, at, around)} as ${quoted(name)}`,
    )
    return sql`(select row_to_json(_row) from (select ${join([...given, ...columns])}) _row)`
  }
  function value(on: Entity, name: string, sub: Wanted | true, at: string, around: Sql[]): Sql {
    const field = fieldOf(on, name)!
    const column = readSql(ctx, on, name, field, at)
    if (name === 'id') return column
    if (field.kind === 'ref' && field.target) return reference(field, sub, column, around)
    if (field.kind === 'refs' && field.target && sub === true) return references(field, column)
    const access = fieldAccess(ctx, on, name)
    if (field.kind === 'files' && access !== 'masked') return attached(field, column)
    if (isList(field)) return field.custom ? sql`coalesce(${column}, '[]'::jsonb)` : sql`coalesce(${column}, '{}')`
    const owner = on.owned ? raw(`${at}.owner_id`) : null
    return access === 'masked'
      ? masked(column, field, owner, ctx.user.id)
      : field.custom
        ? customValue(field, column)
        : column
  }
  function reference(field: Field, sub: Wanted | true, column: Sql, around: Sql[]): Sql {
    const to = ctx.words.entity(field.target!)
    const r = `j${aliases++}`
    const seen = within(reachOf(ctx, to, 'read'), to, r)
    around.push(sql`left join ${raw(to.table)} ${raw(r)} on ${raw(r)}.id = ${column} and ${seen}`)
    const title = columnSql(to.title, to.fields[to.title]!, r)
    const shown =
      fieldAccess(ctx, to, to.title) === 'read' || fieldAccess(ctx, to, to.title) === 'write'
        ? title
        : raw('null::text')
    if (sub === true)
      return sql`case when ${column} is not null then json_build_object('id', ${column}, 'name', ${shown}) end`
    const { id: _, ...further } = sub
    // A reference reads as `{ id, name }` however deep one reads on; where `name` is asked for as a field of its own, that stands.
    const given = [sql`${column} as id`, ...(further.name ? [] : [sql`${shown} as name`])]
    return sql`case when ${column} is not null then ${build(to, further, r, around, given)} end`
  }
  function attached(field: Field, column: Sql): Sql {
    const ids = idsIn(field, column)
    return sql`case when ${column} is null then '[]'::json else (
      select coalesce(json_agg(json_build_object('id', f.id, 'name', f.name, 'mime', f.mime, 'sizeBytes', f.size_bytes)
        order by array_position(${ids}, f.id)), '[]') from files f where f.id = any(${ids})) end`
  }
  function references(field: Field, column: Sql): Sql {
    const to = ctx.words.entity(field.target!)
    const title = columnSql(to.title, to.fields[to.title]!, 'm')
    const ids = idsIn(field, column)
    return sql`(select coalesce(json_agg(json_build_object('id', m.id, 'name', ${title}) order by array_position(${ids}, m.id)), '[]')
      from ${raw(to.table)} m where m.id = any(${ids}) and ${within(reachOf(ctx, to, 'read'), to, 'm')})`
  }
  const document = build(entity, wanted, alias, joins)
  return { document, joins: join(joins, ' ') }
}

const idsIn = (field: Field, column: Sql): Sql =>
  field.custom ? sql`(select array_agg(v::uuid) from jsonb_array_elements_text(${column}) v)::uuid[]` : column

/** Custom values come from jsonb in their JSON form already. */
const customValue = (field: Field, column: Sql) => (kindOf(field).family === 'number' ? sql`${column}::float8` : column)
