import { v7 as uuid } from 'uuid'
import { type Act, act } from '../acts/act'
import { forbidden, refuse } from '../acts/refusal'
import { systemPrincipal } from '../context'
import type { Ctx } from '../ctx'
import { literal, sql } from '../db/statement'
import { type Entity, refs, structure } from '../entity'
import type { Values } from '../records/parse'
import { load, sameValue } from '../records/row'
import { boardOf, change, checkOwner, remove, titleOf } from '../records/write'
import { refreshFormer } from '../search/former'
import { changesOf, combine, comparedFields } from './combine'
import { followOwner, moveReferences, type Place } from './moves'

/** So many records at once go into another. */
export const FROM_MAX = 20

/** What a merge and its preview ask for. */
export const mergeInput = (entity: Entity<any>) => ({
  from: refs(entity.name, { label: ['并入的记录', 'Records to merge in'], required: true }),
  /** Field → id of the record whose value stays. */
  take: structure<Record<string, string>>({ label: ['各字段取自', 'Fields taken from'] }),
  /** Field → value. */
  values: structure<Record<string, unknown>>({ label: ['各字段的值', 'Values of fields'] }),
})

/**
 * Makes several records one. Everything that points at those that go points at the one that stays; their history, names and
 * numbers stay findable through it. Whoever merges may change all of them. `unmerge` takes it back.
 */
export const mergeAct = (entity: Entity<any>): Act =>
  act(entity, 'merge', {
    label: ['合并', 'Merge'],
    icon: 'merge',
    undo: 'unmerge',
    input: mergeInput(entity),
    async run(ctx, row, { from, take, values }) {
      await mergeInto(ctx, ctx.words.entity(entity.name), row, from as unknown as string[], take, values)
    },
  })

export async function mergeInto(
  ctx: Ctx,
  entity: Entity,
  row: Values,
  from: readonly string[],
  take?: unknown,
  values?: unknown,
): Promise<Values> {
  const gone = await loadAll(ctx, entity, row.id, from)
  const combined = await combine(ctx, entity, [row, ...gone], take, values)
  const patch = changesOf(entity, row, combined.values)
  if (entity.owned && patch.owner) await checkOwner(ctx, entity, patch.owner)

  const merge = uuid()
  await ctx.db.query(sql`insert into merges (tenant_id, id, object, into_id, created_at, created_by)
    values (${ctx.tenant}, ${merge}, ${literal(entity.name)}, ${row.id}, ${ctx.now.toISOString()}, ${ctx.user.system ? null : ctx.user.id})`)
  const place = await placeAfter(ctx, entity, row, patch)
  let step = 1
  if (place && patch.owner) step = await followOwner(ctx, merge, entity, [row.id], place, step)
  await moveReferences(ctx, { id: merge, entity, from: gone.map(one => one.id), into: row.id }, place, step)

  const before = await attached(ctx, entity, row.id)
  await attachTo(ctx, entity, gone, row)
  for (const one of gone) {
    await remove(ctx, entity, one, 'merge')
    await ctx.db.query(sql`insert into merged_records (tenant_id, object, record_id, into_id, merge_id, title)
      values (${ctx.tenant}, ${literal(entity.name)}, ${one.id}, ${row.id}, ${merge}, ${titleOf(entity, one)})`)
  }
  await change(ctx, entity, row as never, patch, 'merge')
  // What follows from it in the same transaction belongs to the merge too.
  const merged: Values = await load({ ...ctx, user: systemPrincipal(ctx.tenant) }, entity, row.id, 'read')
  const changed = comparedFields(entity).filter(name => !sameValue(entity, name, row[name], merged[name]))
  const was = { fields: pick(row, changed), ...before }
  const became = { fields: pick(merged, changed), ...(await attached(ctx, entity, row.id)) }
  await ctx.db.query(sql`update merges set was = ${JSON.stringify(was)}, became = ${JSON.stringify(became)}
    where id = ${merge} and tenant_id = ${ctx.tenant}`)
  await refreshFormer(ctx, entity, row.id)
  return merged
}

/** The records to merge in, locked in the order of their ids; the caller may do to each what is done to it. */
export async function loadAll(
  ctx: Ctx,
  entity: Entity,
  into: string,
  from: readonly string[],
  lock = true,
): Promise<Values[]> {
  if (from.includes(into)) throw refuse('merge.self')
  if (from.length > FROM_MAX) throw refuse('merge.tooMany', { max: FROM_MAX })
  const rows: Values[] = []
  for (const id of [...from].sort()) rows.push(await load(ctx, entity, id, { act: 'merge', needs: 'update' }, lock))
  const inOrder = from.map(id => rows.find(row => row.id === id))
  return inOrder.map(row => {
    if (!row) throw forbidden()
    return row
  })
}

/** Who owns the merged record; null where nobody owns such records. */
async function placeAfter(ctx: Ctx, entity: Entity, row: Values, patch: Values): Promise<Place | null> {
  if (!entity.owned) return null
  return patch.owner
    ? { owner: patch.owner, board: await boardOf(ctx, patch.owner) }
    : { owner: row.owner ?? null, board: row.board }
}

export interface Attached {
  shares: { user: string; level: string; by: string | null }[]
  files: string[]
}
/** Who a record is shared with, and which files it holds. */
export async function attached(ctx: Ctx, entity: Entity, id: string): Promise<Attached> {
  const [found] = await ctx.db.query<Attached>(sql`select
    (select coalesce(json_agg(json_build_object('user', user_id, 'level', level, 'by', created_by) order by user_id), '[]') from shares
      where object = ${literal(entity.name)} and record_id = ${id}) as shares,
    (select coalesce(json_agg(file_id order by file_id), '[]') from file_holders
      where object = ${literal(entity.name)} and record_id = ${id}) as files`)
  return found!
}

/** Whoever saw or might edit one of the records, may so the merged one; it holds the files of all. */
async function attachTo(ctx: Ctx, entity: Entity, gone: readonly Values[], row: Values): Promise<void> {
  const ids = gone.map(one => one.id)
  await ctx.db.query(sql`
    with files as (insert into file_holders (tenant_id, file_id, object, record_id)
      select distinct ${ctx.tenant}::int4, file_id, object, ${row.id}::uuid from file_holders where object = ${literal(entity.name)} and record_id = any(${ids}::uuid[])
      on conflict do nothing)
    insert into shares (tenant_id, object, record_id, user_id, level, sort_at, created_by)
      select distinct on (user_id) ${ctx.tenant}::int4, object, ${row.id}::uuid, user_id, level, ${row.updatedAt}::timestamptz, created_by
      from shares where object = ${literal(entity.name)} and record_id = any(${ids}::uuid[]) order by user_id, level
      on conflict (tenant_id, object, record_id, user_id) do update set level = least(shares.level, excluded.level)`)
}

const pick = (row: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.map(name => [name, row[name] ?? null]))
