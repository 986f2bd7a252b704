import { reachOf } from '../../core/access/reach'
import { type Act, act } from '../../core/acts/act'
import { Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { choice, type Entity, flag, isId, listOf, ref, refs, structure } from '../../core/entity'
import { load } from '../../core/records/row'
import { change } from '../../core/records/write'
import { choose, type Taker } from './choose'
import { fullOf, lockHolders, type PoolTerms, termsOf, usedBy } from './quotas'

/** Gives a record of the pool to somebody. Daily quotas are for claiming; what a person may hold binds here too. */
export const assign = (entity: Entity<any>): Act =>
  act(entity, 'assign', {
    label: ['分配', 'Assign'],
    icon: 'user-plus',
    batch: true,
    input: { owner: ref('user', { label: ['分配给', 'Assign to'], required: true }) },
    offer: { field: 'pool', op: 'notNull' },
    allow: (_ctx, record) => ((record as Record<string, any>).pool ? null : refuse('pool.notInPool')),
    async run(ctx, record, { owner }) {
      const row = record as Record<string, any>
      const terms = await termsOf(ctx, row.pool)
      await takersOf(ctx, entity, [owner], terms)
      await lockHolders(ctx, [owner], terms)
      const full = fullOf(await usedBy(ctx, entity, terms, owner, row.id), ['owned'])
      if (full) throw new Refusal('pool.holderFull', full.params)
      await change(ctx, entity, record, { owner, poolReason: null }, 'assign')
    },
  })

const SHARED_OUT_MAX = 500
/** Who gets what, or who would. */
export interface Shared {
  items: { id: string; name: string; owner: { id: string; name: string } }[]
  /** What nobody has room for. */
  left: { id: string; name: string; reason: string }[]
  people: { id: string; name: string; owned: number; gets: number; room: number | null }[]
}

/** Shares records of one pool out among people: in turns, by region, to who has least, by room. With `preview` it only says who would get what. */
export const distribute = (entity: Entity<any>): Act =>
  act(entity, 'distribute', {
    label: ['批量分配', 'Share out'],
    icon: 'users',
    on: 'object',
    input: {
      ids: structure<string[]>({
        label: ['记录', 'Records'],
        required: true,
        check: listOf(isId, SHARED_OUT_MAX, 'pool.ids', 1),
      }),
      people: refs('user', { label: ['分配给', 'Among'], required: true }),
      by: choice({ label: ['方式', 'How'], dictionary: 'distributeBy', default: 'turns', required: true }),
      preview: flag({ label: ['只看结果', 'Preview'] }),
    },
    async run(ctx, _, { ids: given, people, by, preview }): Promise<Shared> {
      const rows: Record<string, any>[] = []
      for (const id of [...new Set(given ?? [])].sort())
        rows.push((await load(ctx, entity, id, { act: 'assign', needs: 'update' }, !preview)) as Record<string, any>)
      const pools = [...new Set(rows.map(row => row.pool))]
      if (pools.some(pool => !pool)) throw refuse('pool.notInPool')
      if (pools.length > 1) throw refuse('pool.several')
      const terms = await termsOf(ctx, pools[0])
      const takers = await takersOf(ctx, entity, people, terms)
      if (!preview) await lockHolders(ctx, people, terms)
      return shareOut(ctx, entity, terms, rows, takers, by, !preview)
    },
  })

async function shareOut(
  ctx: Ctx,
  entity: Entity<any>,
  terms: PoolTerms,
  rows: Record<string, any>[],
  people: { id: string; name: string }[],
  by: string,
  really: boolean,
): Promise<Shared> {
  const takers: Taker[] = []
  for (const person of people) takers.push(await takerOf(ctx, entity, terms, person))
  const order = new Map(rows.map((row, i) => [row.id, i]))
  const result: Shared = { items: [], left: [], people: [] }
  for (const row of [...rows].sort((a, b) => order.get(a.id)! - order.get(b.id)!)) {
    const about = { id: row.id as string, name: String(row[entity.title] ?? '') }
    const taker = choose(takers, by, row.region)
    if (!taker) {
      result.left.push({ ...about, reason: 'pool.nobodyHasRoom' })
      continue
    }
    taker.gets++
    result.items.push({ ...about, owner: { id: taker.id, name: taker.name } })
    if (!really) continue
    // A limit on some kinds of records is only known of the record at hand.
    const full = fullOf(await usedBy(ctx, entity, terms, taker.id, row.id), ['owned'])
    if (full) throw new Refusal('pool.holderFull', full.params)
    await change(ctx, entity, row as any, { owner: taker.id, poolReason: null }, 'distribute')
  }
  result.people = takers.map(({ id, name, owned, gets, room }) => ({ id, name, owned, gets, room }))
  return result
}

async function takerOf(
  ctx: Ctx,
  entity: Entity<any>,
  terms: PoolTerms,
  person: { id: string; name: string },
): Promise<Taker> {
  const regions = 'region' in entity.fields
  const held = await ctx.db.query<{ region: string | null; n: number }>(
    sql`select ${raw(regions ? 'left(region, 2)' : 'null::text')} as region, count(*) as n from ${raw(entity.table)} t
      where t.owner_id = ${person.id} and t.deleted_at is null group by 1`,
  )
  const used = await usedBy(ctx, entity, terms, person.id)
  const room = used.filter(u => u.of === 'owned').map(u => Math.max(0, u.max - u.used))
  return {
    ...person,
    owned: held.reduce((sum, one) => sum + Number(one.n), 0),
    regions: new Map(held.flatMap(({ region, n }) => (region ? [[region, Number(n)] as const] : []))),
    gets: 0,
    room: room.length ? Math.min(...room) : null,
  }
}

/** The people records are to be given to: of the pool's board, unless the caller reaches all boards, and still there. */
async function takersOf(
  ctx: Ctx,
  entity: Entity<any>,
  ids: readonly string[],
  terms: PoolTerms,
): Promise<{ id: string; name: string }[]> {
  const found = await ctx.db.query<{ id: string; name: string; board: string; status: string }>(
    sql`select id, name, board_id as board, status from users where id = any(${ids}::uuid[]) and deleted_at is null`,
  )
  const anywhere = reachOf(ctx, entity, 'update').kind === 'everything'
  for (const person of found) {
    if (person.status !== 'active') throw refuse('pool.takerFrozen', { name: person.name })
    if (!anywhere && person.board !== terms.board) throw new Refusal('pool.takerElsewhere', { name: person.name }, 403)
  }
  return ids.flatMap(id => {
    const person = found.find(one => one.id === id)
    return person ? [{ id: person.id, name: person.name }] : []
  })
}
