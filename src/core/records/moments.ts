import type { Ctx } from '../ctx'
import { join, literal, raw, type Sql, sql } from '../db/statement'
import { columnOf, type Entity } from '../entity'
import { columnSql } from './column'
import { documentSql, readableFields } from './select'

/** What happened, as timelines tell it. */
export interface TimelineItem {
  kind: string
  object: string
  id: string
  at: string
  actor: { id: string; name: string } | null
  title: string | null
  record?: Record<string, unknown>
  act?: string
  changes?: { field: string; from: unknown; to: unknown }[]
  /** The record a change is of, where it was merged into this one later. */
  of?: { id: string; name: string | null }
}
export interface Timeline {
  items: TimelineItem[]
  nextCursor: string | null
}
/** Items of one moment follow each other by id. */
export type Place = readonly [at: string, id: string]

/** Which records of an object that has a moment: those that meet any of the conditions on `t`. */
export interface Chosen {
  object: Entity<any>
  conditions: readonly Sql[]
}

/** Records at their moments, newest first, those before a place. One statement; each condition walks its own index. */
export async function moments(
  ctx: Ctx,
  chosen: readonly Chosen[],
  before: Place | null,
  limit: number,
): Promise<TimelineItem[]> {
  const rows = raw(String(limit))
  const branches = chosen.map(({ object, conditions }): Sql => {
    const at = raw(`t.${columnOf(object.timeline!, object.fields[object.timeline!]!)}`)
    const { document, joins } = documentSql(ctx, object, shownFields(ctx, object))
    const past = before ? sql`and (${at}, t.id) < (${before[0]}::timestamptz, ${before[1]}::uuid)` : raw('')
    const keys = conditions.map(
      c =>
        sql`(select t.id, ${at} as at from ${raw(object.table)} t where ${c} and t.deleted_at is null and ${at} is not null ${past} order by ${at} desc, t.id desc limit ${rows})`,
    )
    return sql`select ${literal(object.name)} as object, k.id, k.at, ${document}::json as record, ${object.title ? columnSql(object.title, object.fields[object.title]!, 't') : raw('null::text')} as title
      from (select * from (${join(keys, ' union ')}) u order by at desc, id desc limit ${rows}) k join ${raw(object.table)} t on t.id = k.id ${joins}`
  })
  if (branches.length === 0) return []
  const found = await ctx.db.query<{ object: string; id: string; at: string; title: string | null; record: any }>(
    sql`select * from (${join(branches, ' union all ')}) h order by at desc, id desc limit ${rows}`,
    'general',
  )
  return found.map(r => ({
    kind: r.object,
    object: r.object,
    id: r.id,
    at: r.at,
    actor: r.record.doneBy ?? r.record.createdBy ?? null,
    title: r.title,
    record: r.record,
  }))
}

/** What stands on a timeline: what people said and did, not who owns the record or what version it is. */
const shownFields = (ctx: Ctx, object: Entity<any>) =>
  readableFields(ctx, object).filter(
    name => !object.fields[name]?.system || name === 'createdBy' || name === object.timeline,
  )
