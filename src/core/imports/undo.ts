import { onBehalf } from '../access/behalf'
import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { join, literal, raw, type Sql, sql } from '../db/statement'
import { columnOf, type Entity } from '../entity'
import type { Values } from '../records/parse'
import { rowSql } from '../records/row'
import { change, remove } from '../records/write'
import type { Job } from '../slice'
import { readImport, type StoredImport, type Undone } from './store'

const TOGETHER = 2_000
/** Kept records that are named; the rest are counted. */
const NAMED_MAX = 200

/** Takes an import back. Run twice, it finds nothing left to do. */
export const undoJob: Job<{ id: string }> = {
  name: 'import.undo',
  async run(system, { id }) {
    const stored = await readImport(system, id)
    if (stored.status === 'done' && stored.undone) return
    await undo(await onBehalf(system, stored.user, { by: 'import', importId: id }), stored)
  },
}

/**
 * Puts what the import created into the recycle bin and gives what it changed its former values, except records that
 * somebody has changed or built upon since: those stay, and the answer names them.
 */
export async function undo(ctx: Ctx, stored: StoredImport): Promise<void> {
  const entity = ctx.words.findEntity(stored.object)
  if (!entity) throw new Refusal('import.objectGone')
  const kept: Undone['kept'] = []
  let keptCount = 0
  const keep = (records: Undone['kept']) => {
    keptCount += records.length
    kept.push(...records.slice(0, NAMED_MAX - kept.length))
  }
  // What was changed comes first: an import can have changed what it had created.
  const reverted = await pages(ctx, stored, 'update', async (tx, entries) => {
    const { done, left } = await revert(tx, entity, stored.id, entries)
    keep(left)
    return done
  })
  let removed = 0
  for (const one of await createdObjects(ctx, stored)) {
    removed += await pages(
      ctx,
      stored,
      'create',
      async (tx, entries) => {
        const { done, left } = await takeAway(tx, one, stored.id, entries)
        keep(left)
        return done
      },
      one.name,
    )
  }
  const undone: Undone = { at: new Date().toISOString(), removed, reverted, kept, keptCount }
  await ctx.db.query(
    sql`update imports set status = 'done', undone = ${JSON.stringify(undone)} where id = ${stored.id} and tenant_id = ${ctx.tenant}`,
  )
}

/** Objects of which the import made records: first what belongs to others, last what the file's own records refer to. */
async function createdObjects(ctx: Ctx, stored: StoredImport): Promise<Entity[]> {
  const names = await ctx.db.query<{ object: string }>(
    sql`select distinct object from journal where import_id = ${stored.id} and act = 'create'`,
  )
  const entities = names.flatMap(({ object }) => ctx.words.findEntity(object) ?? [])
  const belongs = (one: Entity) =>
    entities.some(other => one.belongsTo && one.fields[one.belongsTo]?.target === other.name && other.name !== one.name)
  const order = (one: Entity) => (belongs(one) ? 0 : one.name === stored.object ? 1 : 2)
  return entities.sort((a, b) => order(a) - order(b))
}

/** An entry of the import in the journal. An import touches a record once, so it is the import's last word on it. */
interface Entry {
  id: number
  record: string
}

/** Walks the import's own entries in the journal, a transaction a page. */
async function pages(
  ctx: Ctx,
  stored: StoredImport,
  act: 'create' | 'update',
  work: (tx: Ctx, entries: Entry[]) => Promise<number>,
  object = stored.object,
): Promise<number> {
  let done = 0
  let after = 0
  for (;;) {
    const entries = await ctx.db.query<Entry>(sql`select id, record_id as record from journal
      where import_id = ${stored.id} and object = ${object} and act = ${act} and id > ${after}::int8 order by id limit ${TOGETHER}`)
    if (entries.length === 0) return done
    after = entries.at(-1)!.id
    done += await ctx.database.transaction(ctx.tenant, db => work({ ...ctx, db, now: new Date() }, entries))
  }
}

interface Outcome {
  done: number
  left: Undone['kept']
}

const entriesSql = (entries: readonly Entry[]) =>
  sql`unnest(${entries.map(e => e.record)}::uuid[], ${entries.map(e => e.id)}::int8[]) as e(record, entry)`

/** True where somebody changed the record after the import's entry. */
const changedSince = (entity: Entity, importId: string) => sql`exists (select 1 from journal j
  where j.object = ${literal(entity.name)} and j.record_id = t.id and j.id > e.entry and j.import_id is distinct from ${importId}::uuid)`

