import { v7 as uuid } from 'uuid'
import { reachOf, within } from '../access/reach'
import { forbidden, invalid, Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { join, literal, name as quoted, raw, type Sql, sql } from '../db/statement'
import { columnOf, type Entity, type Field, type Row } from '../entity'
import { attach } from '../files/attach'
import { followMerges } from '../merging/moves'
import { isSearched, type SearchDocument, searchDocument } from '../search/document'
import { follow } from './give'
import { type Changes, journalSql } from './journal'
import { removeMany } from './many'
import { absent } from './merged'
import { nextNumber, nextNumbers } from './numbering'
import { checkReferences, parseDraft, type Values } from './parse'
import { load, rowSql, sameValue } from './row'

/** Creates a record from what a person or program sent: rights, parsing and references are checked. */
export async function create<E extends Entity<any>>(ctx: Ctx, entity: E, input: unknown): Promise<Row<E>> {
  if (!ctx.user.system && !ctx.user.rights(entity.name).create) throw forbidden('right.create', { object: entity.name })
  const values = parseDraft(ctx, entity, input, true, true)
  await checkReferences(ctx, entity.fields, values)
  if (entity.owned && values.owner && values.owner !== ctx.user.id) await checkOwner(ctx, entity, values.owner)
  if (entity.pool && values[entity.pool]) await checkPool(ctx, entity, values[entity.pool])
  return insert(ctx, entity, values)
}

/** Changes fields of a record on somebody's behalf. `expected` is the version the caller saw; 412 when it is no longer that. */
export async function update<E extends Entity<any>>(
  ctx: Ctx,
  entity: E,
  id: string,
  input: unknown,
  expected?: number,
): Promise<Row<E>> {
  const row = await load(ctx, entity, id, 'update', true)
  const patch = parseDraft(ctx, entity, input, false, !!entity.owned && row.owner === ctx.user.id)
  await checkVersion(ctx, entity, row, expected)
  const changed = Object.fromEntries(
    Object.entries(patch).filter(([f, v]) => !sameValue(entity, f, v, row[f as keyof typeof row])),
  )
  await checkReferences(ctx, entity.fields, changed)
  if (entity.owned && changed.owner) await checkOwner(ctx, entity, changed.owner)
  return change(ctx, entity, row, changed)
}

/** Writes a new record. For acts: `values` are trusted, rights were the act's. */
export async function insert<E extends Entity<any>>(
  ctx: Ctx,
  entity: E,
  values: Values,
  act = 'create',
): Promise<Row<E>> {
  const [row] = (await newRows(ctx, entity, [values])) as [Values]
  const fields = Object.entries<Field<any>>(entity.fields).filter(
    ([name, f]) => !f.custom && row[name] !== null && row[name] !== undefined,
  )
  const custom = customOf(entity, row)
  const columns = ['tenant_id', 'id', ...fields.map(([name, f]) => columnOf(name, f)), ...(custom ? ['custom'] : [])]
  const cells = [
    sql`${ctx.tenant}`,
    sql`${row.id}`,
    ...fields.map(([name, f]) => sql`${cell(f, row[name])}`),
    ...(custom ? [sql`${custom}`] : []),
  ]
  const journal = journalSql(ctx, entity, row.id, {
    act,
    title: titleOf(entity, row),
    changes: null,
    board: row.board ?? null,
    owner: row.owner ?? null,
  })
  await ctx.db.query(sql`
    with written as (insert into ${raw(entity.table)} (${raw(columns.map(c => `"${c}"`).join(', '))}) values (${join(cells)})),
      journalled as (${journal})${indexing(ctx, entity, row)}
    select 1`)
  await attachFiles(ctx, entity, row, row)
  await react(ctx, entity, 'create', row, null, act)
  return row as Row<E>
}

/** New records as they are going to be written: identity, authorship, owner and board, what follows from the rest, number. */
export async function newRows(ctx: Ctx, entity: Entity<any>, drafts: readonly Values[]): Promise<Values[]> {
  const now = ctx.now.toISOString()
  const author = ctx.user.system ? null : ctx.user.id
  const stamp = { version: 1, createdAt: now, createdBy: author, updatedAt: now, updatedBy: author }
  const rows = drafts.map((values): Values => ({ id: uuid(), ...stamp, ...values }))
  // What belongs to the same record asks for its owner once.
  const parents = new Map<string, Awaited<ReturnType<typeof ownership>>>()
  for (const row of entity.owned ? rows : []) {
    const parent: string | undefined = entity.belongsTo && row[entity.belongsTo]
    const owned = (parent && parents.get(parent)) || (await ownership(ctx, entity, row))
    if (parent) parents.set(parent, owned)
    Object.assign(row, owned)
  }
  if (entity.prepare) await entity.prepare(ctx, rows)
  if (entity.complete) for (const row of rows) Object.assign(row, entity.complete(row))
  const unnumbered = entity.numbering ? rows.filter(row => !row.code) : []
  if (unnumbered.length === 1) unnumbered[0]!.code = await nextNumber(ctx, entity)
  else if (unnumbered.length > 1) {
    const numbers = await nextNumbers(ctx, entity, unnumbered.length)
    for (const [i, row] of unnumbered.entries()) row.code = numbers[i]
  }
  return rows
}

/** Writes changed fields, journals them, keeps search in step. For acts: `patch` is trusted. Answers the record as it is now. */
export async function change<E extends Entity<any>>(
  ctx: Ctx,
  entity: E,
  before: Row<E>,
  patch: Values,
  act = 'update',
): Promise<Row<E>> {
  const edit = await edited(ctx, entity, before, patch, act)
  if (!edit) return before
  const { old, row, changed, told } = edit
  const sets = changed
    .filter(f => !entity.fields[f]!.custom)
    .map(f => sql`${quoted(columnOf(f, entity.fields[f]!))} = ${cell(entity.fields[f]!, row[f])}`)
  if (changed.some(f => entity.fields[f]!.custom)) sets.push(sql`custom = ${customOf(entity, row) ?? '{}'}`)
  const journal = journalSql(ctx, entity, row.id, {
    act,
    title: titleOf(entity, row),
    changes: edit.changes,
    board: row.board ?? null,
    owner: row.owner ?? null,
  })
  // A record that moves to another board leaves behind whom it was shared with there.
  const shares = !entity.owned
    ? raw('')
    : told.includes('board')
      ? sql`, shared as (delete from shares where object = ${literal(entity.name)} and record_id = ${row.id})`
      : sql`, shared as (update shares set sort_at = ${row.updatedAt} where object = ${literal(entity.name)} and record_id = ${row.id})`
  const [written] = await ctx.db.query(sql`
    with written as (update ${raw(entity.table)} set ${join(sets)} where id = ${row.id} and version = ${old.version} and tenant_id = ${ctx.tenant} returning id),
      journalled as (${journal})${shares}${indexing(ctx, entity, row, old)}
    select id from written`)
  if (!written) throw new Refusal('record.changedMeanwhile', {}, 412)
  await attachFiles(ctx, entity, row, edit.given)
  if (movedBy(edit)) await follow(ctx, entity, [row.id])
  await react(ctx, entity, 'update', row, old, act)
  return row as Row<E>
}

/** What becomes of a record by a patch. */
export interface Edit {
  old: Values
  row: Values
  /** What the patch itself makes another, by field. */
  given: Values
  /** Fields that are to be written. */
  changed: string[]
  /** Those of them that its history tells of, and from what to what. */
  told: string[]
  changes: Changes
}

export const movedBy = ({ told }: Edit) => told.includes('owner') || told.includes('board')

/** Works out what a patch makes of a record; null where an update changes nothing. */
export async function edited(
  ctx: Ctx,
  entity: Entity<any>,
  before: unknown,
  patch: Values,
  act: string,
): Promise<Edit | null> {
  const old = before as Values
  // What somebody owns lies in no pool.
  const owner = 'owner' in patch ? patch.owner : old.owner
  const whole = entity.pool && owner && (patch.owner || patch[entity.pool]) ? { ...patch, [entity.pool]: null } : patch
  const fresh = Object.entries(whole).filter(([f, v]) => !sameValue(entity, f, v, old[f]))
  if (fresh.length === 0 && act === 'update') return null
  const given = Object.fromEntries(fresh)
  const row: Values = { ...old, ...given }
  if (entity.owned) {
    const parent = entity.belongsTo
    if (parent && fresh.some(([f]) => f === parent))
      Object.assign(row, await ownership(ctx, entity, { ...row, owner: undefined, board: undefined }))
    else if (patch.owner && !sameValue(entity, 'owner', patch.owner, old.owner))
      Object.assign(row, { board: await boardOf(ctx, patch.owner) })
  }
  row.version = old.version + 1
  row.updatedAt = new Date(Math.max(ctx.now.getTime(), Date.parse(old.updatedAt) + 1)).toISOString()
  row.updatedBy = ctx.user.system ? null : ctx.user.id
  const changed = Object.keys(entity.fields).filter(f => !sameValue(entity, f, row[f], old[f]))
  const told = changed.filter(f => !['version', 'updatedAt', 'updatedBy'].includes(f))
  const changes: Changes = Object.fromEntries(told.map(f => [f, [old[f] ?? null, row[f] ?? null]]))
  return { old, row, given, changed, told, changes }
}

/** Puts a record into the recycle bin, and what belongs to it too. */
export const remove = (ctx: Ctx, entity: Entity<any>, row: Values, act = 'delete'): Promise<void> =>
  removeMany(ctx, entity, [row], act)

/** Takes a record out of the recycle bin, with what went there together with it. */
export async function restore<E extends Entity<any>>(ctx: Ctx, entity: E, id: string): Promise<void> {
  const [found] = await ctx.db.query<{
    row: Values
    deleted: string
  }>(sql`select ${rowSql(entity)} as row, t.deleted_at as deleted from ${raw(entity.table)} t
    where t.id = ${id} and t.deleted_at is not null
      and not exists (select 1 from merged_records m where m.object = ${literal(entity.name)} and m.record_id = t.id) for update`)
  if (!found || !(await mayRestore(ctx, entity, id))) throw await absent(ctx, entity, id)
  await putBack(ctx, entity, found.row, found.deleted)
}

/** Takes a record that went into the bin at `deleted` out of it, and what went there together with it. */
export async function putBack(
  ctx: Ctx,
  entity: Entity<any>,
  row: Values,
  deleted: string,
  act = 'restore',
): Promise<void> {
  const at = ctx.now.toISOString()
  await ctx.db.query(sql`
    with written as (update ${raw(entity.table)} set deleted_at = null, updated_at = greatest(${at}::timestamptz, updated_at + interval '1 ms'), updated_by = ${ctx.user.system ? null : ctx.user.id},
        version = version + 1 where id = ${row.id} and tenant_id = ${ctx.tenant}),
      journalled as (${journalSql(ctx, entity, row.id, { act, title: titleOf(entity, row), changes: null, board: row.board ?? null, owner: row.owner ?? null })})${indexing(ctx, entity, row)}
    select 1`)
  await react(ctx, entity, 'restore', row, null)
  await followMerges(ctx, entity, row.id)
  for (const { child, via } of belongings(ctx, entity)) {
    // What was deleted in the same act was deleted within the same few milliseconds, after its parent.
    const rows = await ctx.db.query<{
      row: Values
      deleted: string
    }>(sql`select ${rowSql(child)} as row, t.deleted_at as deleted from ${raw(child.table)} t
      where ${raw(`t.${columnOf(via, child.fields[via]!)}`)} = ${row.id} and t.deleted_at between ${deleted}::timestamptz and ${deleted}::timestamptz + interval '5 ms'`)
    for (const belonging of rows) await putBack(ctx, child, belonging.row, belonging.deleted, act)
  }
}

async function mayRestore(ctx: Ctx, entity: Entity<any>, id: string): Promise<boolean> {
  const [row] = await ctx.db.query(
    sql`select 1 from ${raw(entity.table)} t where t.id = ${id} and ${within(reachOf(ctx, entity, 'delete'), entity, 't')}`,
  )
  return !!row
}

/** @throws 412 naming who changed what since the version the caller saw */
export async function checkVersion(ctx: Ctx, entity: Entity<any>, row: Values, expected?: number): Promise<void> {
  if (expected === undefined || expected === row.version) return
  const [last] = await ctx.db.query<{
    name: string | null
    at: string
  }>(sql`select u.name, to_char(j.at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as at
    from journal j left join users u on u.id = j.actor_id where j.object = ${entity.name} and j.record_id = ${row.id} order by j.id desc limit 1`)
  throw new Refusal('record.changedBy', { name: last?.name ?? '系统', at: last?.at ?? '' }, 412)
}

/** The further write of the same statement: the search document, where it changes. */
function indexing(ctx: Ctx, entity: Entity<any>, row: Values, old?: Values): Sql {
  if (!isSearched(entity)) return raw('')
  const document = searchDocument(ctx, entity, row)
  if (old && sameDocument(document, searchDocument(ctx, entity, old))) return raw('')
  return sql`, found as (insert into search_documents (tenant_id, object, record_id, title, subtitle, norm, terms, rank)
    values (${ctx.tenant}, ${literal(entity.name)}, ${row.id}, ${document.title}, ${document.subtitle}, ${document.norm}, ${document.terms}, ${row.updatedAt})
    on conflict (tenant_id, object, record_id) do update set title = excluded.title, subtitle = excluded.subtitle, norm = excluded.norm,
      terms = excluded.terms, rank = excluded.rank)`
}

export const sameDocument = (a: SearchDocument, b: SearchDocument) =>
  a.title === b.title &&
  a.subtitle === b.subtitle &&
  a.norm === b.norm &&
  a.terms.length === b.terms.length &&
  a.terms.every((t, i) => t === b.terms[i])

/** Objects whose records belong to this one's: they follow its owner, and into the recycle bin. */
export const belongings = (ctx: Ctx, entity: Entity<any>) =>
  ctx.words.entities
    .filter(e => e.belongsTo && e.fields[e.belongsTo]?.target === entity.name)
    .map(child => ({ child, via: child.belongsTo! }))

/** Owner and board of a new record: its parent's where it belongs to one, else as given, else the author's. */
async function ownership(ctx: Ctx, entity: Entity<any>, row: Values): Promise<{ owner: string | null; board: string }> {
  const parentId = entity.belongsTo && row[entity.belongsTo]
  if (parentId) {
    const parent = ctx.words.entity(entity.fields[entity.belongsTo!]!.target!)
    const [found] = await ctx.db.query<{ owner: string | null; board: string }>(
      sql`select owner_id as owner, board_id as board from ${raw(parent.table)} where id = ${parentId}`,
    )
    if (found) return found
  }
  const pool = entity.pool && row[entity.pool]
  if (pool) return { owner: null, board: await boardOfPool(ctx, entity, pool) }
  const owner = row.owner === undefined ? (ctx.user.system ? null : ctx.user.id) : row.owner
  const board = row.board ?? (owner && owner !== ctx.user.id ? await boardOf(ctx, owner) : ctx.user.board)
  return { owner, board }
}

export async function boardOf(ctx: Ctx, userId: string): Promise<string> {
  const [user] = await ctx.db.query<{ board: string }>(
    sql`select board_id as board from users where id = ${userId} and deleted_at is null`,
  )
  if (!user) throw invalid('owner', 'field.noSuchRecord')
  return user.board
}

/** Giving a record to somebody stays within the giver's own reach: team, department, board, or everybody. */
export async function checkOwner(ctx: Ctx, entity: Entity<any>, owner: string): Promise<void> {
  const reach = reachOf(ctx, entity, 'update')
  if (reach.kind === 'everything') return
  // A task may be given to any colleague: its giver keeps sight of it.
  if (entity.visibleTo?.includes('createdBy') && (await boardOf(ctx, owner)) === ctx.user.board) return
  const reached =
    reach.kind === 'people'
      ? reach.people.includes(owner)
      : reach.kind === 'board' && (await boardOf(ctx, owner)) === reach.board
  if (!reached) throw new Refusal('owner.outOfReach', {}, 403)
}

export async function boardOfPool(ctx: Ctx, entity: Entity<any>, id: string): Promise<string> {
  const field = entity.fields[entity.pool!]!
  const [pool] = await ctx.db.query<{ board: string }>(
    sql`select board_id as board from ${raw(ctx.words.entity(field.target!).table)}
      where id = ${id} and object = ${entity.name} and deleted_at is null`,
  )
  if (!pool) throw invalid(entity.pool!, 'field.noSuchRecord')
  return pool.board
}

/** New records go into a pool that the caller administers, or that lies within the caller's reach. */
export async function checkPool(ctx: Ctx, entity: Entity<any>, id: string): Promise<void> {
  const board = await boardOfPool(ctx, entity, id)
  const reach = reachOf(ctx, entity, 'update')
  const reached =
    reach.kind === 'everything' ||
    (reach.kind === 'board' && reach.board === board) ||
    (reach.kind === 'people' && reach.pools.includes(id))
  if (!reached) throw new Refusal('pool.outOfReach', {}, 403)
}

/** Runs what other slices do when a record of this object changes, in the same transaction. */
export async function react(
  ctx: Ctx,
  entity: Entity<any>,
  to: 'create' | 'update' | 'delete' | 'restore',
  row: Values,
  before: Values | null,
  act: string = to,
): Promise<void> {
  for (const reaction of ctx.program.reactions(entity.name))
    if (reaction.to.includes(to)) await reaction.run(ctx, row, before, act)
}

export async function attachFiles(ctx: Ctx, entity: Entity<any>, row: Values, given: Values): Promise<void> {
  const fields = Object.entries<Field<any>>(entity.fields).filter(([name, f]) => f.kind === 'files' && given[name])
  const idsOf = (chosen: typeof fields) => chosen.flatMap(([name]) => given[name] as string[])
  if (fields.length) await attach(ctx, entity.name, row.id, idsOf(fields), idsOf(fields.filter(([, f]) => f.images)))
}

export const titleOf = (entity: Entity<any>, row: Values): string | null =>
  row[entity.title] == null ? null : String(row[entity.title]).slice(0, 300)

const cell = (field: Field, value: unknown) =>
  field.kind === 'structure' && value !== null && value !== undefined ? JSON.stringify(value) : (value ?? null)

export function customOf(entity: Entity<any>, row: Values): string | null {
  const own = Object.entries<Field<any>>(entity.fields).filter(
    ([name, f]) => f.custom && row[name] !== null && row[name] !== undefined,
  )
  return own.length ? JSON.stringify(Object.fromEntries(own.map(([name]) => [name, row[name]]))) : null
}
