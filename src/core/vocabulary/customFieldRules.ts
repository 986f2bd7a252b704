import { reaction } from '../acts/act'
import { invalid, refuse } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import { type Entity, type KindName, kinds, type Row } from '../entity'
import { insert } from '../records/write'
import { customField, type Option } from './customField'
import { dictionaryItem } from './dictionaryItem'
import { indexField } from './fieldIndex'
import { wordsChanged } from './load'
import { codeFrom, FIELD_NAME, fieldNameFrom } from './naming'

/** The record as a reaction gets it, to be completed in place: the caller answers what it holds afterwards. */
type CustomField = { -readonly [K in keyof Row<typeof customField>]: Row<typeof customField>[K] }

const PER_OBJECT_MAX = 200
/** What a column, a parameter or a JavaScript object already means by the name. */
const RESERVED = new Set([
  'id',
  'tenant',
  'tenantId',
  'deletedAt',
  'custom',
  'ownerId',
  'boardId',
  'fields',
  'filter',
  'sort',
  'and',
  'or',
  'not',
])

/** A new field gets its name and its dictionary, and must make sense beside the fields that are there. */
export const completeField = reaction(customField, ['create'], async (ctx, field: CustomField) => {
  const entity = ctx.words.findEntity(field.object)
  if (!entity) throw invalid('object', 'customField.objectUnknown', { object: field.object })
  if (entity.internal || entity.name === customField.name || entity.name === dictionaryItem.name) {
    throw invalid('object', 'customField.objectFixed', { object: field.object })
  }
  await lockFields(ctx, entity)
  field.object = entity.name
  await nameField(ctx, field, entity)
  checkKind(ctx, field, entity)
  await makeDictionary(ctx, field)
  field.position ??= Object.values(entity.fields).filter(f => f.custom).length + 1
  await ctx.db.query(sql`update custom_fields set object = ${field.object}, name = ${field.name}, dictionary = ${field.dictionary ?? null},
    target = ${field.target ?? null}, options = null, position = ${field.position} where id = ${field.id}`)
  if (field.filterable) await indexField(ctx, field)
  await wordsChanged(ctx)
})

const FIXED = ['object', 'name', 'kind', 'many', 'target', 'dictionary'] as const

/** What records hold depends on the kind, and integrations on the name, so both stay. New options join the dictionary. */
export const keepFieldMeaning = reaction(customField, ['update'], async (ctx, field: CustomField, before) => {
  const moved = FIXED.find(name => (field[name] ?? null) !== (before![name] ?? null))
  if (moved) throw invalid(moved, 'customField.fixed')
  if (field.options) {
    await makeDictionary(ctx, field)
    await ctx.db.query(sql`update custom_fields set options = null where id = ${field.id}`)
  }
  if (field.filterable && !isIndexable(field)) throw invalid('filterable', 'customField.notFilterable')
  if (!!field.filterable !== !!before!.filterable) await indexField(ctx, field)
  await wordsChanged(ctx)
})

/** Its values stay in the records while it is in the recycle bin, and appear again when it is restored. */
export const fieldComesOrGoes = reaction(customField, ['delete', 'restore'], async (ctx, field: CustomField) => {
  if (field.filterable) await indexField(ctx, field)
  await wordsChanged(ctx)
})

const isIndexable = (field: CustomField) =>
  !field.many && !['codes', 'ids', 'json'].includes(kinds[field.kind as KindName].family) && field.kind !== 'longText'

async function lockFields(ctx: Ctx, entity: Entity): Promise<void> {
  await ctx.db.query(sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenant} fields ${entity.name}`}, 0))`)
}

/** Names of deleted fields stay taken: their values are still in the records. */
async function nameField(ctx: Ctx, field: CustomField, entity: Entity): Promise<void> {
  const others = await ctx.db.query<{ name: string; live: boolean }>(sql`
    select name, deleted_at is null as live from custom_fields where object = ${entity.name} and id <> ${field.id} and name is not null`)
  if (others.filter(other => other.live).length >= PER_OBJECT_MAX)
    throw refuse('customField.tooMany', { max: PER_OBJECT_MAX })
  const taken = (name: string) =>
    others.some(other => other.name === name) ||
    Object.hasOwn(entity.fields, name) ||
    RESERVED.has(name) ||
    name in Object.prototype
  if (!field.name) field.name = fieldNameFrom(field.label, taken)
  else if (!FIELD_NAME.test(field.name)) throw invalid('name', 'customField.badName')
  else if (taken(field.name)) throw invalid('name', 'customField.nameTaken', { name: field.name })
}

function checkKind(ctx: Ctx, field: CustomField, entity: Entity): void {
  const { kind } = field
  if (!Object.hasOwn(kinds, kind) || kind === 'structure') throw invalid('kind', 'customField.kindUnknown', { kind })
  if (kind === 'money' && !entity.fields.currency) throw invalid('kind', 'customField.noCurrency')
  if (kind === 'ref' || kind === 'refs') {
    if (!field.target) throw invalid('target', 'customField.needsTarget')
    const target = ctx.words.findEntity(field.target!)
    if (!target || target.internal) throw invalid('target', 'customField.targetUnknown', { object: field.target! })
    field.target = target!.name
  }
  if ((kind === 'choice' || kind === 'tree') && !field.options) {
    if (!field.dictionary) throw invalid('options', 'customField.needsOptions')
    if (!ctx.words.dictionary(field.dictionary!))
      throw invalid('dictionary', 'dictionary.unknown', { name: field.dictionary! })
  }
  if (field.filterable && !isIndexable(field)) throw invalid('filterable', 'customField.notFilterable')
}

/** Options given with a field become the items of a dictionary of its own; those already there stay as they are. */
async function makeDictionary(ctx: Ctx, field: CustomField): Promise<void> {
  const { options } = field
  field.options = null
  if (!options || (field.kind !== 'choice' && field.kind !== 'tree')) return
  field.dictionary ??= `${field.object}.${field.name}`
  const items = [...(ctx.words.dictionary(field.dictionary)?.values() ?? [])]
  const codes = new Set(items.map(item => item.code))
  const labels = new Set(items.map(item => item.label))
  for (const option of options) {
    const { label, code, ...rest } =
      typeof option === 'string' ? ({ label: option } as Exclude<Option, string>) : option
    if (labels.has(label)) continue
    labels.add(label)
    const given = code ?? codeFrom(label, c => codes.has(c))
    codes.add(given)
    await insert(ctx, dictionaryItem, {
      dictionary: field.dictionary,
      code: given,
      label,
      labelEn: rest.labelEn ?? null,
      tone: rest.tone ?? null,
      position: codes.size,
      active: true,
    })
  }
}
