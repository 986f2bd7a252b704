import { rm } from 'node:fs/promises'
import { onBehalf } from '../access/behalf'
import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { learnSize } from '../db/learnSize'
import { raw, sql } from '../db/statement'
import { columnOf, type Entity } from '../entity'
import type { Job } from '../slice'
import { type Counts, isWholesale, judge, noCounts, type Run, write } from './batch'
import { inBatches, lanes } from './lanes'
import { uploadPath } from './place'
import { openTable } from './read/table'
import { type Later, references } from './references'
import { alongs, bringAlong, createMissing, findRepeated, groupKey, idsOf, type Pair, pairsOf } from './related'
import { type Draft, type Fault, rowParser } from './rows'
import { countsOf, readImport, type StoredImport } from './store'
import { addWords } from './words'

/** Rows of a batch where they are written together, and where each goes through the door by itself. */
const TOGETHER = 2_500
const ONE_BY_ONE = 200
const LANES = 2
/** Faults kept for the file that gives failed rows back; beyond it they are only counted. */
const FAULTS_MAX = 50_000

/** Brings a file in. Killed at any moment and started again, it goes on after the last batch that was written. */
export const importJob: Job<{ id: string }> = {
  name: 'import',
  async run(system, { id }) {
    const stored = await readImport(system, id)
    if (stored.status === 'done' || stored.status === 'failed' || stored.undone) return
    await system.db.query(
      sql`update imports set status = 'running', started_at = coalesce(started_at, now()) where id = ${id}`,
    )
    try {
      await bringIn(await onBehalf(system, stored.user, { by: 'import', importId: id }), stored)
      await system.db.query(sql`update imports set status = 'done', progress = 1, finished_at = now() where id = ${id}`)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await system.db.query(
        sql`update imports set status = 'failed', failure = ${JSON.stringify({ code: error.code, params: error.params })}, finished_at = now() where id = ${id}`,
      )
    }
    if (stored.mode === 'run') await rm(uploadPath(system, stored.upload), { force: true })
  },
}

async function bringIn(ctx: Ctx, stored: StoredImport): Promise<void> {
  const { id, options, mode } = stored
  const entity = ctx.words.findEntity(stored.object)
  if (!entity) throw new Refusal('import.objectGone')
  const table = await openTable(uploadPath(ctx, stored.upload), stored.fileName, options)
  const parser = rowParser(ctx, entity, table.columns, options, table.format, mode === 'dry-run')
  const run: Run = {
    entity,
    options,
    references: references(ctx, entity, options.createMissing),
    seen: new Map(),
    seenKeys: new Map(),
    ids: new Map(),
  }
  const along = alongs(ctx, entity, table.columns, options, table.format, mode === 'dry-run')
  const written = new Set(
    (await ctx.db.query<{ batch: number }>(sql`select batch from import_batches where import_id = ${id}`)).map(
      b => b.batch,
    ),
  )
  let faultsLeft = FAULTS_MAX - (await countsOf(ctx, id)).failed
  const titles = new Set<string>()
  const unlinked: Later[] = []
  // What several rows tell of one record must find it written.
  const work = lanes(along.length > 0 ? 1 : LANES)
  let batch = -1

  try {
    for await (const rows of inBatches(table.rows, isWholesale(ctx, entity) ? TOGETHER : ONE_BY_ONE)) {
      batch++
      let drafts = rows.map(parser.parse)
      if (options.createValues !== false && mode === 'run' && (await addWords(ctx, entity, options, parser)))
        drafts = rows.map(parser.parse)
      const pairs: Pair[][] = []
      for (const one of along) {
        pairs.push(await pairsOf(one, rows, drafts))
        if (
          options.createValues !== false &&
          mode === 'run' &&
          (await addWords(ctx, one.entity, one.options, one.parser))
        )
          pairs[pairs.length - 1] = await pairsOf(one, rows, (drafts = rows.map(parser.parse)))
      }
      const bringing = along.length > 0 ? new Set(pairs.flat().map(({ parent }) => parent)) : undefined
      const repeated = findRepeated(run, drafts, bringing)
      // What an earlier start wrote is read again only to know what the file has said so far.
      if (written.has(batch)) continue
      const named = await run.references.resolve(drafts)
      const made = await createMissing(
        ctx,
        entity,
        run.references,
        named.filter(one => one.create && !repeated.has(one.draft.row)),
        mode === 'run',
      )
      const later = named.filter(one => !one.create)
      const number = batch
      const progress = table.progress()
      await work.take(async () => {
        const kept = await ctx.database.transaction(ctx.tenant, async db => {
          const tx: Ctx = { ...ctx, db, now: new Date() }
          // A transaction that is tried again must not find the faults of its first try.
          const fresh = drafts.map(draft => ({ ...draft, faults: [...draft.faults], notes: [...draft.notes] }))
          const judged = await judge(
            tx,
            run,
            fresh.filter(draft => !repeated.has(draft.row)),
            mode === 'run',
          )
          const { counts, links, ids } =
            mode === 'run' ? await write(tx, run, judged, moved(later, drafts, fresh)) : dry(judged)
          counts.skipped += [...repeated.values()].filter(brings => !brings).length
          counts.along = made
          if (along.length > 0) {
            for (const [draft, there] of judged.there) ids.set(draft, there)
            for (const [draft, is] of ids) {
              const key = groupKey(run, draft)
              if (key !== null) run.ids.set(key, is)
            }
            for (const [i, one] of along.entries())
              counts.along += await bringAlong(tx, run, one, movedPairs(pairs[i]!, drafts, fresh), ids, mode === 'run')
          }
          counts.failed = fresh.filter(draft => draft.faults.length > 0).length
          await keepFaults(tx, id, fresh, faultsLeft)
          await keepLinks(tx, id, links)
          await keepCounts(tx, id, number, rows.length, counts)
          return { counts, fresh }
        })
        faultsLeft -= kept.counts.failed
        if (mode === 'dry-run') {
          for (const draft of kept.fresh)
            if (draft.faults.length === 0) titles.add(String(draft.values[entity.title] ?? '').trim())
          unlinked.push(...moved(later, drafts, kept.fresh).filter(one => one.draft.faults.length === 0))
        }
        await ctx.db.query(
          sql`update imports set progress = greatest(progress, ${Math.min(progress, 0.99)}) where id = ${id}`,
        )
      })
    }
    await work.idle()
  } catch (error) {
    // Batches under way end first: nothing may be written after the import was called failed.
    await work.idle().catch(() => {})
    throw error
  }
  if (mode === 'run') {
    await link(ctx, entity, id)
    await measure(ctx, entity, id)
  } else
    await noteUnlinked(
      ctx,
      id,
      unlinked.filter(one => !titles.has(one.text)),
    )
}

