import type { Ctx } from '../../core/ctx'
import { join, raw, type Sql, sql } from '../../core/db/statement'
import { filterSql } from '../../core/records/filter'
import { choose, type Taker } from '../ownership'
import { type Duty, dutiesIn, isOwner, owedBy, seeingAll } from './duties'
import { type Heir, type Rule, speaksOf } from './rules'

/** Of one duty: how many there are and who gets how many. */
export interface Portion {
  object: string
  field: string
  count: number
  to: { id: string; name: string; count: number }[]
}
/** One record that changes hands, or one field of it. No one gets a seat that falls away. */
export interface Move {
  object: string
  field: string
  id: string
  to: string | null
}
export interface Plan {
  portions: Portion[]
  moves: Move[]
}

/**
 * Who gets what. Rules are asked in their order; what none speaks of goes to `rest`. The same data give the same plan, and what is
 * carried out is the plan as it was when it was ordered.
 */
export async function planFor(
  ctx: Ctx,
  person: string,
  board: string | null,
  rules: readonly Rule[],
  rest: string,
  heirs: ReadonlyMap<string, Heir>,
): Promise<Plan> {
  const plan: Plan = { portions: [], moves: [] }
  for (const duty of dutiesIn(ctx.words)) {
    const mine = rules.filter(rule => speaksOf(rule, duty))
    const found = await recordsOf(ctx, duty, person, board, mine)
    if (found.length === 0) continue
    const groups = await Promise.all(
      [...mine.map(rule => ({ people: rule.people, by: rule.by ?? 'turns' })), { people: [rest], by: 'turns' }].map(
        async group => ({ ...group, takers: await takersOf(ctx, duty, group, heirs) }),
      ),
    )
    const gets = new Map<string, number>()
    for (const { id, rule, region } of found) {
      const { takers, by } = groups[rule ?? mine.length]!
      const taker = takers.length === 1 ? takers[0]! : choose(takers, by, region)!
      taker.gets++
      const to = await seatFor(ctx, duty, person, id, taker.id)
      plan.moves.push({ object: duty.entity.name, field: duty.field, id, to })
      if (to) gets.set(to, (gets.get(to) ?? 0) + 1)
    }
    plan.portions.push({
      object: duty.entity.name,
      field: duty.field,
      count: found.length,
      to: [...gets].map(([id, count]) => ({ id, name: heirs.get(id)?.name ?? '', count })),
    })
  }
  await nameAll(ctx, plan)
  return plan
}

/** The records of a duty in their order, each with the first rule that it fits. */
function recordsOf(ctx: Ctx, duty: Duty, person: string, board: string | null, rules: readonly Rule[]) {
  const { entity } = duty
  const all = seeingAll(ctx)
  const cases = rules.map(
    (rule, i) => sql`when ${rule.where ? filterSql(all, entity, rule.where) : raw('true')} then ${i}::int`,
  )
  const which: Sql = cases.length ? sql`case ${join(cases, ' ')} end` : raw('null::int')
  return ctx.db.query<{ id: string; rule: number | null; region: string | null }>(
    sql`select t.id, ${which} as rule, ${raw('region' in entity.fields ? 't.region' : 'null::text')} as region
      from ${raw(entity.table)} t where ${owedBy(ctx, duty, person, board)} order by t.id`,
  )
}

async function takersOf(
  ctx: Ctx,
  duty: Duty,
  { people, by }: { people: readonly string[]; by: string },
  heirs: ReadonlyMap<string, Heir>,
): Promise<Taker[]> {
  const takers = people.map(id => ({
    id,
    name: heirs.get(id)!.name,
    gets: 0,
    owned: 0,
    room: null,
    regions: new Map(),
  }))
  if (people.length === 1 || by === 'turns' || !isOwner(duty)) return takers
  const region = raw('region' in duty.entity.fields ? 'left(t.region, 2)' : 'null::text')
  const held = await ctx.db.query<{ owner: string; region: string | null; n: number }>(
    sql`select t.owner_id as owner, ${region} as region, count(*)::int as n from ${raw(duty.entity.table)} t
      where t.owner_id = any(${people}::uuid[]) and t.deleted_at is null group by 1, 2`,
  )
  return takers.map(taker => {
    const theirs = held.filter(one => one.owner === taker.id)
    return {
      ...taker,
      owned: theirs.reduce((sum, one) => sum + Number(one.n), 0),
      regions: new Map(theirs.flatMap(one => (one.region ? [[one.region, Number(one.n)] as const] : []))),
    }
  })
}

/** Somebody's new manager can't be below them: whoever leads to the heir, and the heir, come under the manager of the one who goes. */
async function seatFor(ctx: Ctx, duty: Duty, person: string, id: string, heir: string): Promise<string | null> {
  if (duty.entity.name !== 'user' || duty.field !== 'manager') return heir
  const [found] = await ctx.db.query<{ above: string | null; under: boolean }>(sql`
    with recursive up as (select ${heir}::uuid as id union select u.manager_id from users u join up on u.id = up.id where u.id <> ${person})
    select (select manager_id from users where id = ${person}) as above, exists (select 1 from up where id = ${id}) as under`)
  return found!.under ? found!.above : heir
}

async function nameAll(ctx: Ctx, { portions }: Plan): Promise<void> {
  const nameless = portions.flatMap(portion => portion.to).filter(one => one.name === '')
  if (nameless.length === 0) return
  const found = await ctx.db.query<{ id: string; name: string }>(
    sql`select id, name from users where id = any(${nameless.map(one => one.id)}::uuid[])`,
  )
  for (const one of nameless) one.name = found.find(f => f.id === one.id)?.name ?? ''
}
