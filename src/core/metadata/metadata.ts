import { fieldAccess, reachOf } from '../access/reach'
import { STANDARD_ACTS } from '../acts/perform'
import type { Ctx } from '../ctx'
import { type Entity, type Field, LANGS, type Label, type Lang } from '../entity'
import { labelIn } from '../i18n/say'
import { isList } from '../records/column'
import { operatorsOf } from '../records/filter'
import { fieldOf } from '../records/path'
import type { Vocabulary } from '../records/vocabulary'
import { dictionaryMeta } from '../vocabulary/describe'
import type { ActMeta, FieldMeta, Metadata, ObjectMeta } from './types'

const LARGE_DICTIONARY = 500

/** What the caller may see of the product's declarations, in the caller's language. */
export function metadata(ctx: Ctx): Metadata {
  const dictionaries = Object.fromEntries(
    [...ctx.words.dictionaries.keys()].map(name => {
      const meta = dictionaryMeta(ctx.words, name, ctx.lang)
      return [name, meta.items.length > LARGE_DICTIONARY ? { ...meta, large: true, items: [] } : meta]
    }),
  )
  const readable = ctx.words.entities.filter(e => mayRead(ctx, e))
  const children = childrenOf(ctx, readable)
  return {
    lang: LANGS.includes(ctx.lang) ? ctx.lang : ('zh-CN' as Lang),
    objects: readable.map(e => objectMeta(ctx, e, children.get(e.name) ?? [])),
    dictionaries,
  }
}

/** By object: those whose records refer to its records, each with the first field by which they do. */
function childrenOf(ctx: Ctx, readable: readonly Entity[]): Map<string, ObjectMeta['children']> {
  const children = new Map<string, ObjectMeta['children']>()
  for (const child of readable) {
    if (child.internal) continue
    const seen = new Set([child.name])
    for (const field of child.declared) {
      const { target } = child.fields[field]!
      if (!target || seen.has(target)) continue
      seen.add(target)
      const known = children.get(target) ?? []
      known.push({ object: child.name, path: child.path, field, label: labelIn(child.label, ctx.lang) })
      children.set(target, known)
    }
  }
  return children
}

const mayRead = (ctx: Ctx, entity: Entity) => reachOf(ctx, entity, 'read').kind !== 'nothing'

function objectMeta(ctx: Ctx, entity: Entity, children: ObjectMeta['children']): ObjectMeta {
  const say = (label: Label) => labelIn(label, ctx.lang)
  const rights = ctx.user.rights(entity.name)
  const all = ctx.user.system
  const readable = Object.entries(entity.fields).filter(([name]) => fieldAccess(ctx, entity, name) !== 'none')
  const plain = readable
    .filter(([, f]) => !f.system && f.kind !== 'structure' && f.kind !== 'longText')
    .map(([name]) => name)
  return {
    name: entity.name,
    path: entity.path,
    label: say(entity.label),
    ...(entity.area ? { area: entity.area } : {}),
    ...(entity.group ? { group: entity.group } : {}),
    ...(entity.icon ? { icon: entity.icon } : {}),
    title: entity.title,
    subtitle: [...(entity.subtitle ?? [])],
    owned: !!entity.owned,
    ...(entity.pool ? { pool: entity.pool, poolMember: inPoolOf(ctx, entity) } : {}),
    internal: !!entity.internal,
    setup: !!entity.setup,
    can: {
      create: !entity.internal && (all || rights.create),
      update: !entity.internal && (all || rights.update !== 'none'),
      delete: !entity.internal && (all || rights.delete !== 'none'),
      import: !entity.internal && (all || rights.import),
      export: all || rights.export,
    },
    fields: readable.map(([name, field]) => fieldMeta(ctx, name, field, entity)),
    ...createInput(ctx, entity),
    sections: Object.entries(entity.sections ?? {}).map(([name, label]) => ({ name, label: say(label) })),
    list: [
      ...(entity.list ?? [
        ...new Set([entity.title, ...plain.slice(0, 6), ...(entity.owned ? ['owner'] : []), 'updatedAt']),
      ]),
    ].filter(dotted => readable.some(([n]) => n === dotted.split('.')[0])),
    acts: ctx.program
      .acts(entity.name)
      .filter(a => !(STANDARD_ACTS as readonly string[]).includes(a.name))
      .filter(a => reachOf(ctx, entity, { act: a.name, needs: a.needs }).kind !== 'nothing')
      .map(
        (a): ActMeta => ({
          name: a.name,
          label: say(a.label),
          ...(a.icon ? { icon: a.icon } : {}),
          on: a.on,
          ...(a.needs === 'read' ? { needs: a.needs } : {}),
          batch: a.batch,
          ...(a.undo ? { undo: a.undo } : {}),
          ...(a.offer ? { offer: a.offer } : {}),
          ...(a.screen ? { screen: a.screen } : {}),
          ...(a.foresee ? { foresee: a.foresee } : {}),
          input: Object.entries(a.input).map(([name, field]) => fieldMeta(ctx, name, field)),
        }),
      ),
    children,
    ...(entity.timeline ? { timeline: entity.timeline } : {}),
  }
}

