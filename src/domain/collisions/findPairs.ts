import { v7 as uuid } from 'uuid'
import type { Ctx } from '../../core/ctx'
import { join, literal, raw, sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { enqueue } from '../../core/jobs/enqueue'
import { companyName } from '../../core/matching/company'
import { reasonText } from '../../core/matching/duplicates'
import { keysByField } from '../../core/matching/keys'
import { soundOf } from '../../core/matching/near'
import { likeness } from '../../core/matching/score'
import { measureOf } from '../../core/matching/weights'
import { columnSql } from '../../core/records/column'
import type { Job } from '../../core/slice'

/** So many records are read in one transaction, and so many of their keys compared. */
const READ_TOGETHER = 500
const KEYS_TOGETHER = 5_000
/** A key that more records share is no sign of a duplicate; of those that share it each meets so many that come after it. */
const SHARED_MAX = 200
const MET_MAX = 20
const SCORE_MIN = 0.75

type Values = Record<string, any>
interface Kept {
  id: string
  row: Values
  owner: string | null
  board: string | null
}

/**
 * Goes through all records of an object and keeps the pairs that may be the same: first every record in the order of their ids, for
 * the keys under which it would be met; then every key in its order, for the records that share it. A page is one transaction with
 * the place it reached, so that a run that was killed goes on from there, and takes as much memory as one page.
 */
export const findPairs: Job<{ run: string }> = {
  name: 'duplicates.find',
  async run(system, { run }) {
    for (;;) {
      const more = await system.database.transaction(system.tenant, db => page({ ...system, db, now: new Date() }, run))
      if (!more) return
    }
  },
}

/** Begins a run; one that is under way for the object goes on. @returns its id */
export async function startRun(ctx: Ctx, entity: Entity): Promise<string> {
  const [going] = await ctx.db.query<{ id: string }>(
    sql`select id from duplicate_runs where object = ${entity.name} and ended_at is null order by started_at desc limit 1`,
  )
  const run = going?.id ?? uuid()
  if (!going)
    await ctx.db.query(sql`insert into duplicate_runs (tenant_id, id, object, total, started_at, started_by)
      values (${ctx.tenant}, ${run}, ${entity.name}, (select count(*) from ${raw(entity.table)} where deleted_at is null),
        ${ctx.now.toISOString()}, ${ctx.user.system ? null : ctx.user.id})`)
  await enqueue(ctx, findPairs.name, { run }, { key: run })
  return run
}

interface Place {
  object: string
  after: string
  /** The key that was compared last; null while records are read. */
  afterKey: number | null
}

async function page(ctx: Ctx, run: string): Promise<boolean> {
  const [at] = await ctx.db.query<Place>(
    sql`select object, after_id as after, after_key as "afterKey" from duplicate_runs where id = ${run} and ended_at is null for update`,
  )
  const entity = at && ctx.words.findEntity(at.object)
  if (!at || !entity) return false
  return at.afterKey === null ? readPage(ctx, run, entity, at.after) : comparePage(ctx, run, entity, at.afterKey)
}

/** Below every key. */
const LOWEST = -(2 ** 31) - 1

/** Notes the keys of the next records. */
async function readPage(ctx: Ctx, run: string, entity: Entity, after: string): Promise<boolean> {
  const records = await read(ctx, entity, sql`t.id > ${after}::uuid`, READ_TOGETHER)
  const keys = records.flatMap(({ id, row }) => meetingKeys(ctx.tenant, entity, row).map(key => ({ id, key })))
  await ctx.db.query(sql`insert into duplicate_keys (tenant_id, run_id, key, record_id)
    select ${ctx.tenant}::int4, ${run}::uuid, k.key, k.id from unnest(${keys.map(k => k.key)}::int4[], ${keys.map(k => k.id)}::uuid[]) k(key, id)
    on conflict do nothing`)
  const last = records.at(-1)?.id ?? after
  const afterKey = records.length < READ_TOGETHER ? LOWEST : null
  await ctx.db.query(sql`update duplicate_runs set after_id = ${last}, scanned = scanned + ${records.length}::int4, after_key = ${afterKey}::int8
    where id = ${run} and tenant_id = ${ctx.tenant}`)
  return true
}

/** Compares the records that share one of the next keys; behind the last key the run is over. */
async function comparePage(ctx: Ctx, run: string, entity: Entity, after: number): Promise<boolean> {
  const beyond = sql`run_id = ${run} and key > ${after}::int8`
  const [{ reached } = { reached: null }] = await ctx.db.query<{ reached: number | null }>(
    sql`select max(key) as reached from (select key from duplicate_keys where ${beyond} order by key limit ${KEYS_TOGETHER}) k`,
  )
  if (reached === null) {
    await ctx.db.query(sql`delete from duplicate_keys where tenant_id = ${ctx.tenant} and run_id = ${run}`)
    await ctx.db.query(
      sql`update duplicate_runs set ended_at = ${ctx.now.toISOString()} where id = ${run} and tenant_id = ${ctx.tenant}`,
    )
    return false
  }
  const groups = await ctx.db.query<{ ids: string[] }>(sql`
    select array_agg(record_id::text order by record_id) as ids from duplicate_keys where ${beyond} and key <= ${reached}
    group by key having count(*) between 2 and ${SHARED_MAX}`)
  const kept = await keep(ctx, entity, await pairsOf(ctx, entity, groups))
  await ctx.db.query(sql`update duplicate_runs set after_key = ${reached}::int8, found = found + ${kept}::int4
    where id = ${run} and tenant_id = ${ctx.tenant}`)
  return true
}

interface Pair {
  one: Kept
  two: Kept
  score: number
  reasons: string
}

/** The pairs among records that share a key which are enough alike, each once. */
async function pairsOf(ctx: Ctx, entity: Entity, groups: readonly { ids: string[] }[]): Promise<Pair[]> {
  const met = new Map<string, [one: string, two: string]>()
  for (const { ids } of groups)
    for (const [i, one] of ids.entries())
      for (const two of ids.slice(i + 1, i + 1 + MET_MAX)) met.set(`${one} ${two}`, [one, two])
  if (met.size === 0) return []
  const ids = [...new Set(groups.flatMap(group => group.ids))]
  const known = new Map(
    (await read(ctx, entity, sql`t.id = any(${ids}::uuid[])`, ids.length)).map(one => [one.id, one]),
  )
  const measure = await measureOf(ctx)
  return [...met.values()].flatMap(([one, two]) => {
    const [a, b] = [known.get(one), known.get(two)]
    if (!a || !b) return []
    const { score, reasons } = likeness(entity, a.row, b.row, measure)
    return score >= Math.max(SCORE_MIN, measure.threshold)
      ? [{ one: a, two: b, score, reasons: reasons.map(r => reasonText(r, 'zh-CN')).join('、') }]
      : []
  })
}

/** Keys under which records that are the same meet: what they share, and for companies how their names sound. */
function meetingKeys(tenant: number, entity: Entity, row: Values): number[] {
  const sounds = Object.entries(entity.match ?? {}).flatMap(([field, as]) => {
    const sound = as === 'company' && row[field] ? soundOf(tenant, companyName(String(row[field])).bare) : null
    return sound === null ? [] : [sound]
  })
  return [...new Set([...keysByField(tenant, entity, row).flat(), ...sounds])]
}

/** Keeps new pairs; one that was decided stays so. @returns how many are new */
async function keep(ctx: Ctx, entity: Entity, pairs: readonly Pair[]): Promise<number> {
  if (pairs.length === 0) return 0
  const rows = pairs.map(({ one, two, score, reasons }) => ({
    id: uuid(),
    key: `${one.id} ${two.id}`,
    one: one.id,
    two: two.id,
    oneName: String(one.row[entity.title] ?? '').slice(0, 500),
    twoName: String(two.row[entity.title] ?? '').slice(0, 500),
    score,
    reasons: reasons.slice(0, 300),
    owner: one.owner === two.owner ? one.owner : null,
    board: one.board === two.board ? one.board : null,
  }))
  const written = await ctx.db.query(sql`
    insert into duplicate_pairs (tenant_id, id, about_object, about_id, about_name, other_object, other_id, other_name, key, score, reasons, status,
      owner_id, board_id, created_at, updated_at)
    select ${ctx.tenant}::int4, r.id, ${literal(entity.name)}, r.one, r."oneName", ${literal(entity.name)}, r.two, r."twoName", r.key, r.score, r.reasons, 'open',
      r.owner, r.board, ${ctx.now.toISOString()}::timestamptz, ${ctx.now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, one text, two text, "oneName" text, "twoName" text, key text, score numeric, reasons text, owner uuid, board uuid)
    on conflict (tenant_id, key) where deleted_at is null do nothing returning id`)
  return written.length
}

const read = (ctx: Ctx, entity: Entity, condition: ReturnType<typeof sql>, limit: number): Promise<Kept[]> => {
  const fields = [...new Set([entity.title, ...Object.keys(entity.match!)])]
  const columns = fields.map(name => sql`${raw(`"${name}"`)}`)
  const values = fields.map(name => columnSql(name, entity.fields[name]!, 't'))
  return ctx.db.query<Kept>(sql`
    select t.id, (select row_to_json(x) from (select ${join(values.map((value, i) => sql`${value} as ${columns[i]}`))}) x) as row,
      ${raw(entity.owned ? 't.owner_id as owner, t.board_id as board' : 'null as owner, null as board')}
    from ${raw(entity.table)} t where ${condition} and t.deleted_at is null order by t.id limit ${raw(String(limit))}`)
}