/**
 * True where another record refers to this one that stays: what came along with it in this import went before, and a log that the
 * record itself keeps holds nothing.
 */
function builtUpon(ctx: Ctx, entity: Entity, importId: string): Sql {
  const referring = ctx.words.entities.flatMap(child =>
    Object.entries(child.fields)
      .filter(([, field]) => field.kind === 'ref' && field.target === entity.name && !field.custom)
      .filter(([name]) => !(child.internal && child.belongsTo === name))
      .map(
        ([name, field]) => sql`exists (select 1 from ${raw(child.table)} c
        where ${raw(`c."${columnOf(name, field)}"`)} = t.id and c.deleted_at is null and c.id <> t.id
          ${child.name === entity.name ? sql`and (select j.import_id from journal j where j.object = ${literal(child.name)} and j.record_id = c.id and j.act = 'create' limit 1) is distinct from ${importId}::uuid` : raw('')})`,
      ),
  )
  return referring.length > 0 ? sql`(${join(referring, ' or ')})` : raw('false')
}

async function takeAway(ctx: Ctx, entity: Entity, importId: string, entries: readonly Entry[]): Promise<Outcome> {
  const title = raw(`t."${columnOf(entity.title, entity.fields[entity.title]!)}"`)
  const found = await ctx.db.query<{ id: string; name: string | null; stays: boolean }>(sql`
    select t.id, ${title}::text as name, (${changedSince(entity, importId)} or ${builtUpon(ctx, entity, importId)}) as stays
    from ${entriesSql(entries)} join ${raw(entity.table)} t on t.id = e.record where t.deleted_at is null for update of t`)
  const going = found.filter(record => !record.stays).map(record => record.id)
  const left = found.filter(record => record.stays).map(({ id, name }) => ({ id, name }))
  if (going.length === 0) return { done: 0, left }
  if (ctx.program.reactions(entity.name).some(reaction => reaction.to.includes('delete'))) {
    const rows = await ctx.db.query<{ row: Values }>(
      sql`select ${rowSql(entity)} as row from ${raw(entity.table)} t where t.id = any(${going}::uuid[]) and t.deleted_at is null`,
    )
    for (const { row } of rows) await remove(ctx, entity, row)
    return { done: rows.length, left }
  }
  const owned = raw(entity.owned ? 't.board_id, t.owner_id' : 'null::uuid as board_id, null::uuid as owner_id')
  const author = ctx.user.system ? null : ctx.user.id
  const now = ctx.now.toISOString()
  await ctx.db.query(sql`
    with gone as (update ${raw(entity.table)} t set deleted_at = ${now}, updated_at = greatest(${now}::timestamptz, updated_at + interval '1 ms'),
        updated_by = ${author}, version = version + 1 where t.id = any(${going}::uuid[]) and t.tenant_id = ${ctx.tenant}
        returning t.id, ${title}::text as title, ${owned}),
      journalled as (insert into journal (tenant_id, at, actor_id, object, record_id, title, act, board_id, owner_id, origin, import_id)
        select ${ctx.tenant}::int4, ${now}, ${author}::uuid, ${literal(entity.name)}, id, left(title, 300), 'delete', board_id, owner_id, 'import', ${importId}::uuid from gone),
      unfound as (delete from search_documents where object = ${literal(entity.name)} and record_id = any(${going}::uuid[]))
    select 1`)
  return { done: going.length, left }
}

async function revert(ctx: Ctx, entity: Entity, importId: string, entries: readonly Entry[]): Promise<Outcome> {
  const found = await ctx.db.query<{
    row: Values
    stays: boolean
    changes: Record<string, [unknown, unknown]> | null
  }>(sql`
    select ${rowSql(entity)} as row, ${changedSince(entity, importId)} as stays, (select j.changes from journal j where j.id = e.entry) as changes
    from ${entriesSql(entries)} join ${raw(entity.table)} t on t.id = e.record where t.deleted_at is null for update of t`)
  let done = 0
  const left: Undone['kept'] = []
  for (const { row, stays, changes } of found) {
    if (stays) {
      left.push({ id: row.id, name: row[entity.title] ?? null })
      continue
    }
    const former = Object.fromEntries(
      Object.entries(changes ?? {}).flatMap(([field, [from]]) => (entity.fields[field] ? [[field, from]] : [])),
    )
    const after: Values = await change(ctx, entity, row as never, former, 'revert')
    if (after.version !== row.version) done++
  }
  return { done, left }
}
