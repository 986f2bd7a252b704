import { onChinasClock } from '../calendar/china'
import type { Ctx } from '../ctx'
import type { Database } from '../db/types'
import type { Entity } from '../entity'

interface Block {
  next: number
  end: number
  size: number
  takenAt: number
}
interface Reserved {
  blocks: Map<string, Block>
  waiting: Map<string, Promise<Block>>
}
/** By database: tenants of two of them bear the same numbers. */
const reserved = new WeakMap<Database['owner'], Reserved>()
function reservedOf(database: Database): Reserved {
  const known = reserved.get(database.owner) ?? { blocks: new Map(), waiting: new Map() }
  reserved.set(database.owner, known)
  return known
}

/** Numbers of one object that differ in their counter only: `KH-2026-{0}`. However many zeros it is written with, it counts on. */
interface Series {
  database: Database
  tenant: number
  entity: Entity<any>
  /** The pattern with its date filled in. */
  dated: string
  /** Name of its row in `counters`. */
  key: string
}

/**
 * The next number of an object's series (`KH-2026-00042` for `KH-{yyyy}-{00000}`); null where it has none. Numbers come in blocks,
 * outside the act's transaction: a counter row locked until commit would let one person at a time create anything. Blocks grow only
 * under load, so that people working at their own pace see no gaps.
 */
export async function nextNumber(ctx: Ctx, entity: Entity<any>): Promise<string | null> {
  const series = seriesOf(ctx, asNumbered(ctx, entity))
  return series && withNumber(series.dated, await take(series))
}

/** Many numbers of an object's series at once, in order; none where it has no series. */
export async function nextNumbers(ctx: Ctx, entity: Entity<any>, count: number): Promise<string[]> {
  const series = seriesOf(ctx, asNumbered(ctx, entity))
  if (!series || count === 0) return []
  const last = await reserveNumbers(series, count)
  return Array.from({ length: count }, (_, i) => withNumber(series.dated, last - count + 1 + i))
}

/** What the next number of a pattern would be, without taking it. */
export async function peekNumber(ctx: Ctx, entity: Entity<any>, pattern: string): Promise<string> {
  const series = seriesOf(ctx, { ...entity, numbering: pattern })!
  const block = reservedOf(series.database).blocks.get(blockId(series))
  if (block && block.next <= block.end) return withNumber(series.dated, block.next)
  const { rows } = await series.database.owner.query<{ value: string }>(
    'select value from counters where tenant_id = $1 and name = $2',
    [series.tenant, series.key],
  )
  const counted = rows[0] ? Number(rows[0].value) : 0
  return withNumber(series.dated, Math.max(counted, await highest(series)) + 1)
}

/** Puts a pattern's counter behind every number that is there already, so that a pattern that comes (back) gives none twice. */
export async function catchUp(ctx: Ctx, entity: Entity<any>, pattern: string): Promise<void> {
  const series = seriesOf(ctx, { ...entity, numbering: pattern })!
  const { blocks } = reservedOf(series.database)
  for (const id of blocks.keys()) if (id.startsWith(`${series.tenant}:${entity.name}:`)) blocks.delete(id)
  await series.database.owner.query(
    `insert into counters (tenant_id, name, value) values ($1, $2, $3)
    on conflict (tenant_id, name) do update set value = greatest(counters.value, excluded.value)`,
    [series.tenant, series.key, await highest(series)],
  )
}

/** Acts hold the declared entity; the tenant's own pattern stands in its words. */
const asNumbered = (ctx: Ctx, entity: Entity<any>): Entity<any> => ctx.words.findEntity(entity.name) ?? entity

function seriesOf(ctx: Ctx, entity: Entity<any>): Series | null {
  const pattern = entity.numbering
  if (!pattern) return null
  const china = onChinasClock(ctx.now).toISOString()
  const dated = pattern
    .replaceAll('{yyyy}', china.slice(0, 4))
    .replaceAll('{yy}', china.slice(2, 4))
    .replaceAll('{mm}', china.slice(5, 7))
    .replaceAll('{dd}', china.slice(8, 10))
  const key = `${entity.name}:${dated.replace(COUNTER, '{0}')}`
  return { database: ctx.database, tenant: ctx.tenant, entity, dated, key }
}

const COUNTER = /\{(0+)\}/
const withNumber = (dated: string, n: number) =>
  dated.replace(COUNTER, (_, zeros: string) => String(n).padStart(zeros.length, '0'))

const blockId = ({ tenant, key }: Series) => `${tenant}:${key}`

async function take(series: Series): Promise<number> {
  const { blocks, waiting } = reservedOf(series.database)
  const id = blockId(series)
  for (;;) {
    const block = blocks.get(id)
    if (block && block.next <= block.end) return block.next++
    const pending = waiting.get(id) ?? reserve(series, block).finally(() => waiting.delete(id))
    waiting.set(id, pending)
    blocks.set(id, await pending)
  }
}

async function reserve(series: Series, last?: Block): Promise<Block> {
  const hurried = last && Date.now() - last.takenAt < 1_000
  const size = hurried ? Math.min(256, last.size * 2) : 1
  const end = await reserveNumbers(series, size)
  return { next: end - size + 1, end, size, takenAt: Date.now() }
}

/**
 * Reserves `size` numbers of a series at once; answers the last of them. A series that begins looks at the numbers that are there.
 * The act that needs them holds a connection already, and waiting for a second one of the same pool could leave everybody waiting;
 * so the owner's pool serves, which no act holds.
 */
async function reserveNumbers(series: Series, size: number): Promise<number> {
  const { owner } = series.database
  const counted = await owner.query<{ value: string }>(
    'update counters set value = value + $3 where tenant_id = $1 and name = $2 returning value',
    [series.tenant, series.key, size],
  )
  if (counted.rows[0]) return Number(counted.rows[0].value)
  const begun = await owner.query<{ value: string }>(
    `insert into counters (tenant_id, name, value) values ($1, $2, $3::int8 + $4::int8)
    on conflict (tenant_id, name) do update set value = counters.value + $3 returning value`,
    [series.tenant, series.key, size, await highest(series)],
  )
  return Number(begun.rows[0]!.value)
}

/** The highest count among the records' numbers that read like the series; 0 for none. Deleted records keep theirs. */
async function highest({ database, tenant, entity, dated }: Series): Promise<number> {
  const [before, after] = dated.split(/\{0+\}/).map(part => part.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&'))
  const { rows } = await database.owner.query<{ value: string | null }>(
    `select max(substring(code from $2)::int8) as value from ${entity.table} where tenant_id = $1 and code ~ $2`,
    [tenant, `^${before}(\\d{1,15})${after}$`],
  )
  return Number(rows[0]?.value ?? 0)
}
