import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { join, literal, raw, type Sql, sql } from '../db/statement'
import { columnOf, type Entity, type Field, kindOf, type Row } from '../entity'
import { isSearched, searchDocument } from '../search/document'
import { follow } from './give'
import type { Changes } from './journal'
import type { Values } from './parse'
import { rowSql } from './row'
import {
  attachFiles,
  belongings,
  customOf,
  type Edit,
  edited,
  movedBy,
  newRows,
  react,
  sameDocument,
  titleOf,
} from './write'

/** A record and what is to become another of it. */
export interface Patched {
  before: Values
  patch: Values
}

/**
 * Writes many new records of one object as `insert` writes one: rows, journal and search documents in a single statement. For acts:
 * values are trusted, rights were the act's.
 * @param drafts some hundreds at most; an import of thousands has its own way
 * @returns the records, in the order of their drafts
 */
export async function insertMany<E extends Entity<any>>(
  ctx: Ctx,
  entity: E,
  drafts: readonly Values[],
  act = 'create',
): Promise<Row<E>[]> {
  if (drafts.length === 0) return []
  const rows = await newRows(ctx, entity, drafts)
  const columns = columnsOf(entity).filter(({ name }) =>
    rows.some(row => row[name] !== null && row[name] !== undefined),
  )
  const names = raw(columns.map(({ column }) => `"${column}"`).join(', '))
  await ctx.db.query(sql`
    with given as materialized (${recordset(
      columns,
      rows.map(row => ({ ...cellsOf(columns, entity, row), ...told(ctx, entity, row, null) })),
    )}),
      written as (insert into ${raw(entity.table)} (tenant_id, id, ${names}, custom)
        select ${ctx.tenant}::int4, id, ${names}, coalesce(custom, '{}') from given),
      journalled as (${journalling(ctx, entity, act)})${finding(ctx, entity)}
    select 1`)
  for (const row of rows) await attachFiles(ctx, entity, row, row)
  for (const reaction of ctx.program.reactions(entity.name)) {
    if (!reaction.to.includes('create')) continue
    if (reaction.together) await reaction.together(ctx, rows, act)
    else for (const row of rows) await reaction.run(ctx, row, null, act)
  }
  return rows as Row<E>[]
}

/**
 * Writes what is another of many records of one object as `change` does of one, in a single statement. What an update does not change
 * is left alone. For acts: patches are trusted.
 * @returns the records as they are now, in the order they were given
 * @throws 412 where one of them has been changed meanwhile
 */
export async function changeMany<E extends Entity<any>>(
  ctx: Ctx,
  entity: E,
  all: readonly Patched[],
  act = 'update',
): Promise<Row<E>[]> {
  const edits: (Edit | null)[] = []
  for (const { before, patch } of all) edits.push(await edited(ctx, entity, before, patch, act))
  const done = edits.filter(edit => edit !== null)
  if (done.length > 0) await writeEdits(ctx, entity, done, act)
  return edits.map((edit, i) => edit?.row ?? all[i]!.before) as Row<E>[]
}

async function writeEdits(ctx: Ctx, entity: Entity<any>, edits: readonly Edit[], act: string): Promise<void> {
  const changed = new Set(edits.flatMap(edit => edit.changed))
  const columns = columnsOf(entity).filter(({ name }) => changed.has(name))
  const custom = [...changed].some(name => entity.fields[name]!.custom)
  const sets = columns.map(({ column }) => raw(`"${column}" = g."${column}"`))
  if (custom) sets.push(raw(`custom = coalesce(g.custom, '{}')`))
  const rows = edits.map(({ row, old, changes }) => ({
    ...cellsOf(columns, entity, row),
    ...told(ctx, entity, row, changes, old),
    told_was: old.version,
  }))
  const away = edits.filter(edit => edit.told.includes('board')).map(({ row }) => row.id)
  const [written] = await ctx.db.query<{ n: number }>(sql`
    with given as materialized (${recordset(columns, rows)}),
      written as (update ${raw(entity.table)} t set ${join(sets)} from given g
        where t.id = g.id and t.version = g.told_was and t.tenant_id = ${ctx.tenant} returning t.id),
      journalled as (${journalling(ctx, entity, act)})${finding(ctx, entity)}
    select count(*)::int as n from written`)
  if (written!.n !== edits.length) throw new Refusal('record.changedMeanwhile', {}, 412)
  if (entity.owned) await keepShares(ctx, entity, edits, away)
  for (const { row, given } of edits) await attachFiles(ctx, entity, row, given)
  await follow(
    ctx,
    entity,
    edits.filter(movedBy).map(({ row }) => row.id),
  )
  for (const { row, old } of edits) await react(ctx, entity, 'update', row, old, act)
}

