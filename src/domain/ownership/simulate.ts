import { reachOf } from '../../core/access/reach'
import { forbidden, invalid, notFound, Refusal } from '../../core/acts/refusal'
import { CHINA_MS } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { type Entity, isId } from '../../core/entity'
import { isObject, parseDraft } from '../../core/records/parse'
import { administers, checkFilter, mayManage } from './boundaries'
import { basesOf, nightSql, type Rule, rulesOf } from './clocks'
import { poolRule } from './poolRule'

/** What tonight's run would do by rules that are not saved yet. */
export interface Simulation {
  /** Go into the pool tonight. */
  recycled: number
  /** Are warned tonight. */
  warned: number
  escalated: number
  /** Run on, but not for another week. */
  soon: number
  /** Would be due, but are kept. */
  exempt: number
  /** By rule and reason. */
  reasons: { rule: string; basis: string; step: string; count: number }[]
  exemptions: { exempt: string; count: number }[]
  owners: { id: string; name: string; count: number }[]
  /** Some of those that leave or are warned, the most overdue first. */
  records: { id: string; name: string; owner: string; step: string; rule: string; due: string }[]
}
const RULES_MAX = 50
const SHOWN = 20
const DAY_MS = 86_400_000
const NIGHT_MS = 90 * 60_000

/** The next run of the night job after `now`: 1:30 in China. */
export const nextNight = (now: Date) =>
  new Date(Math.ceil((now.getTime() + CHINA_MS - NIGHT_MS) / DAY_MS) * DAY_MS - CHINA_MS + NIGHT_MS)

/**
 * Asks of a pool's rules, as somebody is writing them, what the night job asks of those in force, and counts. Rules of other
 * pools stay as they are.
 */
export async function simulate(ctx: Ctx, poolId: string, body: unknown): Promise<Simulation> {
  if (!isId(poolId)) throw notFound()
  const [pool] = await ctx.db.query<{ id: string; object: string; board: string; protection: number }>(sql`
    select id, object, board_id as board, coalesce(protection_days, 0) as protection from pools where id = ${poolId} and deleted_at is null`)
  if (!pool) throw notFound()
  const manages = ctx.user.system || (ctx.user.rights('pool').update !== 'none' && mayManage(ctx, pool))
  if (!manages && !administers(ctx, pool.id)) throw forbidden('pool.notYours')
  const entity = ctx.words.entity(pool.object)
  if (!isObject(body) || !Array.isArray(body.rules) || body.rules.length > RULES_MAX)
    throw new Refusal('body.notObject', {}, 400)
  const drafted = body.rules.map((given: unknown, i): Rule => {
    const { id: _id, version: _version, ...fields } = isObject(given) ? given : ({} as Record<string, unknown>)
    const { where, basis, days, warnDays, escalateDays, name, active } = parseDraft(
      ctx,
      poolRule as Entity<any>,
      { ...fields, pool: pool.id },
      true,
      true,
    )
    if (where) checkFilter(ctx, pool.object, where)
    if (!basesOf(pool.object).includes(basis)) throw invalid('basis', 'rule.basis', { basis })
    const protectionDays = Number.isInteger(body.protectionDays) ? Number(body.protectionDays) : pool.protection
    return {
      id: active === false ? '' : String(i),
      pool: pool.id,
      board: pool.board,
      name,
      basis,
      days,
      where: where ?? null,
      warnDays: warnDays ?? 0,
      escalateDays: escalateDays ?? 0,
      protectionDays,
    }
  })
  const others = (await rulesOf(ctx, entity)).filter(rule => rule.pool !== pool.id && rule.board === pool.board)
  const rules = [...drafted.filter(rule => rule.id !== ''), ...others]
  const named = new Map(rules.map(rule => [rule.id, rule.name]))
  const tonight = nextNight(ctx.now).toISOString()
  const night = sql`select n.* from (${nightSql(ctx, entity, rules, new Date(tonight), sql`t.board_id = ${pool.board}`)}) n`
  const [answer] = await ctx.db.query<Record<string, any>>(sql`
    with night as materialized (select * from (${night}) a where a.step in ('recycle', 'warn', 'escalate') or (a.step in ('exempt', 'later') and a.due <= ${tonight}::timestamptz + case a.step when 'later' then interval '7 days' else interval '0' end))
    select count(*) filter (where step = 'recycle') as recycled, count(*) filter (where step = 'warn') as warned,
      count(*) filter (where step = 'escalate') as escalated, count(*) filter (where step = 'later') as soon, count(*) filter (where step = 'exempt') as exempt,
      (select coalesce(json_agg(r), '[]') from (select rule, basis, step, count(*) as count from night where step not in ('exempt', 'later') group by 1, 2, 3 order by 4 desc) r) as reasons,
      (select coalesce(json_agg(r), '[]') from (select exempt, count(*) as count from night where step = 'exempt' group by 1 order by 2 desc) r) as exemptions,
      (select coalesce(json_agg(r), '[]') from (select u.id, u.name, count(*) as count from night n join users u on u.id = n.owner where step in ('recycle', 'warn') group by 1, 2 order by 3 desc, 2 limit ${raw(String(SHOWN))}) r) as owners,
      (select coalesce(json_agg(r), '[]') from (select n.id, n.title as name, u.name as owner, n.step, n.rule, n.due from night n left join users u on u.id = n.owner
        where step not in ('exempt', 'later') order by case step when 'recycle' then 0 when 'escalate' then 1 else 2 end, n.due limit ${raw(String(SHOWN))}) r) as records
    from night`)
  const { recycled, warned, escalated, soon, exempt, reasons, exemptions, owners, records } = answer!
  const seesAll = ['everything', 'board'].includes(reachOf(ctx, entity, 'read').kind)
  return {
    recycled: Number(recycled),
    warned: Number(warned),
    escalated: Number(escalated),
    soon: Number(soon),
    exempt: Number(exempt),
    reasons: reasons.map((r: any) => ({ ...r, rule: named.get(r.rule) ?? '' })),
    exemptions,
    owners,
    // Counts are for whoever writes the rules; names are for whoever may see the customers.
    records: seesAll ? records.map((r: any) => ({ ...r, rule: named.get(r.rule) ?? '' })) : [],
  }
}