/** So many new rows change a table's picture. */
const MEASURED_FROM = 5_000

/** After many new rows at once the planner's picture of the tables is of another time. */
async function measure(ctx: Ctx, entity: Entity, id: string): Promise<void> {
  if ((await countsOf(ctx, id)).created < MEASURED_FROM) return
  await learnSize(ctx.database, entity.table, 'journal', 'search_documents')
}

const copiesOf = (from: readonly Draft[], to: readonly Draft[]) => new Map(from.map((draft, i) => [draft, to[i]!]))
const moved = (later: readonly Later[], from: readonly Draft[], to: readonly Draft[]): Later[] => {
  const copies = copiesOf(from, to)
  return later.map(one => ({ ...one, draft: copies.get(one.draft)! }))
}
const movedPairs = (pairs: readonly Pair[], from: readonly Draft[], to: readonly Draft[]): Pair[] => {
  const copies = copiesOf(from, to)
  return pairs.map(({ parent, child }) => ({ parent: copies.get(parent)!, child }))
}

function dry(judged: Awaited<ReturnType<typeof judge>>): { counts: Counts; links: never[]; ids: Map<Draft, string> } {
  return {
    counts: {
      ...noCounts(),
      created: judged.create.length,
      updated: judged.update.length,
      skipped: judged.skipped.length,
      similar: judged.similar.length,
    },
    links: [],
    ids: idsOf(judged),
  }
}

async function keepCounts(ctx: Ctx, id: string, batch: number, rows: number, counts: Counts): Promise<void> {
  await ctx.db.query(sql`insert into import_batches (tenant_id, import_id, batch, rows, created, updated, unchanged, skipped, failed, "similar", along)
    values (${ctx.tenant}, ${id}, ${batch}, ${rows}, ${counts.created}, ${counts.updated}, ${counts.unchanged}, ${counts.skipped}, ${counts.failed}, ${counts.similar}, ${counts.along})`)
}

interface KeptFault {
  row: number
  cells: string[]
  faults: Fault[]
  failed: boolean
}

