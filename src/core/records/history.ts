import { fieldAccess, hiddenFields } from '../access/reach'
import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { literal, raw, sql } from '../db/statement'
import { type Entity, isId } from '../entity'
import { mergedInto } from './merged'
import { find } from './query'
import { load } from './row'

export interface HistoryEntry {
  id: number
  at: string
  actor: { id: string; name: string } | null
  act: string
  /** The record that the entry is about, where it was merged into this one later. */
  of?: { id: string; name: string | null }
  changes: { field: string; from: unknown; to: unknown }[]
}

/** Every change of a record and of those merged into it, newest first, without the fields the caller may not see. */
export async function history(
  ctx: Ctx,
  entity: Entity<any>,
  id: string,
  cursor?: string,
  limit = 50,
): Promise<{ items: HistoryEntry[]; nextCursor: string | null }> {
  const row = await load(ctx, entity, id, 'read')
  return entries(ctx, entity, row, cursor, limit)
}

/** The same for a record that the caller has read. */
export async function entries(
  ctx: Ctx,
  entity: Entity<any>,
  row: { id: string } & Record<string, any>,
  cursor: string | undefined,
  limit: number,
) {
  const { id } = row
  const hidden = hiddenFields(ctx, entity, row)
  if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) throw new Refusal('query.cursor', {}, 400)
  const rows = await ctx.db.query<{
    id: number
    at: string
    actor_id: string | null
    actor: string | null
    act: string
    record_id: string
    title: string | null
    changes: ChangesRow
  }>(sql`
    select j.id, j.at, j.actor_id, u.name as actor, j.act, j.record_id, j.title, j.changes
    from (select ${id}::uuid as id union all select * from ${mergedInto(entity, sql`${id}::uuid`)} m) r cross join lateral (
      select * from journal where object = ${literal(entity.name)} and record_id = r.id ${cursor ? sql`and id < ${cursor}::int8` : raw('')}
      order by id desc limit ${raw(String(limit + 1))}) j
    left join users u on u.id = j.actor_id order by j.id desc limit ${raw(String(limit + 1))}`)
  const more = rows.length > limit
  if (more) rows.pop()
  const changes = await readableChanges(
    ctx,
    entity,
    rows.map(r => r.changes),
  )
  return {
    items: rows.map((r, i) => ({
      id: r.id,
      at: r.at,
      actor: r.actor_id ? { id: r.actor_id, name: r.actor ?? '' } : null,
      act: r.act,
      ...(r.record_id === id ? {} : { of: { id: r.record_id, name: r.title } }),
      changes: changes[i]!.filter(({ field }) => !hidden.includes(field)),
    })),
    nextCursor: more ? String(rows.at(-1)!.id) : null,
  }
}

/** Changes as a journal row keeps them. */
export type ChangesRow = Record<string, [unknown, unknown]> | null

/** For every row of an object the changes that the caller may read: references as `{ id, name }`, files by name and kind. */
export async function readableChanges(ctx: Ctx, entity: Entity<any>, all: readonly ChangesRow[]) {
  const names = await namesOf(ctx, entity, all)
  return all.map(changes =>
    Object.entries(changes ?? {})
      .filter(([field]) => field in entity.fields && ['read', 'write'].includes(fieldAccess(ctx, entity, field)))
      .map(([field, [from, to]]) => ({ field, from: named(names, from), to: named(names, to) })),
  )
}

interface Named {
  id: string
  name: string
}

/** References in old values read as `{ id, name }` too; names of records the caller may not see stay out. */
async function namesOf(ctx: Ctx, entity: Entity<any>, all: readonly ChangesRow[]): Promise<Map<string, Named>> {
  const byTarget = new Map<string, Set<string>>()
  for (const changes of all) {
    for (const [field, values] of Object.entries(changes ?? {})) {
      const target = entity.fields[field]?.target
      if (!target) continue
      const ids = byTarget.get(target) ?? byTarget.set(target, new Set()).get(target)!
      for (const value of values.flat()) if (isId(value)) ids.add(value)
    }
  }
  const names = new Map<string, Named>()
  for (const file of await filesOf(ctx, entity, all)) names.set(file.id, file)
  for (const [target, ids] of byTarget) {
    if (ids.size === 0) continue
    const to = ctx.words.entity(target)
    if (!ctx.user.system && ctx.user.rights(target).read === 'none') continue
    const found = await find<{ id: string; [title: string]: string }>(ctx, to, {
      fields: ['id', to.title],
      filter: { field: 'id', op: 'in', value: [...ids].slice(0, 500) },
      limit: 500,
    })
    for (const one of found) names.set(one.id, { id: one.id, name: one[to.title]! })
  }
  return names
}

/** The files that the changes speak of, those taken off the record since included. */
async function filesOf(ctx: Ctx, entity: Entity<any>, all: readonly ChangesRow[]): Promise<Named[]> {
  const ids = all.flatMap(changes =>
    Object.entries(changes ?? {})
      .filter(([field]) => entity.fields[field]?.kind === 'files')
      .flatMap(([, values]) => values.flat()),
  )
  if (ids.length === 0) return []
  return ctx.db.query<Named>(
    sql`select id, name, mime, size_bytes as "sizeBytes" from files where id = any(${[...new Set(ids.filter(isId))]}::uuid[])`,
  )
}

const named = (names: Map<string, Named>, value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(v => named(names, v))
    : typeof value === 'string' && names.has(value)
      ? names.get(value)
      : value
