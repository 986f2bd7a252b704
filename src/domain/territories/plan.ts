import { systemPrincipal } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { literal, raw, type Sql, sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { columnSql } from '../../core/records/column'
import { exemptSql } from '../ownership'
import type { Placing } from './rules'

/** What is to be brought to where the territories say it belongs. */
export interface Order {
  board: string
  placing: Placing
  /** Owners change too, where they are not among the people of the territory. */
  owners: boolean
  /** Codes of recycleExemption: what keeps a record with its owner, and shall not this time. */
  evenIf: readonly string[]
}

/** How a person or a territory comes out of it. */
export interface Gain {
  id: string
  name: string
  now: number
  gains: number
  losses: number
}
export interface Preview {
  /** Records that get another territory; those that get another owner; those that no territory fits. */
  placed: number
  owners: number
  nowhere: number
  /** Records that change in one way or the other. */
  total: number
  territories: Gain[]
  people: Gain[]
  /** Stay with their owner although no member of the territory, by what keeps them. */
  kept: { why: string; count: number }[]
}
export interface Sample {
  object: string
  id: string
  name: string
  was: string | null
  becomes: string | null
  owner: string | null
  heir: string | null
}

export interface Foreseen extends Preview {
  /** Some of the records. */
  samples: Sample[]
}

/** Objects whose records belong to territories. */
export const placedObjects = (ctx: Pick<Ctx, 'words'>): Entity[] =>
  ctx.words.entities.filter(entity => entity.owned && entity.fields.territory?.target === 'territory')

/** Somebody's part of what a territory gives out: from one number to another in the order of ids. */
interface Share {
  territory: string
  person: string
  after: number
  upto: number
}

/** So many of what nobody there owns goes to each: whoever has fewest gets the next, until all have as many. */
export function dealOut(held: readonly number[], count: number): number[] {
  const room = (level: number) => held.reduce((sum, has) => sum + Math.max(0, level - has), 0)
  let low = Math.min(...held)
  let high = Math.max(...held) + count
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (room(middle) <= count) low = middle
    else high = middle - 1
  }
  let left = count - room(low)
  return held.map(has => {
    const gets = Math.max(0, low - has)
    const more = left > 0 && has + gets === low ? 1 : 0
    left -= more
    return gets + more
  })
}

/** The plan for one object: a statement's `with` clauses, whose `plan` has a row for each record that changes, and whose `found` has all. */
export async function planFor(ctx: Ctx, entity: Entity, order: Order): Promise<Sql> {
  const found = await foundSql(ctx, entity, order)
  const people = await activeOf(ctx, order)
  const seats = [...people].flatMap(([territory, persons]) => persons.map(person => ({ territory, person })))
  const needy = sql`${found}, seats as (select * from unnest(${seats.map(s => s.territory)}::uuid[], ${seats.map(s => s.person)}::uuid[]) as s(territory, person)),
    judged as materialized (select f.*, s.person is not null as seated,
      ${order.owners}::boolean and s.person is null and (f.owner is not null or f.pool is null)
        and exists (select 1 from seats e where e.territory = f.becomes) as stranger
      from found f left join seats s on s.territory = f.becomes and s.person = f.owner)`
  const counts = await ctx.db.query<{ territory: string; person: string | null; count: number; needs: boolean }>(sql`
    with ${needy} select becomes as territory, case when seated then owner end as person, stranger and kept is null as needs, count(*)::int as count
    from judged where becomes is not null and (seated or stranger and kept is null) group by 1, 2, 3`)
  const shares: Share[] = []
  for (const [territory, persons] of people) {
    const mine = counts.filter(one => one.territory === territory)
    const needs = mine.find(one => one.needs)?.count ?? 0
    if (needs === 0 || persons.length === 0) continue
    const held = persons.map(person => Number(mine.find(one => !one.needs && one.person === person)?.count ?? 0))
    let after = 0
    for (const [i, gets] of dealOut(held, Number(needs)).entries()) {
      if (gets) shares.push({ territory, person: persons[i]!, after, upto: after + gets })
      after += gets
    }
  }
  return sql`${needy}, shares as (select * from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) as s(territory uuid, person uuid, after int8, upto int8)),
    dealt as (select id, becomes, row_number() over (partition by becomes order by id) as n from judged where stranger and kept is null),
    plan as materialized (select j.id, j.title, j.was, j.becomes, j.owner, s.person as heir from judged j
      left join dealt d on d.id = j.id left join shares s on s.territory = d.becomes and d.n > s.after and d.n <= s.upto
      where j.was is distinct from j.becomes or s.person is not null)`
}

