import { inPools, type Reach, reachOf, visibleToMe, within } from '../access/reach'
import { forbidden, Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { join, literal, raw, type Sql, sql } from '../db/statement'
import { columnOf, type Entity, kindOf } from '../entity'
import { isList, readSql } from './column'
import { type Filter, filterSql } from './filter'
import { LIMITS } from './limits'
import { absent } from './merged'
import { type FieldPath, pathOf } from './path'
import { remembered } from './remembered'
import { documentSql } from './select'

export interface Query {
  fields?: readonly string[]
  filter?: Filter | null
  /** Field names, a minus before those that descend: `-updatedAt`, `level,-amount`. */
  sort?: string
  limit?: number
  cursor?: string | null
  count?: 'none' | 'estimate' | 'exact'
  /** 'only': the recycle bin. */
  deleted?: 'only'
}

/** A page of records, in the form the API answers; PostgreSQL wrote the records and nothing parses them here. */
export interface Page {
  /** The records' JSON texts, with commas between. */
  items: string
  nextCursor: string | null
  total: number | null
}

interface SortKey {
  column: Sql
  descending: boolean
  nullable: boolean
  instant: boolean
}

const bad = (code: string, params: Record<string, string | number> = {}) => new Refusal(code, params, 400)

/** Reads a page in the caller's scope. One statement; a second one only when a count is asked for. */
export async function page(ctx: Ctx, entity: Entity, query: Query): Promise<Page> {
  const { count: how = 'none', ...asked } = query
  const { rows, condition, reach } = asked.cursor
    ? listing(ctx, entity, asked)
    : remembered(ctx, `${entity.name} ${JSON.stringify(asked)}`, () => listing(ctx, entity, asked))
  const [found] = await ctx.db.query<{ items: string | null; next: string | null }>(rows)
  return {
    items: found!.items ?? '',
    nextCursor: found!.next && Buffer.from(found!.next).toString('base64url'),
    total: await count(ctx, entity, reach, condition, how),
  }
}

/** The statement that reads a page: one row, for what PostgreSQL has put together nobody needs to take apart here. */
export function listing(ctx: Ctx, entity: Entity, query: Query): { rows: Sql; condition: Sql; reach: Reach } {
  const reach = reachOf(ctx, entity, 'read')
  if (reach.kind === 'nothing') throw forbidden('right.read', { object: entity.name })
  const limit = query.limit ?? 50
  if (!Number.isInteger(limit) || limit < 1 || limit > LIMITS.page) throw bad('query.limit', { max: LIMITS.page })
  const keys = sortKeys(ctx, entity, query.sort)
  const after = query.cursor ? decodeCursor(query.cursor, keys.length) : null
  const condition = sql`${query.deleted === 'only' ? binned(entity) : raw('t.deleted_at is null')} and ${filterSql(ctx, entity, query.filter)}`
  const { document, joins } = documentSql(ctx, entity, query.fields)
  const walk = keysSql(entity, reach, keys, condition, after, limit + 1)
  const order = raw(keys.map((k, i) => `k.k${i} ${k.descending ? 'desc nulls last' : 'asc nulls last'}`).join(', '))
  const names = raw(keys.map((_, i) => `k${i}`).join(', '))
  // One record more than the page is read, to know whether there is a next.
  const rows = sql`
    with k as materialized (${walk})
    select string_agg(p.document, ',') filter (where p.n <= ${raw(String(limit))}) as items,
      case when count(*) > ${raw(String(limit))} then max(json_build_array(${names})::text) filter (where p.n = ${raw(String(limit))}) end as next
    from (select ${document}::text as document, ${names}, row_number() over (order by ${order}) as n
      from k join ${raw(entity.table)} t on t.id = k.id ${joins} order by ${order}) p`
  return { rows, condition, reach }
}

/** What was merged away comes back with the merge's undoing, not out of the bin. */
const binned = (entity: Entity) =>
  sql`t.deleted_at is not null and not exists (select 1 from merged_records m where m.object = ${literal(entity.name)} and m.record_id = t.id)`

/** The page in the API's form. */
export const pageText = (p: Page) =>
  `{"items":[${p.items}],"nextCursor":${JSON.stringify(p.nextCursor)},"total":${p.total}}`

/** One record in the caller's scope, as JSON text. */
export async function readText(ctx: Ctx, entity: Entity, id: string, fields?: readonly string[]): Promise<string> {
  const { document, joins } = documentSql(ctx, entity, fields)
  const [row] = await ctx.db.query<{ document: string }>(
    sql`select ${document}::text as document from ${raw(entity.table)} t ${joins}
      where t.id = ${id} and t.deleted_at is null and ${within(reachOf(ctx, entity, 'read'), entity, 't')}`,
    'general',
  )
  if (!row) throw await absent(ctx, entity, id)
  return row.document
}
export const read = async (ctx: Ctx, entity: Entity, id: string, fields?: readonly string[]) =>
  JSON.parse(await readText(ctx, entity, id, fields))

/** Records in the caller's scope as objects, for acts and jobs. */
export async function find<R = Record<string, any>>(ctx: Ctx, entity: Entity, query: Query = {}): Promise<R[]> {
  return JSON.parse(`[${(await page(ctx, entity, { limit: LIMITS.page, ...query })).items}]`)
}

function sortKeys(ctx: Ctx, entity: Entity, sort = '-updatedAt'): SortKey[] {
  const names = sort
    .split(',')
    .map(s => s.trim())
    .filter(Boolean)
  if (names.length > LIMITS.sortKeys) throw bad('query.tooManySortKeys', { max: LIMITS.sortKeys })
  const keys = names.map(name => {
    const descending = name.startsWith('-')
    const path = pathOf(ctx, entity, descending ? name.slice(1) : name)
    if (path.access === 'masked' || isList(path.field) || path.field.kind === 'structure')
      throw bad('query.notSortable', { field: path.name })
    return { ...sortColumn(ctx, path), descending }
  })
  const idDescending = keys.at(-1)?.descending ?? true
  return [...keys, { column: raw('t.id'), descending: idDescending, nullable: false, instant: false }]
}

/** A reference sorts by its record's title; what lies behind a reference is fetched by primary key. */
function sortColumn(ctx: Ctx, path: FieldPath): Omit<SortKey, 'descending'> {
  const through = [...path.through]
  let { name, field, entity } = path
  if (field.kind === 'ref' && field.target && name !== 'id') {
    const to = ctx.words.entity(field.target)
    through.push({ name, field, from: entity, to })
    entity = to
    name = to.title
    field = to.fields[name]!
  }
  const leaf = (alias: string) => readSql(ctx, entity, name, field, alias)
  const column =
    through.length === 0
      ? leaf('t')
      : through.reduceRight<(at: string) => Sql>(
          (inner, step, i) => at =>
            sql`(select ${inner(`s${i}`)} from ${raw(step.to.table)} ${raw(`s${i}`)}
      where ${raw(`s${i}`)}.id = ${readSql(ctx, step.from, step.name, step.field, at)} and ${within(reachOf(ctx, step.to, 'read'), step.to, `s${i}`)})`,
          leaf,
        )('t')
  const nullable = through.length > 0 || !(field.required || ['createdAt', 'updatedAt', 'version'].includes(name))
  return { column, nullable, instant: kindOf(field).family === 'instant' }
}

/** Beyond so many people their board's index serves better than theirs. */
const WALKED_MAX = 60

/**
 * Ids and sort keys of a page, in order. A few people's records are gathered owner by owner, each through the owner's index,
 * and merged, since `owner = any(…) or shared` would walk the wrong one; in the order they are kept in (latest first) no more
 * than a page of each is read, any other order sorts the thousands that one person owns. More people's are filtered as one.
 */
function keysSql(
  entity: Entity,
  reach: Reach,
  keys: SortKey[],
  condition: Sql,
  after: unknown[] | null,
  rows: number,
): Sql {
  // Written out, so that the planner weighs a general plan as it would this one's; it then plans once, not every time.
  const limit = raw(String(rows))
  const beyond = after ? sql` and ${beyondSql(keys, after)}` : raw('')
  const columns = join([raw('t.id'), ...keys.map((k, i) => sql`${k.column} as ${raw(`k${i}`)}`)])
  const order = raw(keys.map((k, i) => `k${i} ${direction(k)}`).join(', '))
  const inner = join(keys.map(k => sql`${k.column} ${raw(direction(k))}`))
  const table = raw(entity.table)
  if (reach.kind !== 'people' || reach.people.length > WALKED_MAX || entity.audience) {
    return sql`select ${columns} from ${table} t where ${condition} and ${within(reach, entity, 't')}${beyond} order by ${inner} limit ${limit}`
  }
  const { people, pools, realms } = reach
  const mine = sql`t.board_id = ${reach.board}`
  const unpooled = pools.length ? sql` and (${inPools(entity, pools, 't')}) is not true` : raw('')
  const branches = [
    people.length === 1
      ? sql`(select ${columns} from ${table} t where t.owner_id = ${people[0]} and ${mine} and ${condition}${beyond} order by ${inner} limit ${limit})`
      : sql`(select b.* from unnest(${people}::uuid[]) p(owner) cross join lateral (select ${columns} from ${table} t
          where t.owner_id = p.owner and ${mine} and ${condition}${beyond} order by ${inner} limit ${limit}) b)`,
    sql`(select ${columns} from shares s join ${table} t on t.id = s.record_id where s.user_id = ${reach.me} and s.object = ${literal(entity.name)}
        and (t.owner_id is null or t.owner_id <> all(${people}::uuid[]) or t.board_id <> ${reach.board})${unpooled} and ${condition}${beyond} order by ${inner} limit ${limit})`,
    ...(realms.length
      ? [walkRealms(entity, realms, columns, sql`${mine} and ${condition}${beyond}`, inner, limit)]
      : []),
    ...(pools.length ? [walkPools(entity, pools, columns, sql`${condition}${beyond}`, inner, limit)] : []),
    ...visibleToMe(entity, reach.me, 't').map(
      seen => sql`(select ${columns} from ${table} t where ${seen} and ${mine}
        and (t.owner_id is null or t.owner_id <> all(${people}::uuid[]))${unpooled} and ${condition}${beyond} order by ${inner} limit ${limit})`,
    ),
  ]
  // A record can be shared and assigned to the same person at once; union drops the second.
  const twice = !!entity.visibleTo?.length || realms.length > 0
  return sql`select * from (${join(branches, twice ? ' union ' : ' union all ')}) u order by ${order} limit ${limit}`
}

/** What lies in each pool, in order, through the pool's own index. What lies in a pool is nobody's, so no owner's walk meets it. */
function walkPools(
  entity: Entity,
  pools: readonly string[],
  columns: Sql,
  condition: Sql,
  inner: Sql,
  limit: Sql,
): Sql {
  const column = raw(`t.${columnOf(entity.pool!, entity.fields[entity.pool!]!)}`)
  return sql`(select b.* from unnest(${pools}::uuid[]) p(pool) cross join lateral (select ${columns} from ${raw(entity.table)} t
    where ${column} = p.pool and ${condition} order by ${inner} limit ${limit}) b)`
}

/** What lies in each realm, in order, through the realm's own index. */
function walkRealms(
  entity: Entity,
  realms: readonly string[],
  columns: Sql,
  condition: Sql,
  inner: Sql,
  limit: Sql,
): Sql {
  const column = raw(`t.${columnOf(entity.realm!, entity.fields[entity.realm!]!)}`)
  return sql`(select b.* from unnest(${realms}::uuid[]) r(realm) cross join lateral (select ${columns} from ${raw(entity.table)} t
    where ${column} = r.realm and ${condition} order by ${inner} limit ${limit}) b)`
}

const direction = (k: SortKey) =>
  k.nullable ? (k.descending ? 'desc nulls last' : 'asc nulls last') : k.descending ? 'desc' : 'asc'

/** True for what comes after the cursor. Keys that are never null and all point one way compare as a row, which an index can walk. */
function beyondSql(keys: SortKey[], after: unknown[]): Sql {
  const way = keys[0]!.descending
  if (keys.every(k => !k.nullable && k.descending === way)) {
    return sql`(${join(keys.map(k => k.column))}) ${raw(way ? '<' : '>')} (${join(after.map(v => sql`${v}`))})`
  }
  const alternatives = keys.map((k, i) => {
    const before = keys.slice(0, i).map((b, j) => sql`${b.column} is not distinct from ${after[j]}`)
    const v = after[i]
    const past =
      v === null
        ? raw('false')
        : sql`(${k.column} ${raw(k.descending ? '<' : '>')} ${v}${k.nullable ? sql` or ${k.column} is null` : raw('')})`
    return sql`(${join([...before, past], ' and ')})`
  })
  return sql`(${join(alternatives, ' or ')})`
}

function decodeCursor(cursor: string, length: number): unknown[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    const scalar = (v: unknown) =>
      v === null || (typeof v === 'string' && !v.includes('\0')) || typeof v === 'number' || typeof v === 'boolean'
    if (Array.isArray(values) && values.length === length && values.every(scalar)) return values
  } catch {}
  throw bad('query.cursor')
}

