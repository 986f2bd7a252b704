import type { Ctx } from '../../core/ctx'
import { join, name as quoted, raw, type Sql, sql } from '../../core/db/statement'
import { columnOf, type Field, kindOf } from '../../core/entity'
import type { Filter } from '../../core/records/filter'
import { choose, type Taker } from '../ownership'
import { lead, OPEN } from './lead'
import { fits } from './score'

interface Named {
  id: string
  name: string
}
/** An assignment rule as it is carried out. */
export interface AssignmentRule {
  id: string
  name: string
  where: Filter | null
  board: string | null
  people: string[] | null
  by: string | null
  openMax: number | null
  pool: string | null
  last: string | null
}
/** What one rule said of a lead. `full`: it fits, but nobody of it has room or is still there. */
export interface Step {
  rule: Named
  outcome: 'fits' | 'other' | 'full'
}
/** Who gets a lead and why; nobody where no rule means it. */
export interface Assignment {
  owner: Named | null
  pool: Named | null
  rule: Named | null
  /** Code of dictionary distributeBy, where people were chosen from. */
  by: string | null
  /** Open leads that the owner has already. */
  open: number | null
  steps: Step[]
}

export const assignmentRulesOf = (ctx: Ctx): Promise<AssignmentRule[]> =>
  ctx.db.query<AssignmentRule>(sql`select id, name, "where", board_id as board, people, by, open_max as "openMax", pool_id as pool, last_id as last
    from lead_assignment_rules where active and deleted_at is null order by position, name, id`)

/** A lead that is stored, as the source of what rules look at. */
export const stored = (id: string): Sql => sql`(select * from leads where id = ${id}::uuid)`

/** A lead that is not stored yet. */
export function drafted(ctx: Ctx, values: Record<string, unknown>): Sql {
  const fields = Object.entries<Field>(ctx.words.entity(lead.name).fields)
  const columns = fields
    .filter(([, field]) => !field.custom)
    .map(([name, field]) => {
      const value = values[name] ?? null
      const cell = field.kind === 'structure' && value !== null ? JSON.stringify(value) : value
      return sql`${cell}::${raw(kindOf(field).column(field))} as ${quoted(columnOf(name, field))}`
    })
  const own = fields
    .filter(([name, field]) => field.custom && (values[name] ?? null) !== null)
    .map(([name]) => [name, values[name]])
  return sql`(select null::uuid as id, ${ctx.tenant}::int4 as tenant_id, ${JSON.stringify(Object.fromEntries(own))}::jsonb as custom,
    null::timestamptz as deleted_at, ${join(columns)})`
}

/**
 * Asks the rules in their order who gets the lead `of`. With `really` the turn moves on, under a lock of the rule, so that two
 * leads at once go to two people.
 */
export async function assignmentFor(
  ctx: Ctx,
  of: Sql,
  { rules, board, really }: { rules?: readonly AssignmentRule[]; board: string | null; really: boolean },
): Promise<Assignment> {
  const asked = (rules ?? (await assignmentRulesOf(ctx))).filter(rule => !rule.board || !board || rule.board === board)
  const result: Assignment = { owner: null, pool: null, rule: null, by: null, open: null, steps: [] }
  if (asked.length === 0) return result
  const conditions = asked.map((rule, i) => sql`(${i}::int, ${fits(ctx, { where: rule.where, board: null })})`)
  const [lookedAt] = await ctx.db.query<{ fitting: number[]; region: string | null }>(sql`
    select coalesce(array_agg(r.i order by r.i) filter (where r.fits), '{}') as fitting, min(t.region) as region
    from ${of} t cross join lateral (values ${join(conditions)}) r(i, fits)`)
  for (const [i, rule] of asked.entries()) {
    const about = { id: rule.id, name: rule.name }
    if (!lookedAt?.fitting.includes(i)) {
      result.steps.push({ rule: about, outcome: 'other' })
      continue
    }
    if (rule.pool) {
      const [pool] = await ctx.db.query<Named>(
        sql`select id, name from pools where id = ${rule.pool} and deleted_at is null`,
      )
      result.steps.push({ rule: about, outcome: pool ? 'fits' : 'full' })
      if (pool) return { ...result, rule: about, pool }
      continue
    }
    const taker = await takerOf(ctx, rule, lookedAt.region, really)
    result.steps.push({ rule: about, outcome: taker ? 'fits' : 'full' })
    if (!taker) continue
    if (really)
      await ctx.db.query(
        sql`update lead_assignment_rules set last_id = ${taker.id} where id = ${rule.id} and tenant_id = ${ctx.tenant}`,
      )
    return {
      ...result,
      rule: about,
      owner: { id: taker.id, name: taker.name },
      by: rule.by ?? 'turns',
      open: taker.owned,
    }
  }
  return result
}

/** Whose turn it is among the people of a rule: whoever comes after the last, has fewest, knows the province, or has most room. */
async function takerOf(ctx: Ctx, rule: AssignmentRule, region: string | null, really: boolean): Promise<Taker | null> {
  const last = really ? await lockTurn(ctx, rule) : rule.last
  const people = rule.people ?? []
  const after = people.indexOf(last ?? '') + 1
  const inTurn = [...people.slice(after), ...people.slice(0, after)]
  const held = await ctx.db.query<{
    id: string
    name: string
    owned: number
    regions: Record<string, number> | null
  }>(sql`
    select u.id, u.name, coalesce(sum(h.n), 0) as owned, jsonb_object_agg(h.region, h.n) filter (where h.region is not null) as regions
    from users u left join lateral (select left(t.region, 2) as region, count(*) as n from leads t
      where t.owner_id = u.id and t.status = any(${[...OPEN]}::text[]) and t.deleted_at is null group by 1) h on true
    where u.id = any(${people}::uuid[]) and u.status = 'active' and u.deleted_at is null group by u.id, u.name`)
  const takers = inTurn.flatMap((id): Taker[] => {
    const one = held.find(h => h.id === id)
    if (!one) return []
    const owned = Number(one.owned)
    return [
      {
        id,
        name: one.name,
        owned,
        regions: new Map(Object.entries(one.regions ?? {})),
        gets: 0,
        room: rule.openMax ? Math.max(0, rule.openMax - owned) : null,
      },
    ]
  })
  return choose(takers, rule.by ?? 'turns', region)
}

async function lockTurn(ctx: Ctx, rule: AssignmentRule): Promise<string | null> {
  const [found] = await ctx.db.query<{ last: string | null }>(
    sql`select last_id as last from lead_assignment_rules where id = ${rule.id} for update`,
  )
  return found?.last ?? null
}

/** Where a lead goes that no rule means: the first pool for leads of the board. */
export async function poolFor(ctx: Ctx, board: string): Promise<Named | null> {
  const [pool] = await ctx.db.query<Named>(
    sql`select id, name from pools where object = ${lead.name} and board_id = ${board} and deleted_at is null order by position, name limit 1`,
  )
  return pool ?? null
}