/** Each territory's people who are there, in their order. */
async function activeOf(ctx: Ctx, { placing, board }: Order): Promise<Map<string, string[]>> {
  const mine = placing.territories.filter(one => one.board === board)
  const all = [...new Set(mine.flatMap(one => one.people))]
  const found = await ctx.db.query<{ id: string }>(
    sql`select id from users where id = any(${all}::uuid[]) and board_id = ${board} and status = 'active' and deleted_at is null`,
  )
  const active = new Set(found.map(one => one.id))
  return new Map(mine.map(({ id, people }) => [id, people.filter(person => active.has(person))]))
}

/**
 * All records of the board with the territory each belongs to. What territories cannot tell apart is decided once: PostgreSQL sums
 * records up by what they say as far as any territory asks, and joins the answers to them.
 */
async function foundSql(ctx: Ctx, entity: Entity, { board, placing, evenIf }: Order): Promise<Sql> {
  const column = (name: string) => (entity.fields[name] ? columnSql(name, entity.fields[name], 't') : raw('null::text'))
  // The longest code that a territory names stands outermost.
  const region = [2, 4, 6].reduce<Sql>((otherwise, length) => {
    const codes = placing.regions.filter(code => code.length === length)
    const cut = sql`left(${column('region')}, ${raw(String(length))})`
    return codes.length ? sql`case when ${cut} = any(${codes}::text[]) then ${cut} else ${otherwise} end` : otherwise
  }, raw('null::text'))
  const near = (map: ReadonlyMap<string, string>) => JSON.stringify(Object.fromEntries(map))
  const pool = entity.pool ? raw('t.pool_id') : raw('null::uuid')
  const keys = sql`industries as (select key as code, value as near from jsonb_each_text(${near(placing.industries)}::jsonb)),
    goods as (select key as code, value as near from jsonb_each_text(${near(placing.productCategories)}::jsonb)),
    keys as materialized (select t.id, coalesce(${region}, '') as region, coalesce(i.near, '') as industry, coalesce(g.near, '') as good, coalesce(${column('size')}, '') as size
      from ${raw(entity.table)} t left join industries i on i.code = ${column('industry')} left join goods g on g.code = ${column('productCategory')}
      where t.board_id = ${board} and t.deleted_at is null)`
  const kinds = await ctx.db.query<{ region: string; industry: string; good: string; size: string }>(
    sql`with ${keys} select distinct region, industry, good, size from keys`,
  )
  const decided = kinds.map(one => ({
    ...one,
    territory:
      placing.of({
        board,
        region: one.region,
        industry: one.industry,
        productCategory: one.good,
        size: one.size,
      })?.id ?? null,
  }))
  return sql`${keys}, decided as (select * from jsonb_to_recordset(${JSON.stringify(decided)}::jsonb) as d(region text, industry text, good text, size text, territory uuid)),
    found as materialized (select t.id, left(${columnSql(entity.title, entity.fields[entity.title]!, 't')}::text, 200) as title, t.territory_id as was, d.territory as becomes,
        t.owner_id as owner, ${pool} as pool, case when t.owner_id is not null then ${exemptSql(entity, 't', evenIf)} end as kept
      from keys k join ${raw(entity.table)} t on t.id = k.id join decided d on d.region = k.region and d.industry = k.industry and d.good = k.good and d.size = k.size)`
}

const SHOWN = 30

/**
 * What would change, counted over all objects; nothing is written.
 * @param shown also some of the records, those first that change owners
 */