async function keepFaults(ctx: Ctx, id: string, drafts: readonly Draft[], most: number): Promise<void> {
  const kept = drafts
    .filter(draft => draft.faults.length + draft.notes.length > 0)
    .map(
      ({ row, cells, faults, notes }): KeptFault => ({
        row,
        cells,
        faults: [...faults, ...notes],
        failed: faults.length > 0,
      }),
    )
  await insertFaults(ctx, id, kept.slice(0, Math.max(0, most)))
}

async function insertFaults(ctx: Ctx, id: string, kept: readonly KeptFault[]): Promise<void> {
  if (kept.length === 0) return
  // jsonb holds no NUL, which a cell may.
  const json = (value: unknown) => JSON.stringify(value).replaceAll('\\u0000', '')
  await ctx.db.query(sql`insert into import_faults (tenant_id, import_id, row, cells, faults, failed)
    select ${ctx.tenant}::int4, ${id}::uuid, r, c::jsonb, f::jsonb, failed from unnest(${kept.map(k => k.row)}::int4[], ${kept.map(k => json(k.cells))}::text[],
      ${kept.map(k => json(k.faults))}::text[], ${kept.map(k => k.failed)}::bool[]) as k(r, c, f, failed) on conflict do nothing`)
}

async function keepLinks(ctx: Ctx, id: string, links: readonly { id: string; later: Later }[]): Promise<void> {
  if (links.length === 0) return
  await ctx.db.query(sql`insert into import_links (tenant_id, import_id, row, field, record_id, target, cells)
    select ${ctx.tenant}::int4, ${id}::uuid, r, f, i, t, c::jsonb from unnest(${links.map(l => l.later.draft.row)}::int4[], ${links.map(l => l.later.field)}::text[],
      ${links.map(l => l.id)}::uuid[], ${links.map(l => l.later.text)}::text[], ${links.map(l => JSON.stringify(l.later.draft.cells).replaceAll('\\u0000', ''))}::text[]) as k(r, f, i, t, c)`)
}

/** Ties records of the file to each other, now that all of them are there. It belongs to their creation, so it has no entry of its own. */
async function link(ctx: Ctx, entity: Entity, id: string): Promise<void> {
  const links = await ctx.db.query<{ row: number; field: string; id: string; target: string; cells: string[] }>(sql`
    select row, field, record_id as id, target, cells from import_links where import_id = ${id}`)
  if (links.length === 0) return
  const drafts = links.map(
    ({ row, field, target, cells }): Draft => ({
      row,
      cells,
      values: {},
      references: [{ field, texts: [target] }],
      faults: [],
      notes: [],
    }),
  )
  const missing = await references(ctx, entity).resolve(drafts)
  await ctx.database.transaction(ctx.tenant, async db => {
    for (const field of new Set(links.map(l => l.field))) {
      const found = links.flatMap((l, i) =>
        l.field === field && drafts[i]!.values[field] && drafts[i]!.values[field] !== l.id
          ? [{ id: l.id, to: drafts[i]!.values[field] }]
          : [],
      )
      const column = raw(`"${columnOf(field, entity.fields[field]!)}"`)
      if (entity.fields[field]!.custom) {
        await db.query(sql`update ${raw(entity.table)} t set custom = t.custom || jsonb_build_object(${field}::text, l.target) from unnest(${found.map(f => f.id)}::uuid[], ${found.map(f => f.to)}::text[]) l(id, target)
          where t.id = l.id and t.tenant_id = ${ctx.tenant}`)
      } else {
        await db.query(sql`update ${raw(entity.table)} t set ${column} = l.target from unnest(${found.map(f => f.id)}::uuid[], ${found.map(f => f.to)}::uuid[]) l(id, target)
          where t.id = l.id and t.tenant_id = ${ctx.tenant}`)
      }
    }
    await db.query(sql`delete from import_links where import_id = ${id} and tenant_id = ${ctx.tenant}`)
    const tx = { ...ctx, db }
    await noteUnlinked(tx, id, [
      ...missing,
      ...drafts
        .filter(d => d.faults.length > 0)
        .map(draft => ({ draft, field: draft.references[0]!.field, text: draft.references[0]!.texts[0]! })),
    ])
  })
}

const noteUnlinked = (ctx: Ctx, id: string, missing: readonly Later[]) =>
  insertFaults(
    ctx,
    id,
    missing.map(({ draft, field, text }) => ({
      row: draft.row,
      cells: draft.cells,
      failed: false,
      faults: [draft.faults[0] ?? { field, code: 'import.noneNamed', params: { text: text.slice(0, 60) } }],
    })),
  )
