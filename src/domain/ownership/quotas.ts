import { Refusal, refuse } from '../../core/acts/refusal'
import { dayOf, startOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { join, raw, type Sql, sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { filterSql } from '../../core/records/filter'
import type { Limit } from './pool'

/** A pool as claiming needs it. */
export interface PoolTerms {
  id: string
  name: string
  board: string
  limits: Limit[]
  coolDownDays: number
}

export async function termsOf(ctx: Ctx, id: string): Promise<PoolTerms> {
  const [terms] = await ctx.db.query<PoolTerms>(sql`
    select id, name, board_id as board, coalesce(limits, '[]') as limits, coalesce(cool_down_days, 0) as "coolDownDays" from pools where id = ${id} and deleted_at is null`)
  if (!terms) throw refuse('pool.gone')
  return terms
}

/**
 * Keeps what people take and hold from changing while it is counted: one lock per person, and one per department that has a
 * limit of its own, always taken in the same order and after the record's.
 */
export async function lockHolders(ctx: Ctx, people: readonly string[], terms: PoolTerms): Promise<void> {
  const departments = terms.limits.flatMap(limit => (limit.together ? [limit.department!] : []))
  for (const id of [...new Set([...people, ...departments])].sort())
    await ctx.db.query(sql`select pg_advisory_xact_lock(hashtext('holder'), hashtext(${`${ctx.tenant} ${id}`}))`)
}

/** How far one person has come with one limit. */
export interface Used {
  of: Limit['of']
  max: number
  used: number
  together: boolean
}

/** The limits of a pool that bind a person, for one record or for any, with what the person has taken and holds already. */
export async function usedBy(
  ctx: Ctx,
  entity: Entity<any>,
  terms: PoolTerms,
  person: string,
  record?: string,
): Promise<Used[]> {
  const limits = record ? terms.limits : terms.limits.filter(limit => !limit.where)
  if (limits.length === 0) return []
  const system = { ...ctx, user: { ...ctx.user, system: true } }
  const parts = limits.map((limit, i) => {
    const where = filterSql(system, entity, limit.where ?? null, 't')
    const fits = limit.where
      ? sql`exists (select 1 from ${raw(entity.table)} t where t.id = ${record} and ${where})`
      : raw('true')
    return sql`select ${i}::int as i, (${counted(ctx, entity, terms, limit, person, where)}) as used
      where ${limit.department ? sql`${person}::uuid in (${peopleIn(limit.department)})` : raw('true')} and ${fits}`
  })
  const rows = await ctx.db.query<{ i: number; used: number }>(sql`${join(parts, ' union all ')} order by 1`)
  return rows.map(({ i, used }) => ({
    of: limits[i]!.of,
    max: limits[i]!.max,
    together: !!limits[i]!.together,
    used: Number(used),
  }))
}

/** Ids of the people of a department and those below it. */
const peopleIn = (department: string): Sql => sql`with recursive part as (select ${department}::uuid as id
    union select d.id from departments d join part p on d.parent_id = p.id)
  select u.id from users u where u.department_id in (select id from part)`

function counted(ctx: Ctx, entity: Entity<any>, terms: PoolTerms, limit: Limit, person: string, where: Sql): Sql {
  if (limit.of === 'owned') {
    const whose = limit.together ? sql`t.owner_id in (${peopleIn(limit.department!)})` : sql`t.owner_id = ${person}`
    return sql`select count(*) from ${raw(entity.table)} t where ${whose} and t.deleted_at is null and ${where}`
  }
  const today = limit.of === 'daily' ? sql` and l.until >= ${startOfDay(ctx.now)}` : raw('')
  const narrowed = limit.where
    ? sql` and exists (select 1 from ${raw(entity.table)} t where t.id = l.record_id and ${where})`
    : raw('')
  return sql`select count(*) from ownerships l where l.pool_id = ${terms.id} and l.next_id = ${person} and l.ended = 'claim' and l.object = ${entity.name}${today}${narrowed}`
}

const DAY_MS = 86_400_000
/** Midnight in China. */
export const startOfDay = (now: Date) => startOf(dayOf(now))

/** Why a person can't have one more, in figures; null when there is room. */
export function fullOf(used: readonly Used[], of: readonly Limit['of'][]): Refusal | null {
  const full = used.find(u => of.includes(u.of) && u.used >= u.max)
  if (!full) return null
  const code = full.together ? 'pool.departmentFull' : `pool.${full.of}Full`
  return new Refusal(code, { used: full.used, max: full.max }, 422)
}

/** Who gave a record up must leave it to others for a while. */
export async function coolDown(
  ctx: Ctx,
  entity: Entity<any>,
  terms: PoolTerms,
  person: string,
  record: string,
): Promise<Refusal | null> {
  if (terms.coolDownDays === 0) return null
  const [last] = await ctx.db.query<{ until: string }>(sql`select max(until) as until from ownerships
    where object = ${entity.name} and record_id = ${record} and holder_id = ${person}`)
  if (!last?.until) return null
  const free = Date.parse(last.until) + terms.coolDownDays * DAY_MS
  if (free <= ctx.now.getTime()) return null
  return refuse('pool.coolDown', {
    date: dayOf(new Date(free)),
    days: terms.coolDownDays,
  })
}
