import { hidingPools, inPools } from '../access/reach'
import type { Ctx } from '../ctx'
import { raw, type Sql, sql } from '../db/statement'
import { columnOf, type Entity, type Field, kindOf } from '../entity'

/** A field's value in SQL, under `alias`; custom fields come out of the jsonb column in their own type. */
export function columnSql(name: string, field: Field, alias: string): Sql {
  if (!field.custom) return raw(`${alias}.${name === 'id' ? 'id' : columnOf(name, field)}`)
  return raw(customSql(name, field, alias))
}

/** A field's value as the caller may read it: nothing where the record's pool hides the field. */
export function readSql(ctx: Ctx, entity: Entity, name: string, field: Field, alias: string): Sql {
  const column = columnSql(name, field, alias)
  const pools = hidingPools(ctx, entity, name)
  return pools.length === 0 ? column : sql`(case when ${inPools(entity, pools, alias)} then null else ${column} end)`
}

/**
 * The expression by which a custom field is read, filtered and indexed; the index is only used where it is the same text.
 * Dates and instants stay text: they sort as they read, and their casts are not immutable, so no index could hold them.
 * Tenants share the table: another one's field of this name may hold anything, so nothing is cast that would not bear it.
 */
export function customSql(name: string, field: Field, alias: string): string {
  const column = alias ? `${alias}.custom` : 'custom'
  switch (kindOf(field).family) {
    case 'number':
      return `(case when jsonb_typeof(${column}->'${name}') = 'number' then (${column}->>'${name}')::numeric end)`
    case 'flag':
      return `(case when jsonb_typeof(${column}->'${name}') = 'boolean' then (${column}->>'${name}')::boolean end)`
    case 'id':
      return `(case when ${column}->>'${name}' ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (${column}->>'${name}')::uuid end)`
    case 'codes':
    case 'ids':
    case 'json':
      return `(${column}->'${name}')`
    default:
      return kindOf(field).column(field).endsWith('[]') ? `(${column}->'${name}')` : `(${column}->>'${name}')`
  }
}

/** True where the value is a list. */
export const isList = (field: Field) =>
  field.kind === 'refs' || field.kind === 'files' || (field.kind === 'choice' && !!field.many)

/** A masked value: enough to recognise, too little to use. The owner of a record sees it whole. */
export function masked(value: Sql, field: Field, ownerColumn: Sql | null, me: string): Sql {
  const hidden =
    field.kind === 'phone'
      ? sql`case when length(${value}) > 7 then left(${value}, 3) || '****' || right(${value}, 4) else '****' end`
      : field.kind === 'email'
        ? sql`left(${value}, 1) || '***' || substring(${value} from '@.*$')`
        : sql`'***'`
  const shown = sql`case when ${value} is null then null else ${hidden} end`
  if (!ownerColumn) return shown
  // An amount and its mask are of two types; as JSON they are of one.
  return kindOf(field).column(field) === 'text'
    ? sql`case when ${ownerColumn} = ${me} then ${value} else ${shown} end`
    : sql`case when ${ownerColumn} = ${me} then to_json(${value}) else to_json(${shown}) end`
}