export async function foresee(ctx: Ctx, order: Order, shown = false): Promise<Foreseen> {
  const samples: Sample[] = []
  const sum: Preview = { placed: 0, owners: 0, nowhere: 0, total: 0, territories: [], people: [], kept: [] }
  const territories = new Map<string, Gain>()
  const people = new Map<string, Gain>()
  for (const entity of placedObjects(ctx)) {
    const [found] = await ctx.db.query<{
      placed: number
      owners: number
      nowhere: number
      total: number
      territories: Gain[] | null
      people: Gain[] | null
      kept: Preview['kept'] | null
      samples: Sample[] | null
    }>(sql`with ${await planFor(ctx, entity, order)},
      places as (select territory as id, sum(now)::int as now, sum(gains)::int as gains, sum(losses)::int as losses from (
          select was as territory, count(*) as now, 0 as gains, count(*) filter (where becomes is distinct from was) as losses from found where was is not null group by 1
          union all select becomes, 0, count(*), 0 from found where becomes is not null and becomes is distinct from was group by 1) p group by 1),
      hands as (select person as id, sum(gains)::int as gains, sum(losses)::int as losses from (
          select heir as person, count(*) as gains, 0 as losses from plan where heir is not null group by 1
          union all select owner, 0, count(*) from plan where heir is not null and owner is not null group by 1) h group by 1)
      select (select count(*)::int from plan where was is distinct from becomes) as placed, (select count(*)::int from plan where heir is not null) as owners,
        (select count(*)::int from found where becomes is null) as nowhere, (select count(*)::int from plan) as total,
        (select json_agg(json_build_object('id', p.id, 'name', y.name, 'now', p.now, 'gains', p.gains, 'losses', p.losses)) from places p left join territories y on y.id = p.id) as territories,
        (select json_agg(json_build_object('id', h.id, 'name', u.name, 'now', (select count(*)::int from found f where f.owner = h.id), 'gains', h.gains, 'losses', h.losses))
          from hands h join users u on u.id = h.id) as people,
        (select json_agg(json_build_object('why', kept, 'count', n)) from (select kept, count(*)::int as n from judged where stranger and kept is not null group by 1) k) as kept,
        (select json_agg(s) from (select ${literal(entity.name)} as object, p.id, p.title as name, p.was, p.becomes, o.name as owner, h.name as heir
          from plan p left join users o on o.id = p.owner left join users h on h.id = p.heir
          where ${shown}::boolean order by p.heir is null, p.id limit ${raw(String(SHOWN))}) s) as samples`)
    for (const name of ['placed', 'owners', 'nowhere', 'total'] as const) sum[name] += Number(found![name])
    for (const one of found!.territories ?? [])
      add(territories, { ...one, name: order.placing.territories.find(t => t.id === one.id)?.name ?? one.name })
    for (const one of found!.people ?? []) add(people, one)
    samples.push(...(found!.samples ?? []))
    for (const { why, count } of found!.kept ?? []) {
      const known = sum.kept.find(one => one.why === why)
      if (known) known.count += count
      else sum.kept.push({ why, count })
    }
  }
  const byName = (a: Gain, b: Gain) => a.name.localeCompare(b.name, 'zh')
  sum.territories = [...territories.values()].sort(byName)
  sum.people = [...people.values()].sort(byName)
  return { ...sum, samples: await named(ctx, order, samples.slice(0, SHOWN)) }
}

function add(all: Map<string, Gain>, one: Gain): void {
  const known = all.get(one.id)
  if (!known) return void all.set(one.id, { ...one, name: one.name ?? '' })
  known.now += one.now
  known.gains += one.gains
  known.losses += one.losses
}

/** Names of the territories that samples speak of, also of those that are no longer in force. */
async function named(ctx: Ctx, { placing }: Order, samples: readonly Sample[]): Promise<Sample[]> {
  const names = new Map(placing.territories.map(one => [one.id, one.name]))
  const old = [...new Set(samples.flatMap(one => (one.was && !names.has(one.was) ? [one.was] : [])))]
  const found = await ctx.db.query<{ id: string; name: string }>(
    sql`select id, name from territories where id = any(${old}::uuid[])`,
  )
  for (const { id, name } of found) names.set(id, name)
  const nameOf = (id: string | null) => (id ? (names.get(id) ?? null) : null)
  return samples.map(one => ({ ...one, was: nameOf(one.was), becomes: nameOf(one.becomes) }))
}

/** What reckons with everything on a board, whoever asks for it. */
export const seeingAll = (ctx: Ctx): Ctx => ({ ...ctx, user: systemPrincipal(ctx.tenant) })
