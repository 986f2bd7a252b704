import type { Ctx } from '../ctx'
import { join, literal, raw, type Sql, sql } from '../db/statement'
import { columnOf, type Entity } from '../entity'
import { columnSql } from '../records/column'
import type { Values } from '../records/parse'
import { rowSql } from '../records/row'
import { belongings } from '../records/write'
import { isSearched } from '../search/document'
import { writeDocuments } from '../search/rebuild'
import { assignments, pointsAt, type Reference, referencesTo, repointed, valueJson } from './references'

/** One merge at work: everything that points at one of `from` is to point at `into`. */
export interface Merging {
  id: string
  entity: Entity
  from: readonly string[]
  into: string
}
/** Who owns a record, and where. */
export interface Place {
  owner: string | null
  board: string
}

const REINDEXED_TOGETHER = 500

/**
 * Moves whatever points at the records that go, a statement for each reference there is, and keeps what was before. What
 * belongs to a record follows its owner and board. What lies in the recycle bin is moved when it comes out (`followMerges`):
 * no index holds it, and it may never be needed again.
 * @param place of the record that stays, for what belongs to it
 * @returns the number of the next step
 */
export async function moveReferences(ctx: Ctx, merging: Merging, place: Place | null, first: number): Promise<number> {
  let step = first
  for (const reference of referencesTo(ctx.words, merging.entity)) {
    const { from: child, name, objectField } = reference
    const follows = place !== null && !objectField && child.belongsTo === name
    const others =
      child.name === merging.entity.name ? sql`and t.id <> all(${[merging.into, ...merging.from]}::uuid[])` : raw('')
    const hit = sql`select t.id, ${pairs(child, [name, ...(follows ? ['owner', 'board'] : [])])} as was,
        jsonb_build_object(${literal(name)}, ${repointed(reference, merging.from, merging.into, 't')}${follows ? sql`, 'owner', ${place.owner}::text, 'board', ${place.board}::text` : raw('')}) as became
      from ${raw(child.table)} t where t.deleted_at is null and ${pointsAt(reference, merging.entity, merging.from, 't')} ${others} for update`
    const moved = await rewrite(ctx, child, hit, {
      names: follows ? [name, 'owner', 'board'] : [name],
      told: [name],
      act: 'merge',
      keep: { merge: merging.id, step },
    })
    if (moved.length > 0) step++
    if (follows) step = await followOwner(ctx, merging.id, child, moved, place, step)
    if (follows || readByField(reference)) await reindex(ctx, child, moved)
  }
  return step
}

/** Gives what belongs to `parents` their owner and board, and what belongs to that. @returns the number of the next step */
export async function followOwner(
  ctx: Ctx,
  merge: string,
  parent: Entity,
  parents: readonly string[],
  place: Place,
  first: number,
): Promise<number> {
  let step = first
  if (parents.length === 0) return step
  for (const { child, via } of belongings(ctx, parent)) {
    const hit = sql`select t.id, ${pairs(child, ['owner', 'board'])} as was, jsonb_build_object('owner', ${place.owner}::text, 'board', ${place.board}::text) as became
      from ${raw(child.table)} t where t.deleted_at is null and ${raw(`t.${columnOf(via, child.fields[via]!)}`)} = any(${parents}::uuid[])
      and (t.owner_id is distinct from ${place.owner}::uuid or t.board_id is distinct from ${place.board}::uuid) for update`
    const moved = await rewrite(ctx, child, hit, {
      names: ['owner', 'board'],
      told: [],
      act: 'merge',
      keep: { merge, step },
    })
    if (moved.length > 0) step++
    await reindex(ctx, child, moved)
    step = await followOwner(ctx, merge, child, moved, place, step)
  }
  return step
}

/**
 * Puts back what a merge moved, latest step first. What somebody has pointed elsewhere since stays there; an owner who came
 * with the merge goes with it.
 * @param place of the record that stays, as it is now
 */
export async function moveBack(ctx: Ctx, merge: string, place: Place | null): Promise<void> {
  const steps = await ctx.db.query<{ step: number; object: string; names: string[] }>(sql`
    select step, object, array(select jsonb_object_keys((array_agg(was))[1])) as names from merge_moves
    where merge_id = ${merge} group by step, object order by step desc`)
  for (const { step, object, names } of steps) {
    const entity = ctx.words.findEntity(object)
    const known = entity ? names.filter(name => name in entity.fields) : []
    if (!entity || known.length === 0) continue
    const reference = known.find(name => name !== 'owner' && name !== 'board')
    const unchanged = (name: string) => sql`${valueJson(name, entity.fields[name]!, 't')} = m.became->${literal(name)}`
    const given = sql`t.owner_id::text is not distinct from m.became->>'owner' or t.owner_id is not distinct from ${place?.owner ?? null}::uuid`
    const hit = sql`select t.id, ${pairs(entity, known)} as was,
        m.was || ${known.includes('owner') ? sql`case when ${given} then '{}' else ${pairs(entity, ['owner', 'board'])} end` : raw(`'{}'`)} as became
      from merge_moves m join ${raw(entity.table)} t on t.id = m.row_id
      where m.merge_id = ${merge} and m.step = ${step} and ${reference ? unchanged(reference) : sql`(${given})`} for update of t`
    const moved = await rewrite(ctx, entity, hit, { names: known, told: reference ? [reference] : [], act: 'unmerge' })
    await reindex(ctx, entity, moved)
  }
}

