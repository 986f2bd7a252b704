import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import type { Db } from '../db/types'
import type { Entity } from '../entity'
import { type Judged, judge, matchKey, type Run, write } from './batch'
import { type Mapping, requiredFields } from './guess'
import type { ImportOptions } from './options'
import type { TableRow } from './read/table'
import { type Later, type References, references } from './references'
import { type Draft, type Fault, type RowParser, rowParser } from './rows'

/**
 * Records of another object that the same rows bring along: those that belong to the file's own (a customer's contacts). Their
 * columns go to `contact.phone`; the option `createMissing` names references whose records are made where they are missing.
 */
export interface Along {
  entity: Entity
  /** The child's reference to the file's own object. */
  via: string
  parser: RowParser
  run: Run
  options: ImportOptions
}

/** Objects whose records the caller may bring along with those of `entity`. */
export const companions = (ctx: Ctx, entity: Entity): Entity[] =>
  ctx.words.entities.filter(
    child =>
      !child.internal &&
      child.name !== entity.name &&
      child.belongsTo &&
      child.fields[child.belongsTo]?.target === entity.name &&
      (ctx.user.system || ctx.user.rights(child.name).import),
  )

/** The part of a mapping that fills the object itself, or with `object` the fields of one that comes along. */
export const mappingFor = (mapping: Mapping, object?: string): Mapping =>
  Object.fromEntries(
    Object.entries(mapping).map(([column, field]) => {
      const [ahead, behind] = field?.split('.') ?? []
      if (object === undefined) return [column, behind === undefined ? (ahead ?? null) : null]
      return [column, ahead === object && behind !== undefined ? behind : null]
    }),
  )

/** References whose missing records a file may create: their objects need no more than a name. */
export const creatable = (ctx: Ctx, entity: Entity): string[] =>
  Object.entries(entity.fields).flatMap(([name, field]) => {
    if (field.kind !== 'ref' || field.readOnly || field.system || !field.target) return []
    const target = ctx.words.findEntity(field.target)
    if (!target || target.internal || (target.name === entity.name && !target.named)) return []
    const rights = ctx.user.rights(target.name)
    if (!ctx.user.system && !(rights.create && rights.import)) return []
    return requiredFields(target).every(needs => needs === target.title) ? [name] : []
  })

/** Prepares what comes along with a file's rows; empty when no column goes to another object. */
export function alongs(
  ctx: Ctx,
  entity: Entity,
  columns: readonly string[],
  options: ImportOptions,
  format: string,
  trial: boolean,
): Along[] {
  return companions(ctx, entity).flatMap(child => {
    const mapping = mappingFor(options.mapping, child.name)
    if (Object.values(mapping).every(field => field === null)) return []
    const via = child.belongsTo!
    const prefix = `${child.name}.`
    const stripped = (name: string) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])
    const own: ImportOptions = {
      ...options,
      mapping,
      // Whoever is there already by that name is not doubled.
      match: [child.title, via],
      onMatch: 'skip',
      onNew: 'create',
      onSimilar: 'create',
      values: Object.fromEntries(
        Object.entries(options.values).flatMap(([name, words]) => stripped(name).map(field => [field, words])),
      ),
      createValues: options.createValues === true || (options.createValues || []).flatMap(stripped),
      createMissing: [],
    }
    const run: Run = {
      entity: child,
      options: own,
      references: references(ctx, child),
      seen: new Map(),
      seenKeys: new Map(),
      ids: new Map(),
    }
    return [{ entity: child, via, options: own, run, parser: rowParser(ctx, child, columns, own, format, trial) }]
  })
}

/** What of a row comes along with its own draft. */
export interface Pair {
  parent: Draft
  child: Draft
}

/** Reads the children of rows. What can't be read of a child is the fault of its row. */
export async function pairsOf(along: Along, rows: readonly TableRow[], parents: readonly Draft[]): Promise<Pair[]> {
  const { entity, parser, run } = along
  const pairs: Pair[] = []
  rows.forEach((row, i) => {
    const child = parser.parse(row)
    const filled = Object.values(child.values).some(value => value !== null && value !== undefined)
    if (!filled && child.references.length === 0 && child.faults.length === 0) return
    const parent = parents[i]!
    const title = child.values[entity.title]
    if (child.faults.length === 0 && (typeof title !== 'string' || title.trim() === ''))
      parent.notes.push(...prefixed(entity, [{ field: entity.title, code: 'field.required' }]))
    else pairs.push({ parent, child })
  })
  await run.references.resolve(pairs.map(({ child }) => child))
  for (const { parent, child } of pairs) {
    parent.faults.push(...prefixed(entity, child.faults))
    parent.notes.push(...prefixed(entity, child.notes))
  }
  return pairs
}

const prefixed = (entity: Entity, faults: readonly Fault[]): Fault[] =>
  faults.map(fault => ({ ...fault, field: `${entity.name}.${fault.field}` }))

/** What makes several rows tell of one record: their match fields, else its name. */
export const groupKey = (run: Run, draft: Draft): string | null => {
  const title = draft.values[run.entity.title]
  return (
    matchKey(run, draft) ?? (typeof title === 'string' && title.trim() ? JSON.stringify(['title', title.trim()]) : null)
  )
}

/**
 * Writes the children of rows whose own records are there, or only counts them. Answers how many are new.
 * @param ids the records of the rows' own drafts
 */
