import { onBehalf } from '../access/behalf'
import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { literal, raw, sql } from '../db/statement'
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
  const reverted = await pages(ctx, stored, 'update', async (tx, ids) => {
    const { done, left } = await revert(tx, entity, stored.id, ids)
    keep(left)
    return done
  })
  const removed = await pages(ctx, stored, 'create', async (tx, ids) => {
    const { done, left } = await takeAway(tx, entity, stored.id, ids)
    keep(left)
    return done
  })
  const undone: Undone = { at: new Date().toISOString(), removed, reverted, kept, keptCount }
  await ctx.db.query(
    sql`update imports set status = 'done', undone = ${JSON.stringify(undone)} where id = ${stored.id} and tenant_id = ${ctx.tenant}`,
  )
}

/** Walks the import's own entries in the journal, a transaction a page. */
async function pages(
  ctx: Ctx,
  stored: StoredImport,
  act: 'create' | 'update',
  work: (tx: Ctx, ids: string[]) => Promise<number>,
): Promise<number> {
  let done = 0
  let after = 0
  for (;;) {
    const entries = await ctx.db.query<{ id: number; record: string }>(sql`select id, record_id as record from journal
      where import_id = ${stored.id} and object = ${stored.object} and act = ${act} and id > ${after}::int8 order by id limit ${TOGETHER}`)
    if (entries.length === 0) return done
    after = entries.at(-1)!.id
    const ids = [...new Set(entries.map(entry => entry.record))]
    done += await ctx.database.transaction(ctx.tenant, db => work({ ...ctx, db, now: new Date() }, ids))
  }
}

interface Outcome {
  done: number
  left: Undone['kept']
}

/** True where somebody changed the record after the import's last word on it. */
const changedSince = (
  entity: Entity,
  importId: string,
) => sql`exists (select 1 from journal j where j.object = ${literal(entity.name)} and j.record_id = t.id
  and j.import_id is distinct from ${importId}::uuid and j.id > (select max(i.id) from journal i where i.object = ${literal(entity.name)} and i.record_id = t.id and i.import_id = ${importId}::uuid))`

/** True where another record refers to this one and will still be there. */
function builtUpon(ctx: Ctx, entity: Entity, importId: string) {
  const children = ctx.words.entities.flatMap(child =>
    Object.entries(child.fields)
      .filter(([, f]) => f.kind === 'ref' && f.target === entity.name && !f.custom)
      .map(([name, f]) => ({ child, column: columnOf(name, f) })),
  )
  return children.map(
    ({
      child,
      column,
    }) => sql` or exists (select 1 from ${raw(child.table)} c where ${raw(`c."${column}"`)} = t.id and c.deleted_at is null and c.id <> t.id
    and not exists (select 1 from journal j where j.object = ${literal(child.name)} and j.record_id = c.id and j.import_id = ${importId}::uuid and j.act = 'create'))`,
  )
}

async function takeAway(ctx: Ctx, entity: Entity, importId: string, ids: string[]): Promise<Outcome> {
  const title = raw(`t."${columnOf(entity.title, entity.fields[entity.title]!)}"`)
  const upon = builtUpon(ctx, entity, importId).reduce((all, one) => sql`${all}${one}`, raw(''))
  const found = await ctx.db.query<{
    id: string
    name: string | null
    stays: boolean
  }>(sql`select t.id, ${title}::text as name, (${changedSince(entity, importId)}${upon}) as stays
    from ${raw(entity.table)} t where t.id = any(${ids}::uuid[]) and t.deleted_at is null for update of t`)
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
  await ctx.db.query(sql`
    with gone as (update ${raw(entity.table)} t set deleted_at = ${ctx.now.toISOString()}, updated_at = greatest(${ctx.now.toISOString()}::timestamptz, updated_at + interval '1 ms'),
        updated_by = ${author}, version = version + 1 where t.id = any(${going}::uuid[]) and t.tenant_id = ${ctx.tenant} returning t.id, ${title}::text as title, ${owned}),
      journalled as (insert into journal (tenant_id, at, actor_id, object, record_id, title, act, board_id, owner_id, origin, import_id)
        select ${ctx.tenant}::int4, ${ctx.now.toISOString()}, ${author}::uuid, ${literal(entity.name)}, id, left(title, 300), 'delete', board_id, owner_id, 'import', ${importId}::uuid from gone),
      unfound as (delete from search_documents where object = ${literal(entity.name)} and record_id = any(${going}::uuid[]))
    select 1`)
  return { done: going.length, left }
}

async function revert(ctx: Ctx, entity: Entity, importId: string, ids: string[]): Promise<Outcome> {
  const found = await ctx.db.query<{ row: Values; stays: boolean; before: Record<string, [unknown, unknown]>[] }>(sql`
    select ${rowSql(entity)} as row, ${changedSince(entity, importId)} as stays,
      (select json_agg(j.changes order by j.id desc) from journal j where j.object = ${literal(entity.name)} and j.record_id = t.id and j.import_id = ${importId}::uuid and j.act = 'update') as before
    from ${raw(entity.table)} t where t.id = any(${ids}::uuid[]) and t.deleted_at is null for update of t`)
  let done = 0
  const left: Undone['kept'] = []
  for (const { row, stays, before } of found) {
    if (stays) {
      left.push({ id: row.id, name: row[entity.title] ?? null })
      continue
    }
    const former: Values = {}
    // Newest first, so that what stood before the import's first change is what remains.
    for (const changes of before)
      for (const [field, [from]] of Object.entries(changes ?? {})) if (entity.fields[field]) former[field] = from
    const after = await change({ ...ctx, origin: { ...ctx.origin, importId } }, entity, row as never, former, 'revert')
    if ((after as Values).version !== row.version) done++
  }
  return { done, left }
}
