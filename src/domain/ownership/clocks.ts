import type { Ctx } from '../../core/ctx'
import { join, literal, raw, type Sql, sql } from '../../core/db/statement'
import { columnOf, type Entity } from '../../core/entity'
import { type Filter, filterSql } from '../../core/records/filter'

/** What a rule may count from, for one object: the last moment of something, null where there was none. */
export type Basis = (alias: string) => Sql
/** What keeps a record of one object from being recycled; the condition that it holds. */
export type Exemption = (alias: string) => Sql

const bases = new Map<string, Map<string, Basis>>()
const exemptions = new Map<string, Map<string, Exemption>>()
const declare = <T>(all: Map<string, Map<string, T>>, object: string, name: string, value: T) =>
  all.set(object, (all.get(object) ?? new Map<string, T>()).set(name, value))

/**
 * Declares what rules of an object may count from; `name` is a code of dictionary recycleBasis. Whatever moves that moment
 * calls `wind`, so that the clock starts anew.
 */
export const basis = (entity: Entity<any>, name: string, last: Basis) => void declare(bases, entity.name, name, last)
/** Declares what keeps a record of an object with its owner; `name` is a code of dictionary recycleExemption. */
export const exemption = (entity: Entity<any>, name: string, holds: Exemption) =>
  void declare(exemptions, entity.name, name, holds)

export const basesOf = (object: string): string[] => [...(bases.get(object)?.keys() ?? [])]

/** A rule with what it needs of its pool. */
export interface Rule {
  id: string
  pool: string
  board: string
  name: string
  basis: string
  days: number
  where: Filter | null
  warnDays: number
  escalateDays: number
  protectionDays: number
}

/** The rules of all pools of an object that are in force. */
export const rulesOf = (ctx: Ctx, entity: Entity<any>): Promise<Rule[]> =>
  ctx.db.query<Rule>(sql`
    select r.id, r.pool_id as pool, p.board_id as board, r.name, r.basis, r.days, r."where", coalesce(r.warn_days, 0) as "warnDays",
      coalesce(r.escalate_days, 0) as "escalateDays", coalesce(p.protection_days, 0) as "protectionDays"
    from pool_rules r join pools p on p.id = r.pool_id
    where p.object = ${entity.name} and r.active and r.deleted_at is null and p.deleted_at is null order by p.position, r.position, r.id`)

/** Rules apply to records whoever looks. */
const asSystem = (ctx: Ctx): Ctx => ({ ...ctx, user: { ...ctx.user, system: true } })

/** Since when the owner has had the record under `alias`. */
export const heldSince = (alias: string) => raw(`coalesce(${alias}.owned_since, ${alias}.created_at)`)

/** The rule that falls due first for the record under `alias`, as a lateral join `d`: rule, pool, basis, due, warn_days, escalate_days. */
export function dueSql(ctx: Ctx, entity: Entity<any>, rules: readonly Rule[], alias: string): Sql {
  const since = heldSince(alias)
  const branches = rules
    .filter(rule => bases.get(entity.name)?.has(rule.basis))
    .map(rule => {
      const last = bases.get(entity.name)!.get(rule.basis)!(alias)
      return sql`select ${rule.id}::text as rule, ${rule.pool}::uuid as pool, ${rule.basis}::text as basis,
        greatest(${since} + make_interval(days => ${rule.protectionDays}), greatest(${since}, ${last}) + make_interval(days => ${rule.days})) as due,
        ${rule.warnDays}::int as warn_days, ${rule.escalateDays}::int as escalate_days
        where ${raw(alias)}.board_id = ${rule.board} and ${filterSql(asSystem(ctx), entity, rule.where, alias)}`
    })
  const none = sql`select null::text as rule, null::uuid as pool, null::text as basis, null::timestamptz as due, 0 as warn_days, 0 as escalate_days where false`
  return sql`left join lateral (select * from (${join([none, ...branches], ' union all ')}) r order by due limit 1) d on true`
}

/** The first reason that keeps the record under `alias` with its owner, but for those that shall not count; else null. */
export function exemptSql(entity: Entity<any>, alias: string, but: readonly string[] = []): Sql {
  const holding = [...(exemptions.get(entity.name) ?? [])].filter(([name]) => !but.includes(name))
  const cases = holding.map(([name, holds]) => sql`when ${holds(alias)} then ${literal(name)}`)
  return cases.length ? sql`(case ${join(cases, ' ')} end)` : raw('null::text')
}

/**
 * Starts the clocks of records anew, by the rules in force: after an act that gives the record an owner or that a rule counts
 * from. Nothing else moves them, an edit least of all.
 */
export async function wind(ctx: Ctx, entity: Entity<any>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const rules = await rulesOf(ctx, entity)
  await ctx.db.query(windSql(ctx, entity, rules, sql`t.id = any(${ids}::uuid[])`, raw('')))
}

/** The statement that winds the clocks of all records that `which` (on alias t) names; `also` sets further columns. */
export function windSql(ctx: Ctx, entity: Entity<any>, rules: readonly Rule[], which: Sql, also: Sql): Sql {
  return sql`update ${raw(entity.table)} w set recycle_due_at = n.due, recycle_why = n.basis, recycle_stage = null, recycle_exempt = n.exempt${also}
    from (select t.id, d.due, d.basis, case when d.due is not null then ${exemptSql(entity, 't')} end as exempt
      from ${raw(entity.table)} t ${dueSql(ctx, entity, rules, 't')}
      where ${which} and t.owner_id is not null and t.deleted_at is null and t.tenant_id = ${ctx.tenant}) n
    where w.id = n.id and w.tenant_id = ${ctx.tenant}`
}

/** Where clocks are looked at again although what keeps the record with its owner has put them off. */
export const AGAIN_DAYS = 7

/**
 * What the night of `at` does with the owned records that `which` (on alias t) names: `recycle`, `escalate`, `warn`, `exempt`,
 * `later` (its clock runs on), `none` (no rule is meant for it). The night job and the simulator ask the same.
 */
export function nightSql(ctx: Ctx, entity: Entity<any>, rules: readonly Rule[], at: Date, which: Sql): Sql {
  const night = sql`${at.toISOString()}::timestamptz`
  return sql`select t.id, t.owner_id as owner, ${raw(`t.${columnOf(entity.title, entity.fields[entity.title]!)}`)} as title, d.rule, d.pool, d.basis, d.due, d.warn_days, e.exempt,
      case when e.exempt is not null then 'exempt'
        when d.due is null then 'none'
        when t.recycle_stage is null then case
          when d.due > ${night} + make_interval(days => d.warn_days) then 'later'
          when d.warn_days > 0 then 'warn'
          when d.due > ${night} then 'later'
          when d.escalate_days > 0 then 'escalate' else 'recycle' end
        when t.recycle_due_at > ${night} then 'later'
        when t.recycle_stage = 'warned' and d.escalate_days > 0 then 'escalate'
        else 'recycle' end as step, d.escalate_days
    from ${raw(entity.table)} t ${dueSql(ctx, entity, rules, 't')} cross join lateral (select ${exemptSql(entity, 't')} as exempt) e
    where ${which} and t.owner_id is not null and t.deleted_at is null`
}