export async function bringAlong(
  ctx: Ctx,
  run: Run,
  along: Along,
  pairs: readonly Pair[],
  ids: ReadonlyMap<Draft, string>,
  writing: boolean,
): Promise<number> {
  const fresh = new Map<Draft, Draft>()
  const asked: Draft[] = []
  const sound = pairs.filter(({ parent }) => parent.faults.length === 0)
  const idOf = (parent: Draft) => ids.get(parent) ?? run.ids.get(groupKey(run, parent) ?? '')
  const before = await writtenBefore(
    ctx,
    run,
    sound.filter(({ parent }) => !idOf(parent)).map(({ parent }) => parent),
  )
  for (const { parent, child } of sound) {
    const id = idOf(parent) ?? before.get(titleIn(run, parent))
    if (!id) continue
    const draft: Draft = { ...child, values: { ...child.values, [along.via]: id }, faults: [], notes: [] }
    const own = matchKey(along.run, draft)!
    if (along.run.seen.has(own) && along.run.seen.get(own) !== child.row) continue
    along.run.seen.set(own, child.row)
    fresh.set(draft, parent)
    asked.push(draft)
  }
  const judged = await judge(ctx, along.run, asked, writing)
  const created = writing ? (await write(ctx, along.run, judged, [])).counts.created : judged.create.length
  for (const [draft, parent] of fresh) parent.notes.push(...prefixed(along.entity, draft.faults))
  return created
}

const titleIn = (run: Run, draft: Draft) => String(draft.values[run.entity.title] ?? '').trim()

/** Records that this import wrote before it was interrupted, by their names. */
async function writtenBefore(ctx: Ctx, run: Run, drafts: readonly Draft[]): Promise<Map<string, string>> {
  const { importId } = ctx.origin
  if (drafts.length === 0 || !importId) return new Map()
  const rows = await ctx.db.query<{ title: string; id: string }>(sql`select title, record_id as id from journal
    where import_id = ${importId} and object = ${run.entity.name} and title = any(${drafts.map(draft => titleIn(run, draft))}::text[])`)
  return new Map(rows.map(({ title, id }) => [title.trim(), id]))
}

/**
 * Makes the records that rows refer to and nobody has made yet, by their name alone, and ties the rows to them. Once made they
 * are found by name, so an import that begins again makes none twice. Answers how many.
 */
export async function createMissing(
  ctx: Ctx,
  entity: Entity,
  known: References,
  missing: readonly Later[],
  writing: boolean,
): Promise<number> {
  let created = 0
  const wanted = missing.filter(({ draft }) => draft.faults.length === 0)
  for (const target of new Set(wanted.map(({ field }) => entity.fields[field]!.target!))) {
    const parent = ctx.words.entity(target)
    const ofTarget = wanted.filter(({ field }) => entity.fields[field]!.target === target)
    const drafts = new Map<string, Draft>()
    for (const { text, draft } of ofTarget)
      if (!drafts.has(text))
        drafts.set(text, { ...draft, values: { [parent.title]: text }, references: [], faults: [], notes: [] })
    const ids = writing ? await make(ctx, parent, [...drafts.values()]) : null
    for (const [text, draft] of drafts) {
      const id = ids ? ids.get(draft) : crypto.randomUUID()
      if (id) known.learn(parent, text, id)
      for (const one of ofTarget) {
        if (one.text !== text) continue
        if (id) one.draft.values[one.field] = id
        else one.draft.faults.push(...draft.faults.map(fault => ({ ...fault, field: one.field })))
      }
      if (id) created++
    }
  }
  return created
}

const make = (ctx: Ctx, entity: Entity, drafts: readonly Draft[]): Promise<Map<Draft, string>> =>
  ctx.database.transaction(ctx.tenant, async (db: Db) => {
    const tx: Ctx = { ...ctx, db, now: new Date() }
    const options = { match: [], onMatch: 'create', onNew: 'create', onSimilar: 'create' } as unknown as ImportOptions
    const run: Run = {
      entity,
      options,
      references: references(tx, entity),
      seen: new Map(),
      seenKeys: new Map(),
      ids: new Map(),
    }
    for (const draft of drafts) draft.faults.length = 0
    return (await write(tx, run, await judge(tx, run, drafts, true), [])).ids
  })

/** Rows that say they are what an earlier row of the file is already; true for those that bring something along nevertheless. */
export function findRepeated(run: Run, drafts: readonly Draft[], bringing?: ReadonlySet<Draft>): Map<number, boolean> {
  const repeated = new Map<number, boolean>()
  const matched = run.options.onMatch !== 'create'
  for (const draft of drafts) {
    if (draft.faults.length > 0) continue
    const says = matched ? matchKey(run, draft) : null
    const key = bringing ? groupKey(run, draft) : says
    if (key === null) continue
    const brings = bringing?.has(draft) ?? false
    if (!run.seen.has(key)) run.seen.set(key, draft.row)
    else if (brings || says !== null) repeated.set(draft.row, brings)
  }
  return repeated
}

/** What the rows of a trial would be: records that are there, or that would be made. */
export const idsOf = (judged: Judged): Map<Draft, string> =>
  new Map([
    ...judged.create.map(draft => [draft, crypto.randomUUID()] as const),
    ...judged.update.map(({ draft, record }) => [draft, record.id as string] as const),
    ...judged.there,
  ])
