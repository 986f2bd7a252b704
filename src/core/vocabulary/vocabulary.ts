import { sql } from '../db/statement'
import type { Database } from '../db/types'
import type { DictionaryItem, Entity, Field, KindName, Label } from '../entity'
import type { Program } from '../program'
import type { Vocabulary } from '../records/vocabulary'
import type { DictionarySeed } from '../slice'
import { regionCode, regionName } from './regions'

interface ItemRow {
  dictionary: string
  code: string
  label: string
  labelEn: string | null
  parent: string | null
  position: number | null
  active: boolean | null
  tone: string | null
}
interface FieldRow {
  object: string
  name: string
  kind: KindName
  label: string
  labelEn: string | null
  dictionary: string | null
  target: string | null
  many: boolean | null
  images: boolean | null
  scale: number | null
  unit: string | null
  hint: string | null
  section: string | null
  required: boolean | null
  filterable: boolean | null
  searchable: boolean | null
}
/** A tenant's own words as they are stored. */
export interface Rows {
  items: ItemRow[]
  fields: FieldRow[]
  /** Number patterns by object. */
  numbering: Record<string, string>
}

/** Reads a tenant's words in one statement. */
export async function readRows(database: Database, tenant: number): Promise<Rows> {
  const [row] = await database.tenant(tenant).query<Rows>(sql`
    select
      (select coalesce(json_agg(i order by i.dictionary, i.position, i.code), '[]') from (
        select dictionary, code, label, label_en as "labelEn", parent, position, active, tone
        from dictionary_items where deleted_at is null) i) as items,
      (select coalesce(json_agg(f order by f.object, f.position, f.created_at), '[]') from (
        select object, name, kind, label, label_en as "labelEn", dictionary, target, many, images, scale, unit, hint, section,
          required, filterable, searchable, position, created_at
        from custom_fields where deleted_at is null and name is not null) f) as fields,
      (select coalesce(json_object_agg(object, pattern order by object), '{}') from number_rules where deleted_at is null) as numbering`)
  return row!
}

/** The words of a tenant: what its slices declare, with the tenant's fields and dictionary items in it. */
export function vocabularyFrom(program: Program, rows: Rows): Vocabulary {
  const entities = program.entities.map(entity =>
    withNumbering(
      withFields(
        entity,
        rows.fields.filter(field => field.object === entity.name),
      ),
      rows.numbering[entity.name],
    ),
  )
  const byName = new Map(
    entities.flatMap(
      entity =>
        [
          [entity.path, entity],
          [entity.name, entity],
        ] as const,
    ),
  )
  const dictionaries = itemsByDictionary(program, rows)
  const children = new Map<string, Map<string, string[]>>()

  return {
    entities,
    findEntity: nameOrPath => byName.get(nameOrPath),
    entity(name) {
      const found = byName.get(name)
      if (!found) throw new Error(`There is no object called ${name}.`)
      return found
    },
    dictionary: name => dictionaries.get(name),
    dictionaries: describeDictionaries(program, rows),
    below(dictionary, code) {
      const items = dictionaries.get(dictionary)
      if (!items) return [code]
      if (!children.has(dictionary)) children.set(dictionary, childrenByParent(items))
      return descendants(code, children.get(dictionary)!)
    },
    region: regionName,
    regionCode,
  }
}

/** The entity with its custom fields among the declared ones. A declared field of the same name wins: an upgrade may bring one. */
function withFields(entity: Entity, rows: FieldRow[]): Entity {
  const own = rows
    .filter(row => !Object.hasOwn(entity.fields, row.name))
    .map(row => [row.name, fieldFrom(row)] as const)
  return own.length ? { ...entity, fields: { ...entity.fields, ...Object.fromEntries(own) } } : entity
}

const withNumbering = (entity: Entity, numbering: string | undefined): Entity =>
  numbering && entity.numbering ? { ...entity, numbering } : entity

function fieldFrom(row: FieldRow): Field {
  const word = (zh: string, en?: string | null): Label => [zh, en || zh]
  return {
    kind: row.kind,
    custom: true,
    label: word(row.label, row.labelEn),
    ...(row.required ? { required: true } : {}),
    ...(row.filterable ? { filter: true } : {}),
    ...(row.searchable ? { search: true } : {}),
    ...(row.kind === 'phone' || row.kind === 'email' ? { sensitive: true } : {}),
    ...(row.dictionary ? { dictionary: row.dictionary } : {}),
    ...(row.target ? { target: row.target } : {}),
    ...(row.many ? { many: true } : {}),
    ...(row.images ? { images: true } : {}),
    ...(row.scale === null ? {} : { scale: row.scale }),
    ...(row.unit ? { unit: word(row.unit) } : {}),
    ...(row.hint ? { hint: word(row.hint) } : {}),
    ...(row.section ? { section: row.section } : {}),
  }
}

/** A dictionary whose items are not planted yet (a tenant being set up, a new release) reads as its slice brings it. */
function itemsByDictionary(program: Program, rows: Rows) {
  const all = new Map<string, Map<string, DictionaryItem>>()
  for (const { dictionary, ...row } of rows.items) {
    const items = all.get(dictionary) ?? new Map<string, DictionaryItem>()
    items.set(row.code, { ...row, position: row.position ?? 0, active: row.active ?? true })
    all.set(dictionary, items)
  }
  for (const { name, items } of declaredDictionaries(program)) {
    if (!all.has(name)) all.set(name, new Map(items.map((item, i) => [item[0], seedItem(item, i + 1)])))
  }
  return all
}

const seedItem = (
  [code, label, labelEn, parent, tone]: DictionarySeed['items'][number],
  position: number,
): DictionaryItem => ({
  code,
  label,
  labelEn,
  parent: parent ?? null,
  tone: tone ?? null,
  position,
  active: true,
})

/** Labels come with the declaration; a dictionary made for a custom field bears the field's. */
function describeDictionaries(program: Program, rows: Rows): Vocabulary['dictionaries'] {
  const described = new Map<string, { label: readonly [string, string]; tree: boolean }>()
  for (const { name, label, tree } of declaredDictionaries(program))
    described.set(name, { label: [label[0], label[1]], tree: !!tree })
  for (const { dictionary, kind, label, labelEn } of rows.fields) {
    if (dictionary && !described.has(dictionary))
      described.set(dictionary, { label: [label, labelEn || label], tree: kind === 'tree' })
  }
  for (const { dictionary, parent } of rows.items) {
    const known = described.get(dictionary)
    if (!known) described.set(dictionary, { label: [dictionary, dictionary], tree: !!parent })
  }
  return described
}

function childrenByParent(items: ReadonlyMap<string, DictionaryItem>): Map<string, string[]> {
  const children = new Map<string, string[]>()
  for (const { code, parent } of items.values())
    if (parent) children.set(parent, [...(children.get(parent) ?? []), code])
  return children
}

function descendants(code: string, children: Map<string, string[]>): string[] {
  const found = new Set([code])
  for (const one of found) for (const child of children.get(one) ?? []) found.add(child)
  return [...found]
}

/** The dictionaries that slices bring, in the order of the slices. */
export const declaredDictionaries = (program: Program): DictionarySeed[] =>
  program.slices.flatMap(slice => slice.dictionaries ?? [])