/** Puts many records of one object into the recycle bin, and what belongs to them too: a statement or two for each object. */
export async function removeMany(
  ctx: Ctx,
  entity: Entity<any>,
  rows: readonly Values[],
  act = 'delete',
): Promise<void> {
  if (rows.length === 0) return
  const now = ctx.now.getTime()
  const gone = rows.map(row => ({
    ...told(ctx, entity, row, null),
    gone_at: new Date(Math.max(now, Date.parse(row.updatedAt) + 1)).toISOString(),
  }))
  await ctx.db.query(sql`
    with given as materialized (${recordset([], gone)}),
      written as (update ${raw(entity.table)} t set deleted_at = g.gone_at, updated_at = g.gone_at, updated_by = ${ctx.user.system ? null : ctx.user.id}::uuid,
        version = t.version + 1 from given g where t.id = g.id and t.tenant_id = ${ctx.tenant}),
      journalled as (${journalling(ctx, entity, act)}),
      unfound as (delete from search_documents s using given g where s.object = ${literal(entity.name)} and s.record_id = g.id)
    select 1`)
  for (const row of rows) await react(ctx, entity, 'delete', row, row, act)
  for (const { child, via } of belongings(ctx, entity)) {
    const found = await ctx.db.query<{ row: Values }>(sql`
      select ${rowSql(child)} as row from ${raw(child.table)} t
      where ${raw(`t.${columnOf(via, child.fields[via]!)}`)} = any(${rows.map(row => row.id)}::uuid[]) and t.deleted_at is null order by t.id`)
    await removeMany(
      ctx,
      child,
      found.map(({ row }) => row),
      act,
    )
  }
}

interface Column {
  name: string
  column: string
  type: string
}
const columnsOf = (entity: Entity<any>): Column[] =>
  Object.entries<Field<any>>(entity.fields)
    .filter(([, field]) => !field.custom)
    .map(([name, field]) => ({ name, column: columnOf(name, field), type: kindOf(field).column(field) }))

const cellsOf = (columns: readonly Column[], entity: Entity<any>, row: Values): Values => ({
  ...Object.fromEntries(columns.map(({ name, column }) => [column, row[name] ?? null])),
  custom: JSON.parse(customOf(entity, row) ?? 'null'),
})

/** What the journal and the search index are told of a record; of an unchanged document nothing. */
function told(ctx: Ctx, entity: Entity<any>, row: Values, changes: Changes | null, old?: Values): Values {
  const document = isSearched(entity) ? searchDocument(ctx, entity, row) : null
  const found = document && !(old && sameDocument(document, searchDocument(ctx, entity, old)))
  return {
    id: row.id,
    told_title: titleOf(entity, row),
    told_changes: changes,
    told_board: row.board ?? null,
    told_owner: row.owner ?? null,
    told_at: row.updatedAt,
    ...(found ? { found_title: document.title, found_norm: document.norm, found_terms: document.terms } : {}),
  }
}

/** Rows as one value, taken apart by PostgreSQL: its text is the same however many they are. */
const recordset = (columns: readonly Column[], rows: readonly Values[]): Sql =>
  sql`select * from json_to_recordset(${JSON.stringify(rows)}::json) as r(id uuid, told_was int4, gone_at timestamptz, custom jsonb, told_title text,
    told_changes jsonb, told_board uuid, told_owner uuid, told_at timestamptz, found_title text, found_norm text, found_terms int4[]${raw(
      columns.map(({ column, type }) => `, "${column}" ${type}`).join(''),
    )})`

function journalling(ctx: Ctx, entity: Entity<any>, act: string): Sql {
  const { origin } = ctx
  return sql`insert into journal (tenant_id, at, actor_id, object, record_id, title, act, changes, board_id, owner_id, origin, request, address, import_id)
    select ${ctx.tenant}::int4, ${ctx.now.toISOString()}::timestamptz, ${ctx.user.system ? null : ctx.user.id}::uuid, ${literal(entity.name)}, id, told_title,
      ${act}::text, told_changes, told_board, told_owner, ${origin.by}::text, ${origin.request ?? null}::text, ${origin.address ?? null}::text, ${origin.importId ?? null}::uuid from given`
}

/** The further write of the same statement: search documents, where they change. */
function finding(ctx: Ctx, entity: Entity<any>): Sql {
  if (!isSearched(entity)) return raw('')
  return sql`, found as (insert into search_documents (tenant_id, object, record_id, title, norm, terms, rank)
    select ${ctx.tenant}::int4, ${literal(entity.name)}, id, found_title, found_norm, found_terms, told_at from given where found_norm is not null
    on conflict (tenant_id, object, record_id) do update set title = excluded.title, subtitle = excluded.subtitle, norm = excluded.norm,
      terms = excluded.terms, rank = excluded.rank)`
}

/** Records that move to another board leave behind whom they were shared with there; the others' shares stand where they do in lists. */
async function keepShares(ctx: Ctx, entity: Entity<any>, edits: readonly Edit[], away: readonly string[]) {
  const ids = edits.map(({ row }) => row.id)
  if (away.length > 0)
    await ctx.db.query(
      sql`delete from shares where object = ${literal(entity.name)} and record_id = any(${away}::uuid[])`,
    )
  await ctx.db.query(sql`update shares s set sort_at = t.updated_at from ${raw(entity.table)} t
    where s.object = ${literal(entity.name)} and s.record_id = t.id and t.id = any(${ids}::uuid[])`)
}