const COUNT_CAP = 1_000
const upToCap = (rows: Sql): Sql =>
  sql`select count(*) as n from (select 1 ${rows} limit ${raw(String(COUNT_CAP + 1))}) c`
/** The number of a list's records, or one more than is counted at most. */
export const cappedCount = (entity: Entity, { reach, condition }: { reach: Reach; condition: Sql }): Sql =>
  upToCap(sql`from ${raw(entity.table)} t where ${condition} and ${within(reach, entity, 't')}`)

/** Exact; or exact up to a cap and then the planner's guess, which costs next to nothing. */
async function count(
  ctx: Ctx,
  entity: Entity,
  reach: Reach,
  condition: Sql,
  how: NonNullable<Query['count']>,
): Promise<number | null> {
  if (how === 'none') return null
  const rows = sql`from ${raw(entity.table)} t where ${condition} and ${within(reach, entity, 't')}`
  if (how === 'exact') return (await ctx.db.query<{ n: number }>(sql`select count(*) as n ${rows}`))[0]!.n
  const capped = (await ctx.db.query<{ n: number }>(upToCap(rows)))[0]!.n
  return capped <= COUNT_CAP ? capped : estimate(ctx, rows)
}

async function estimate(ctx: Ctx, rows: Sql): Promise<number> {
  const [plan] = await ctx.db.query<Record<string, any>>(sql`explain (format json) select 1 ${rows}`)
  return Math.max(COUNT_CAP, Math.round(Object.values(plan!)[0][0].Plan['Plan Rows']))
}

/**
 * How many records of each list the caller sees, in one statement: exact up to a thousand, then the planner's guess; null for an
 * object that is closed to the caller.
 */
export async function counts(
  ctx: Ctx,
  lists: readonly { entity: Entity; filter?: Filter | null }[],
): Promise<(number | null)[]> {
  const rows = lists.map(({ entity, filter }) => {
    const reach = reachOf(ctx, entity, 'read')
    return reach.kind === 'nothing'
      ? null
      : sql`from ${raw(entity.table)} t where t.deleted_at is null and ${filterSql(ctx, entity, filter)} and ${within(reach, entity, 't')}`
  })
  const asked = rows.flatMap((one, i) =>
    one ? [sql`select ${raw(String(i))} as i, c.n from (${upToCap(one)}) c`] : [],
  )
  if (asked.length === 0) return lists.map(() => null)
  const found = await ctx.db.query<{ i: number; n: number }>(join(asked, ' union all '))
  const capped = new Map(found.map(({ i, n }) => [i, n]))
  return Promise.all(
    rows.map((one, i) => {
      const n = capped.get(i)
      return one === null || n === undefined ? null : n <= COUNT_CAP ? n : estimate(ctx, one)
    }),
  )
}
