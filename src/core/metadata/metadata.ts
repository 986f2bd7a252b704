import { fieldAccess, reachOf } from '../access/reach'
import { STANDARD_ACTS } from '../acts/perform'
import type { Ctx } from '../ctx'
import { type Entity, type Field, LANGS, type Label, type Lang } from '../entity'
import { labelIn } from '../i18n/say'
import { isList } from '../records/column'
import { operatorsOf } from '../records/filter'
import { fieldOf } from '../records/path'
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
  return {
    lang: LANGS.includes(ctx.lang) ? ctx.lang : ('zh-CN' as Lang),
    objects: ctx.words.entities.filter(e => mayRead(ctx, e)).map(e => objectMeta(ctx, e)),
    dictionaries,
  }
}

const mayRead = (ctx: Ctx, entity: Entity) => reachOf(ctx, entity, 'read').kind !== 'nothing'

function objectMeta(ctx: Ctx, entity: Entity): ObjectMeta {
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
    children: ctx.words.entities
      .filter(e => e !== entity && mayRead(ctx, e) && !e.internal)
      .flatMap(child =>
        child.declared
          .filter(f => child.fields[f]!.target === entity.name)
          .slice(0, 1)
          .map(field => ({ object: child.name, path: child.path, field, label: say(child.label) })),
      ),
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
  const say = (label: Label) => labelIn(label, ctx.lang)
  const access = entity ? (fieldAccess(ctx, entity, name) as FieldMeta['access']) : 'write'
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
