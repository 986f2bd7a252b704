import { type Reaction, reaction } from '../../core/acts/act'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { mergedInto } from '../../core/records/merged'
import { load } from '../../core/records/row'
import { rulesOf, windSql } from './clocks'

/** A time during which somebody owned a record, or during which it lay in a pool. The one that lasts has no end. */
export interface Tenure {
  holder: { id: string; name: string } | null
  pool: { id: string; name: string } | null
  since: string
  until: string | null
  /** Code of ownershipHow. */
  how: string
  /** Code of poolReason. */
  why: string | null
}

/** Acts whose names the ledger knows; any other way of getting an owner is a transfer. */
const KNOWN = new Set(['claim', 'assign', 'distribute', 'handOver', 'release', 'recycle', 'realign', 'movePool'])

/**
 * Keeps the ledger and starts the clocks whenever a record changes hands, by whatever act: the time that ends is written down,
 * the one that begins is dated.
 */
export const handing = (entity: Entity<any>): Reaction =>
  reaction<Entity<any>>(
    entity,
    ['update'],
    (ctx, after, before, act) => keepTimes(ctx, entity, [{ before: before as Tenured, after: after as Tenured }], act),
    (ctx, given, act) => keepTimes(ctx, entity, given as readonly Change[], act),
  )

type Tenured = Record<string, any>
interface Change {
  before: Tenured
  after: Tenured
}

async function keepTimes(ctx: Ctx, entity: Entity<any>, changes: readonly Change[], act: string): Promise<void> {
  const moved = changes.filter(({ before, after }) => after.owner !== before.owner || after.pool !== before.pool)
  if (moved.length === 0) return
  const how = KNOWN.has(act) ? act : 'transfer'
  const now = ctx.now.toISOString()
  const over = moved.map(({ before, after }) => ({
    record: after.id,
    title: String(before[entity.title] ?? '').slice(0, 300),
    holder: before.owner,
    pool: before.pool,
    since: (before.owner ? before.ownedSince : before.enteredPoolAt) ?? before.createdAt,
    how: before.cameBy ?? 'create',
    why: before.pool ? before.poolReason : null,
    next: after.owner,
  }))
  await ctx.db.query(sql`insert into ownerships (tenant_id, object, record_id, title, holder_id, pool_id, since, until, how, why, ended, next_id, actor_id)
    select ${ctx.tenant}::int4, ${entity.name}::text, record, title, holder, pool, since, ${now}::timestamptz, how, why, ${how}::text, next, ${ctx.user.system ? null : ctx.user.id}::uuid
    from jsonb_to_recordset(${JSON.stringify(over)}::jsonb) as o(record uuid, title text, holder uuid, pool uuid, since timestamptz, how text, why text, next uuid)`)
  const ids = moved.map(({ after }) => after.id)
  await ctx.db.query(sql`update ${raw(entity.table)} set came_by = ${how}, owned_since = case when owner_id is not null then ${now}::timestamptz end,
      entered_pool_at = case when pool_id is not null then ${now}::timestamptz end, pool_reason = case when pool_id is not null then pool_reason end,
      recycle_due_at = null, recycle_why = null, recycle_stage = null, recycle_exempt = null
    where id = any(${ids}::uuid[]) and tenant_id = ${ctx.tenant}`)
  const owned = moved.filter(({ after }) => after.owner).map(({ after }) => after.id)
  if (owned.length)
    await ctx.db.query(windSql(ctx, entity, await rulesOf(ctx, entity), sql`t.id = any(${owned}::uuid[])`, raw('')))
}

/** Every owner of a record, latest first. Whoever may read the record may read it. */
export async function ledger(ctx: Ctx, entity: Entity<any>, id: string): Promise<Tenure[]> {
  await load(ctx, entity, id, 'read')
  return ctx.db.query<Tenure>(sql`
    select case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as holder,
      case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as pool, l.since, l.until, l.how, l.why
    from (select owner_id as holder_id, pool_id, coalesce(owned_since, entered_pool_at, created_at) as since, null::timestamptz as until,
          coalesce(came_by, 'create') as how, case when pool_id is not null then pool_reason end as why
        from ${raw(entity.table)} where id = ${id}
      union all select holder_id, pool_id, since, until, how, why from ownerships
        where object = ${entity.name} and (record_id = ${id} or record_id in ${mergedInto(entity, sql`${id}::uuid`)})) l
    left join users u on u.id = l.holder_id left join pools p on p.id = l.pool_id
    order by l.until desc nulls first, l.since desc limit 200`)
}
