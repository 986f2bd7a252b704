import type { Ctx } from '../ctx'
import type { Database } from '../db/types'

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

/**
 * The next number of a series (`KH-2026-00042` for `KH-{yyyy}-{00000}`). Numbers come in blocks, outside the act's transaction:
 * a counter row locked until commit would let one person at a time create anything. Blocks grow only under load, so that
 * people working at their own pace see no gaps.
 */
export async function nextNumber(ctx: Ctx, series: string, pattern: string): Promise<string> {
  const dated = datedPattern(ctx, pattern)
  return withNumber(dated, await take(ctx.database, ctx.tenant, `${series}:${dated}`))
}

/** Many numbers of a series at once, in order. */
export async function nextNumbers(ctx: Ctx, series: string, pattern: string, count: number): Promise<string[]> {
  if (count === 0) return []
  const dated = datedPattern(ctx, pattern)
  const last = await reserveNumbers(ctx.database, ctx.tenant, `${series}:${dated}`, count)
  return Array.from({ length: count }, (_, i) => withNumber(dated, last - count + 1 + i))
}

function datedPattern(ctx: Ctx, pattern: string): string {
  const china = new Date(ctx.now.getTime() + 8 * 3_600_000).toISOString()
  return pattern
    .replace('{yyyy}', china.slice(0, 4))
    .replace('{yy}', china.slice(2, 4))
    .replace('{mm}', china.slice(5, 7))
    .replace('{dd}', china.slice(8, 10))
}

const withNumber = (dated: string, n: number) =>
  dated.replace(/\{(0+)\}/, (_, zeros: string) => String(n).padStart(zeros.length, '0'))

async function take(database: Database, tenant: number, key: string): Promise<number> {
  const { blocks, waiting } = reserved.get(database.owner) ?? { blocks: new Map(), waiting: new Map() }
  reserved.set(database.owner, { blocks, waiting })
  const id = `${tenant}:${key}`
  for (;;) {
    const block = blocks.get(id)
    if (block && block.next <= block.end) return block.next++
    const pending = waiting.get(id) ?? reserve(database, tenant, key, block).finally(() => waiting.delete(id))
    waiting.set(id, pending)
    blocks.set(id, await pending)
  }
}

async function reserve(database: Database, tenant: number, key: string, last?: Block): Promise<Block> {
  const hurried = last && Date.now() - last.takenAt < 1_000
  const size = hurried ? Math.min(256, last.size * 2) : 1
  const end = await reserveNumbers(database, tenant, key, size)
  return { next: end - size + 1, end, size, takenAt: Date.now() }
}

/**
 * Reserves `size` numbers of a series at once; answers the last of them. The act that needs them holds a connection already,
 * and waiting for a second one of the same pool could leave everybody waiting; so the owner's pool serves, which no act holds.
 */
export async function reserveNumbers(database: Database, tenant: number, key: string, size: number): Promise<number> {
  const { rows } = await database.owner.query<{ value: string }>(
    `insert into counters (tenant_id, name, value) values ($1, $2, $3)
    on conflict (tenant_id, name) do update set value = counters.value + $3 returning value`,
    [tenant, key, size],
  )
  return Number(rows[0]!.value)
}
