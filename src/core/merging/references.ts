import { join, literal, name as quoted, raw, type Sql, sql } from '../db/statement'
import { columnOf, type Entity, type Field, kindOf } from '../entity'
import { columnSql, isList } from '../records/column'
import type { Vocabulary } from '../records/vocabulary'

/** One way in which records of an object point at records of another. */
export interface Reference {
  /** The object whose records point. */
  from: Entity
  /** Name of the field that holds the id, alone or among others. */
  name: string
  field: Field
  /** Where the field may point at records of any object: the field that says of which. */
  objectField?: string
}

/**
 * All references to records of `entity` that the vocabulary knows, the tenant's own fields among them: an object that is
 * declared tomorrow is in it. Besides `ref` and `refs` these are pairs of text fields named `…Object` and `…Id`.
 */
export const referencesTo = (words: Pick<Vocabulary, 'entities'>, entity: Entity): Reference[] =>
  words.entities.flatMap(from =>
    Object.entries(from.fields).flatMap(([name, field]): Reference[] => {
      if (field.target === entity.name && (field.kind === 'ref' || field.kind === 'refs'))
        return [{ from, name, field }]
      const objectField = pairedWith(from, name)
      return objectField ? [{ from, name, field, objectField }] : []
    }),
  )

/** The field that says of which object the id in `name` is; undefined where `name` holds no such id. */
export function pairedWith(entity: Entity, name: string): string | undefined {
  const partner = name.endsWith('Id') ? `${name.slice(0, -2)}Object` : ''
  return entity.fields[name]?.kind === 'text' && entity.fields[partner]?.kind === 'text' ? partner : undefined
}

/** The condition that a record under `alias` points at one of `ids`. */
export function pointsAt(
  { from, name, field, objectField }: Reference,
  to: Entity,
  ids: readonly string[],
  alias: string,
): Sql {
  const column = columnSql(name, field, alias)
  if (objectField)
    return sql`(${columnSql(objectField, from.fields[objectField]!, alias)} = ${literal(to.name)} and ${column} = any(${ids}::text[]))`
  if (!isList(field)) return sql`${column} = any(${ids}::uuid[])`
  return field.custom ? sql`${column} ?| ${ids}::text[]` : sql`${column} && ${ids}::uuid[]`
}

/** What the field holds once `ids` have become `into`, as jsonb: the one id, or the list with it once, in the first one's place. */
export function repointed({ name, field }: Reference, ids: readonly string[], into: string, alias: string): Sql {
  if (!isList(field)) return sql`to_jsonb(${into}::text)`
  return sql`(select jsonb_agg(id order by place) from (
    select case when id = any(${ids}::text[]) then ${into}::text else id end as id, min(n) as place
    from jsonb_array_elements_text(${valueJson(name, field, alias)}) with ordinality as u(id, n) group by 1) x)`
}

/** A field's value as jsonb; JSON's null where it has none. */
export const valueJson = (name: string, field: Field, alias: string): Sql =>
  field.custom
    ? sql`coalesce(${raw(alias)}.custom->${literal(name)}, 'null')`
    : sql`coalesce(to_jsonb(${columnSql(name, field, alias)}), 'null')`

/** Assignments that give a record the values of some fields, each the jsonb that `value` answers. Custom fields share one column. */
export function assignments(
  entity: Entity,
  names: readonly string[],
  value: (name: string) => Sql,
  alias: string,
): Sql {
  const plain = names.filter(name => !entity.fields[name]!.custom)
  const custom = names.filter(name => entity.fields[name]!.custom)
  const sets = plain.map(name => {
    const field = entity.fields[name]!
    return sql`${quoted(columnOf(name, field))} = ${plainValue(field, value(name))}`
  })
  if (custom.length) {
    const merged = custom.reduce(
      (sum, name) => sql`${sum} || jsonb_build_object(${literal(name)}, ${value(name)})`,
      raw(`${alias}.custom`),
    )
    sets.push(sql`custom = jsonb_strip_nulls(${merged})`)
  }
  return join(sets)
}

function plainValue(field: Field, json: Sql): Sql {
  const type = raw(kindOf(field).column(field))
  if (kindOf(field).family === 'json') return sql`nullif(${json}, 'null')`
  if (!isList(field)) return sql`(${json} #>> '{}')::${type}`
  return sql`case when jsonb_typeof(${json}) = 'array' then (select array_agg(id order by n) from jsonb_array_elements_text(${json}) with ordinality as u(id, n))::${type} end`
}