/** A record that comes out of the bin points at what stands now for the records it pointed at. */
export async function followMerges(ctx: Ctx, entity: Entity, id: string): Promise<void> {
  for (const target of ctx.words.entities.filter(e => e.match)) {
    for (const reference of referencesTo(ctx.words, target).filter(r => r.from.name === entity.name)) {
      for (;;) {
        const gone = await ctx.db.query<{ record: string; into: string; merge: string; step: number }>(sql`
          select m.record_id as record, m.into_id as into, m.merge_id as merge,
            (select coalesce(max(step), 0) + 1 from merge_moves s where s.merge_id = m.merge_id) as step
          from merged_records m, ${raw(entity.table)} t where t.id = ${id} and m.object = ${literal(target.name)} and ${pointsAtOne(reference, target)}`)
        for (const { record, into, merge, step } of gone) {
          const hit = sql`select t.id, ${pairs(entity, [reference.name])} as was,
            jsonb_build_object(${literal(reference.name)}, ${repointed(reference, [record], into, 't')}) as became
            from ${raw(entity.table)} t where t.id = ${id} for update`
          await rewrite(ctx, entity, hit, {
            names: [reference.name],
            told: [reference.name],
            act: 'merge',
            keep: { merge, step },
          })
        }
        if (gone.length === 0) break
      }
    }
  }
}

/** The condition that `t` points at the record of `m`, a row of merged_records. */
function pointsAtOne(reference: Reference, target: Entity): Sql {
  const value = valueJson(reference.name, reference.field, 't')
  const about = reference.objectField
    ? sql`${columnSql(reference.objectField, reference.from.fields[reference.objectField]!, 't')} = ${literal(target.name)} and `
    : raw('')
  return sql`${about}(${value} = to_jsonb(m.record_id) or (jsonb_typeof(${value}) = 'array' and ${value} ? m.record_id::text))`
}

interface Rewriting {
  /** Fields that get new values. */
  names: readonly string[]
  /** Those of them that the records' history tells of. */
  told: readonly string[]
  act: string
  /** Where to keep what was before. */
  keep?: { merge: string; step: number }
}

/**
 * Gives many records new values and journals each, in one statement. When a record was last changed stays as it is: nobody
 * worked on it, and all of them would come up first in every list.
 * @param hit answers `id`, `was` and `became`, both jsonb by field name
 * @returns ids of the records changed
 */
async function rewrite(ctx: Ctx, entity: Entity, hit: Sql, { names, told, act, keep }: Rewriting): Promise<string[]> {
  const { origin } = ctx
  const kept = keep
    ? sql`, kept as (insert into merge_moves (tenant_id, merge_id, step, object, row_id, was, became)
        select ${ctx.tenant}::int4, ${keep.merge}::uuid, ${keep.step}::int4, ${literal(entity.name)}, id, was, became from written)`
    : raw('')
  const changes = sql`jsonb_build_object(${join(told.map(name => sql`${literal(name)}, jsonb_build_array(was->${literal(name)}, became->${literal(name)})`))})`
  const journalled =
    told.length > 0 && !entity.private
      ? sql`, journalled as (insert into journal (tenant_id, at, actor_id, object, record_id, title, act, changes, board_id, owner_id, origin, request, address)
        select ${ctx.tenant}::int4, ${ctx.now.toISOString()}::timestamptz, ${ctx.user.system ? null : ctx.user.id}::uuid, ${literal(entity.name)}, id, title, ${act}::text,
          ${changes}, board_id, owner_id, ${origin.by}::text, ${origin.request ?? null}::text, ${origin.address ?? null}::text from written)`
      : raw('')
  const rows = await ctx.db.query<{ id: string }>(sql`
    with hit as materialized (${hit}),
      written as (update ${raw(entity.table)} t set version = t.version + 1, ${assignments(entity, names, name => sql`(hit.became->${literal(name)})`, 't')}
        from hit where t.id = hit.id and t.tenant_id = ${ctx.tenant}
        returning t.id, left(${columnSql(entity.title, entity.fields[entity.title]!, 't')}::text, 300) as title,
          ${raw(entity.owned ? 't.board_id, t.owner_id' : 'null::uuid as board_id, null::uuid as owner_id')}, hit.was, hit.became)${kept}${journalled}
    select id from written`)
  return rows.map(row => row.id)
}

const pairs = (entity: Entity, names: readonly string[]): Sql =>
  sql`jsonb_build_object(${join(names.map(name => sql`${literal(name)}, ${valueJson(name, entity.fields[name]!, 't')}`))})`

/** True when the search document of a record says something of what the reference points at. */
const readByField = ({ from, name, field }: Reference) => !!from.match?.[name] || !!field.search

async function reindex(ctx: Ctx, entity: Entity, ids: readonly string[]): Promise<void> {
  if (!isSearched(entity)) return
  for (let i = 0; i < ids.length; i += REINDEXED_TOGETHER) {
    const rows = await ctx.db.query<{ row: Values }>(sql`select ${rowSql(entity)} as row from ${raw(entity.table)} t
      where t.id = any(${ids.slice(i, i + REINDEXED_TOGETHER)}::uuid[]) and t.deleted_at is null`)
    await writeDocuments(
      ctx,
      entity,
      rows.map(({ row }) => row),
    )
  }
}
