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

/** So many records are gone through in one transaction. */
const TOGETHER = 500
/** A key that more records share is no sign of a duplicate: no more of them are looked at, or compared. */
const LOOKED_MAX = 200
const SHARED_MAX = 20
const SCORE_MIN = 0.75

type Values = Record<string, any>
interface Kept {
  id: string
  row: Values
  owner: string | null
  board: string | null
}

/**
 * Goes through all records of an object in the order of their ids and keeps the pairs that may be the same. Each record looks only
 * for later ones that share a key with it, through the index that search has; a page is one transaction with the place it reached,
 * so that a run that was killed goes on from there.
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
    await ctx.db.query(sql`insert into duplicate_runs (tenant_id, id, object, started_at, started_by)
      values (${ctx.tenant}, ${run}, ${entity.name}, ${ctx.now.toISOString()}, ${ctx.user.system ? null : ctx.user.id})`)
  await enqueue(ctx, findPairs.name, { run }, { key: run })
  return run
}

async function page(ctx: Ctx, run: string): Promise<boolean> {
  const [at] = await ctx.db.query<{ object: string; after: string }>(
    sql`select object, after_id as after from duplicate_runs where id = ${run} and ended_at is null for update`,
  )
  const entity = at && ctx.words.findEntity(at.object)
  if (!at || !entity) return false
  const records = await read(ctx, entity, sql`t.id > ${at.after}::uuid`, TOGETHER)
  const found = await pairsOf(ctx, entity, records)
  const kept = await keep(ctx, entity, found)
  const last = records.at(-1)
  const done = records.length < TOGETHER
  await ctx.db.query(sql`update duplicate_runs set after_id = ${last?.id ?? at.after}, scanned = scanned + ${records.length}::int4,
    found = found + ${kept}::int4, ended_at = ${done ? ctx.now.toISOString() : null} where id = ${run} and tenant_id = ${ctx.tenant}`)
  return !done
}

interface Pair {
  one: Kept
  two: Kept
  score: number
  reasons: string
}

async function pairsOf(ctx: Ctx, entity: Entity, records: readonly Kept[]): Promise<Pair[]> {
  const keys = records.flatMap(({ id, row }) => meetingKeys(ctx.tenant, entity, row).map(key => ({ id, key })))
  if (keys.length === 0) return []
  // Later records only, so that each pair is met once. Limited by a column, so that the planner doesn't count on an early end.
  const meetings = await ctx.db.query<{ one: string; two: string }>(sql`
    select distinct k.id as one, d.record_id as two
    from unnest(${keys.map(k => k.id)}::uuid[], ${keys.map(k => k.key)}::int4[], ${keys.map(() => LOOKED_MAX)}::int4[]) k(id, key, most)
    cross join lateral (select record_id from (select record_id from search_documents s
        where s.terms @> array[k.key] and s.object || '' = ${literal(entity.name)} limit k.most) s
      where s.record_id > k.id limit ${SHARED_MAX}) d`)
  const known = new Map(records.map(one => [one.id, one]))
  const beyond = [...new Set(meetings.map(m => m.two))].filter(id => !known.has(id))
  if (beyond.length > 0)
    for (const one of await read(ctx, entity, sql`t.id = any(${beyond}::uuid[])`, beyond.length)) known.set(one.id, one)
  const measure = await measureOf(ctx)
  return meetings.flatMap(({ one, two }) => {
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
