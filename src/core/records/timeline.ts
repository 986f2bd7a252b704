import { reachOf } from '../access/reach'
import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { literal, type Sql, sql } from '../db/statement'
import type { Entity } from '../entity'
import { columnSql, isList } from './column'
import { deeds } from './deeds'
import { entries } from './history'
import { moments, type Place, type Timeline, type TimelineItem } from './moments'
import { load } from './row'

/**
 * All that happened with a record, newest first: the records of every object that has a moment and refers to it, and its own
 * journal. Who may see the record may see what stands on its timeline, unless an object is closed to the caller altogether.
 * A person's timeline is what the person did.
 */
export async function timeline(
  ctx: Ctx,
  entity: Entity<any>,
  id: string,
  cursor?: string,
  limit = 30,
  kinds?: readonly string[],
): Promise<Timeline> {
  const row = await load(ctx, entity, id, 'read')
  if (entity.actor) return deeds(ctx, id, cursor, limit, kinds)
  const before = cursor === undefined ? null : decode(cursor)
  const wanted = (kind: string) => !kinds || kinds.includes(kind)
  const happened = await happenings(ctx, entity, id, before?.at ?? null, limit, wanted)
  const changed = wanted('change') ? (await entries(ctx, entity, row, before?.journal ?? undefined, limit)).items : []
  const items: TimelineItem[] = [
    ...happened,
    ...changed
      .filter(e => e.act !== 'update' || e.changes.length > 0)
      .map(e => ({
        kind: 'change',
        object: entity.name,
        id: String(e.id),
        at: e.at,
        actor: e.actor,
        title: null,
        act: e.act,
        changes: e.changes,
        ...(e.of ? { of: e.of } : {}),
      })),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? 1 : -1))
  const shown = items.slice(0, limit)
  const more = items.length > limit || happened.length === limit || changed.length === limit
  const last = shown.at(-1)
  const journal = shown.filter(i => i.kind === 'change').at(-1)?.id ?? before?.journal ?? null
  return {
    items: shown,
    nextCursor:
      more && last
        ? Buffer.from(
            JSON.stringify({
              at: [last.at, last.kind === 'change' ? 'ffffffff-ffff-ffff-ffff-ffffffffffff' : last.id],
              journal,
            }),
          ).toString('base64url')
        : null,
  }
}

interface Cursor {
  at: Place
  journal: string | null
}
function decode(cursor: string): Cursor {
  try {
    const { at, journal } = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (
      !Number.isNaN(Date.parse(at[0])) &&
      /^[0-9a-f-]{36}$/.test(at[1]) &&
      (journal === null || /^\d{1,15}$/.test(journal))
    )
      return { at: [new Date(at[0]).toISOString(), at[1]], journal }
  } catch {}
  throw new Refusal('query.cursor', {}, 400)
}

async function happenings(
  ctx: Ctx,
  entity: Entity<any>,
  id: string,
  before: Place | null,
  limit: number,
  wanted: (kind: string) => boolean,
): Promise<TimelineItem[]> {
  const chosen = ctx.words.entities
    .filter(object => object.timeline && wanted(object.name) && reachOf(ctx, object, 'read').kind !== 'nothing')
    .map(object => ({ object, conditions: refersTo(object, entity, id) }))
    .filter(({ conditions }) => conditions.length > 0)
  return moments(ctx, chosen, before, limit)
}

/** How records of `object` point at one record of `entity`: by their references, or by the pair that can point at anything. */
function refersTo(object: Entity<any>, entity: Entity<any>, id: string): Sql[] {
  const by = object.declared
    .filter((f: string) => object.fields[f]!.target === entity.name)
    .map((f: string) => {
      const column = columnSql(f, object.fields[f]!, 't')
      return isList(object.fields[f]!) ? sql`${column} @> array[${id}::uuid]` : sql`${column} = ${id}`
    })
  return 'aboutObject' in object.fields && 'aboutId' in object.fields
    ? [...by, sql`(t.about_object = ${literal(entity.name)} and t.about_id = ${id})`]
    : by
}
