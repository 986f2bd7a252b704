import { fieldAccess, hiddenFields, reachOf, within } from '../access/reach'
import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { join, literal, raw, type Sql, sql } from '../db/statement'
import { columnOf, type Entity } from '../entity'
import { columnSql } from './column'
import { type ChangesRow, readableChanges } from './history'
import { type Chosen, moments, type Place, type Timeline, type TimelineItem } from './moments'

const NIL = '00000000-0000-0000-0000-000000000000'
const LAST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const LAST_ENTRY = '999999999999999'

/** Where the two streams go on: moments by record, entries by their number in the journal. */
interface Cursor {
  moments: Place
  entries: Place
}

/**
 * All that a person did, newest first, as far as the caller may see the records it was done to: what bears the person as its doer
 * at the moment it happened, and every other act of theirs at the time it was done. Set-up is left to the audit log; imports are
 * one deed of many thousand rows and left out.
 * @param kinds names of objects, `change` for acts on objects that have no moment; all unless given
 */
export async function deeds(
  ctx: Ctx,
  person: string,
  cursor: string | undefined,
  limit: number,
  kinds?: readonly string[],
): Promise<Timeline> {
  const after = cursor === undefined ? null : decode(cursor)
  const wanted = (kind: string) => !kinds || kinds.includes(kind)
  const objects = ctx.words.entities.filter(
    e => e.owned && !e.private && !e.internal && reachOf(ctx, e, 'read').kind !== 'nothing',
  )
  const done = objects.flatMap((object): Chosen[] => {
    const doer = doerOf(object)
    if (!doer || !wanted(object.name)) return []
    const column = raw(`t.${columnOf(doer, object.fields[doer]!)}`)
    return [
      { object, conditions: [sql`${column} = ${person} and ${within(reachOf(ctx, object, 'read'), object, 't')}`] },
    ]
  })
  const journalled = objects.filter(object => wanted(kindOf(object)))
  const [happened, acted] = await Promise.all([
    moments(ctx, done, after?.moments ?? null, limit),
    entries(ctx, person, journalled, after?.entries ?? null, limit),
  ])
  const items = [...happened, ...acted].sort(newestFirst)
  const shown = items.slice(0, limit)
  const last = shown.at(-1)
  const more = items.length > limit || happened.length === limit || acted.length === limit
  return {
    items: shown.filter(item => item.act !== 'update' || item.changes!.length > 0),
    nextCursor: more && last ? encode(last) : null,
  }
}

/** Who did what a record tells of; null where it tells of something that is still to be done. */
const doerOf = (object: Entity<any>): string | null =>
  !object.timeline ? null : 'doneBy' in object.fields ? 'doneBy' : object.timeline === 'createdAt' ? 'createdBy' : null

/** An act on what has a moment counts as its kind, so that what was done with tasks stands together. */
const kindOf = (object: Entity<any>) => (object.timeline ? object.name : 'change')

async function entries(
  ctx: Ctx,
  person: string,
  objects: readonly Entity<any>[],
  before: Place | null,
  limit: number,
): Promise<TimelineItem[]> {
  if (objects.length === 0) return []
  const seen = objects.map((object): Sql => {
    // Its making is told already, at the moment it happened.
    const made = doerOf(object) ? raw(` and j.act <> 'create'`) : raw('')
    const pool = object.pool ? columnSql(object.pool, object.fields[object.pool]!, 't') : raw('null::uuid')
    return sql`select ${pool} as pool from ${raw(object.table)} t where j.object = ${literal(object.name)}${made} and t.id = j.record_id
      and (t.deleted_at is null or j.act = 'delete') and ${within(reachOf(ctx, object, 'read'), object, 't')}`
  })
  const past = before ? sql`and (j.at, j.id) < (${before[0]}::timestamptz, ${before[1]}::int8)` : raw('')
  const rows = await ctx.db.query<Entry>(sql`
    select j.id, j.at, j.object, j.record_id as record, j.title, j.act, j.changes, u.name as actor, seen.pool
    from journal j cross join lateral (select pool from (${join(seen, ' union all ')}) s limit 1) seen left join users u on u.id = j.actor_id
    where j.actor_id = ${person} and j.import_id is null ${past} order by j.at desc, j.id desc limit ${raw(String(limit))}`)
  const told = new Map<Entry, TimelineItem['changes']>()
  for (const object of objects) {
    const own = rows.filter(row => row.object === object.name)
    if (own.length === 0) continue
    const changes = await readableChanges(
      ctx,
      object,
      own.map(row => row.changes),
    )
    own.forEach((row, i) => {
      const hidden = object.pool ? hiddenFields(ctx, object, { [object.pool]: row.pool }) : []
      told.set(
        row,
        changes[i]!.filter(change => !hidden.includes(change.field)),
      )
    })
  }
  return rows.map(row => {
    const object = ctx.words.entity(row.object)
    return {
      kind: kindOf(object),
      object: row.object,
      id: String(row.id),
      at: row.at,
      actor: { id: person, name: row.actor ?? '' },
      title: ['read', 'write'].includes(fieldAccess(ctx, object, object.title)) ? row.title : null,
      record: { id: row.record },
      act: row.act,
      changes: told.get(row)!,
    }
  })
}

interface Entry {
  id: number
  at: string
  object: string
  record: string
  title: string | null
  act: string
  changes: ChangesRow
  actor: string | null
  /** Where the record lies now. */
  pool: string | null
}

const isEntry = (item: TimelineItem) => item.act !== undefined
/** What happened at one moment comes before what was entered then. */
const newestFirst = (a: TimelineItem, b: TimelineItem): number =>
  Date.parse(b.at) - Date.parse(a.at) ||
  Number(isEntry(a)) - Number(isEntry(b)) ||
  (isEntry(a) ? Number(b.id) - Number(a.id) : a.id < b.id ? 1 : -1)

/** The cursor from which on reads what was done before a moment. */
export const deedsBefore = (at: string): string =>
  Buffer.from(JSON.stringify({ moments: [at, NIL], entries: [at, '0'] } satisfies Cursor)).toString('base64url')

function encode(last: TimelineItem): string {
  const cursor: Cursor = isEntry(last)
    ? { moments: [last.at, NIL], entries: [last.at, last.id] }
    : { moments: [last.at, last.id], entries: [last.at, LAST_ENTRY] }
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

function decode(cursor: string): Cursor {
  try {
    const { moments: a, entries: b } = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (/^[0-9a-f-]{36}$/.test(a[1]) && a[1] <= LAST && /^\d{1,15}$/.test(b[1]))
      return { moments: [new Date(a[0]).toISOString(), a[1]], entries: [new Date(b[0]).toISOString(), b[1]] }
  } catch {}
  throw new Refusal('query.cursor', {}, 400)
}
