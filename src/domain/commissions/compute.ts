import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { rowSql } from '../../core/records/row'
import { commissionPlan } from './commissionPlan'
import { type Attainment, type Earning, type Line, linesFor } from './earn'
import { sourcesOf } from './earning'
import { around, daysOf } from './months'

export type Plan = Row<typeof commissionPlan>

/** Whose statement in which currency. */
export const purse = (person: string, currency: string) => `${person} ${currency}`

/** Plans in use that say anything of a month. */
export async function plansFor(ctx: Ctx, month: string): Promise<Plan[]> {
  const { from, to } = daysOf(month)
  const rows = await ctx.db.query<{ row: Plan }>(sql`
    select ${rowSql(commissionPlan)} as row from ${raw(commissionPlan.table)} t where t.active and t.deleted_at is null
      and t.starts_on <= ${to}::date and (t.ends_on is null or t.ends_on >= ${from}::date) order by t.name, t.id`)
  return rows.map(({ row }) => row)
}

/** Whom a plan pays: those it names and holders of its roles on its board; all of the board where it names neither. */
export async function peopleOf(ctx: Ctx, plan: Pick<Plan, 'board' | 'people' | 'roles'>): Promise<Set<string>> {
  const nobody = !plan.people?.length && !plan.roles?.length
  const onBoard = plan.board ? sql`u.board_id = ${plan.board}` : raw('true')
  const rows = await ctx.db.query<{ id: string }>(sql`
    select u.id from users u where u.id = any(${plan.people ?? []}::uuid[])
      or (${onBoard} and (${nobody}::boolean or u.roles && ${plan.roles ?? []}::uuid[]))`)
  return new Set(rows.map(row => row.id))
}

/** What was earned in a month by what a plan pays for. Costs that a statement was computed with once stay. */
export async function earningsOf(ctx: Ctx, base: string, month: string): Promise<Earning[]> {
  const all: Earning[] = []
  for (const source of sourcesOf(base)) all.push(...(await source.earned(ctx, daysOf(month))))
  const kept = await ctx.db.query<{ id: string; key: string; product: string | null; cost: number | null }>(sql`
    select l.about_id as id, l.key, l.basis->>'product' as product, (l.basis->>'cost')::bigint as cost from commission_lines l
    where l.period = ${month} and l.kind = 'earned' and l.deleted_at is null`)
  const costs = new Map(kept.map(one => [`${one.id}:${one.key.split(':')[2]}:${one.product}`, one.cost]))
  return all.map(earning => {
    const key = `${earning.id}:${earning.part ?? ''}:${earning.product}`
    return costs.has(key) ? { ...earning, cost: costs.get(key)! } : earning
  })
}

/** How far everybody is at the end of a month, by purse, in the month, quarter or year around it; whoever has no target is missing. */
export async function attainmentsOf(
  ctx: Ctx,
  plan: Pick<Plan, 'base' | 'attainment'>,
  month: string,
): Promise<Map<string, Attainment>> {
  if (!ctx.words.findEntity('salesTarget')) return new Map()
  const { first, last } = around(month, plan.attainment)
  const [begins, ends] = [daysOf(first).from, daysOf(last).to]
  const targets = await ctx.db.query<{ user: string; currency: string; target: number }>(sql`
    select owner_id as user, coalesce(currency, 'CNY') as currency,
      coalesce(sum(amount) filter (where period = ${plan.attainment} and starts_on = ${begins}::date),
        sum(amount) filter (where period = 'month'))::bigint as target
    from sales_targets where level = 'person' and product_id is null and deleted_at is null and amount is not null and owner_id is not null
      and starts_on between ${begins}::date and ${ends}::date group by 1, 2`)
  const attained = new Map<string, number>()
  for (const source of sourcesOf(plan.base))
    for (const { user, currency, amount } of await source.credited(ctx, { from: begins, to: daysOf(month).to }))
      attained.set(purse(user, currency), (attained.get(purse(user, currency)) ?? 0) + amount)
  return new Map(
    targets
      .filter(({ target }) => target > 0)
      .map(({ user, currency, target }) => {
        const key = purse(user, currency)
        return [key, { target, attained: attained.get(key) ?? 0 }]
      }),
  )
}

/**
 * What a plan comes to in a month for everybody it pays, by purse. A month of deals is read at once, never the whole book.
 * @param earnings of the plan's base and month, where they are read already
 */
export async function planned(
  ctx: Ctx,
  plan: Plan,
  month: string,
  earnings: readonly Earning[],
): Promise<Map<string, Line[]>> {
  const people = await peopleOf(ctx, plan)
  const mine = new Map<string, Earning[]>()
  for (const earning of earnings) {
    if (earning.currency !== plan.currency || earning.on < plan.startsOn || (plan.endsOn && earning.on > plan.endsOn))
      continue
    for (const { user } of earning.shares) if (people.has(user)) mine.set(user, [...(mine.get(user) ?? []), earning])
  }
  const kickers = plan.kickers ?? []
  const asksAttainment =
    plan.rates.some(rate => typeof rate.attainmentFrom === 'number') ||
    kickers.some(kicker => kicker.on === 'attainment')
  const attainments = asksAttainment ? await attainmentsOf(ctx, plan, month) : new Map<string, Attainment>()
  const terms = { id: plan.id, of: plan.of as 'amount' | 'margin', rates: plan.rates, kickers }
  const lines = new Map<string, Line[]>()
  for (const person of people) {
    const key = purse(person, plan.currency)
    const attainment = attainments.get(key) ?? null
    const earned = linesFor(terms, person, mine.get(person) ?? [], attainment)
    if (earned.length) lines.set(key, earned)
  }
  return lines
}

/** What a month comes to now for everybody, by purse: all plans together. */
export async function dueFor(ctx: Ctx, month: string): Promise<Map<string, Line[]>> {
  const due = new Map<string, Line[]>()
  const read = new Map<string, Earning[]>()
  for (const plan of await plansFor(ctx, month)) {
    if (!read.has(plan.base)) read.set(plan.base, await earningsOf(ctx, plan.base, month))
    for (const [key, lines] of await planned(ctx, plan, month, read.get(plan.base)!))
      due.set(key, [...(due.get(key) ?? []), ...lines])
  }
  return due
}