const inPoolOf = (ctx: Ctx, entity: Entity) => {
  const reach = reachOf(ctx, entity, 'read')
  return reach.kind === 'people' && reach.pools.length > 0
}

/** Only what is no field: where the act takes a field in another way, the field's own control serves. */
function createInput(ctx: Ctx, entity: Entity): Pick<ObjectMeta, 'createInput'> {
  const extra = Object.entries(ctx.program.act(entity.name, 'create')?.input ?? {}).filter(
    ([name]) => !entity.fields[name],
  )
  return extra.length ? { createInput: extra.map(([name, field]) => fieldMeta(ctx, name, field)) } : {}
}

/** A field as screens need it: an object's, or one that an act asks for. */
export function fieldMeta(ctx: Ctx, name: string, field: Field, entity?: Entity): FieldMeta {
  const access = entity ? (fieldAccess(ctx, entity, name) as FieldMeta['access']) : 'write'
  const known = knownOf(ctx, field)
  const key = `${name} ${entity?.name ?? ''} ${access} ${ctx.lang}`
  let meta = known.get(key)
  if (!meta) {
    meta = described(ctx, name, field, access, entity)
    known.set(key, meta)
  }
  return meta
}

/** Fields are the same for all who have the same access to them, for as long as the words stay as they are. */
const kept = new WeakMap<Vocabulary, WeakMap<Field, Map<string, FieldMeta>>>()

function knownOf({ words }: Ctx, field: Field): Map<string, FieldMeta> {
  const fields = kept.get(words) ?? new WeakMap<Field, Map<string, FieldMeta>>()
  kept.set(words, fields)
  const known = fields.get(field) ?? new Map<string, FieldMeta>()
  fields.set(field, known)
  return known
}

function described(
  ctx: Ctx,
  name: string,
  field: Field,
  access: FieldMeta['access'],
  entity: Entity | undefined,
): FieldMeta {
  const say = (label: Label) => labelIn(label, ctx.lang)
  const target = field.kind === 'ref' && field.target ? ctx.words.findEntity(field.target) : undefined
  return {
    name,
    label: say(field.label),
    kind: field.kind,
    ...(field.section ? { section: field.section } : {}),
    ...(field.required ? { required: true } : {}),
    ...(field.readOnly || field.once || access !== 'write' ? { readOnly: true } : {}),
    ...(field.system ? { system: true } : {}),
    ...(field.custom ? { custom: true } : {}),
    ...(isList(field) ? { many: true } : {}),
    ...(field.target ? { target: field.target } : {}),
    ...(field.dictionary ? { dictionary: field.dictionary } : {}),
    ...(field.unit ? { unit: say(field.unit) } : {}),
    ...(field.ordinal ? { ordinal: true } : {}),
    ...(field.scale === undefined ? {} : { scale: field.scale }),
    ...(field.max === undefined ? {} : { max: field.max }),
    ...(field.min === undefined ? {} : { min: field.min }),
    ...(field.images ? { images: true } : {}),
    ...(field.countdown ? { countdown: field.countdown } : {}),
    ...(field.because ? { because: field.because } : {}),
    ...(field.hint ? { hint: say(field.hint) } : {}),
    ...(field.default === undefined || typeof field.default === 'function' ? {} : { default: field.default }),
    operators: [...operatorsOf(field, target)],
    ...(field.filter || field.kind === 'ref' || name === 'updatedAt' ? { indexed: true } : {}),
    ...(isList(field) || field.kind === 'structure' || access === 'masked' || (entity && !fieldOf(entity, name))
      ? {}
      : { sortable: true }),
    access,
  }
}
