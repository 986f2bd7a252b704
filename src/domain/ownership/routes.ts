import type { FastifyInstance } from 'fastify'
import { notFound } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { basesOf } from './clocks'
import { ledger } from './ledger'
import { termsOf, type Used, usedBy } from './quotas'
import { pooledEntities } from './recycle'
import { simulate } from './simulate'

/** A pool as its people see it: what lies in it and how much they may still take. */
export interface PoolState {
  id: string
  name: string
  object: string
  board: { id: string; name: string }
  /** The caller claims from it. */
  member: boolean
  administers: boolean
  waiting: number
  hidden: string[]
  limits: Used[]
}

const POOLS = about('Pools whose records the caller reads, with what may still be claimed', {
  query: { object: 'Name of an object' },
})
const SIMULATION = about('What tonight’s run of a pool would do', {
  body: { 'rules?': 'Rules to try instead of its own' },
})

/**
 * GET /api/{objects}/{id}/ownership: every owner of a record. GET /api/pools/mine?object=: the pools whose records the caller
 * reads, with what may still be claimed today. POST /api/pools/{id}/simulation { rules }: what tonight's run would do.
 */
export function ownershipRoutes(app: FastifyInstance): void {
  app.get('/api/:objects/:id/ownership', about('Every owner of a record, latest first'), async request => {
    const ctx = ctxOf(request)
    const { objects, id } = request.params as { objects: string; id: string }
    const entity = ctx.words.findEntity(objects)
    if (!entity?.pool || !isId(id)) throw notFound()
    return { items: await ledger(ctx, entity, id) }
  })
  app.get('/api/pools/mine', POOLS, async request => ({
    items: await myPools(ctxOf(request), (request.query as { object?: string }).object),
    bases: Object.fromEntries(pooledEntities(ctxOf(request)).map(e => [e.name, basesOf(e.name)])),
  }))
  app.post('/api/pools/:id/simulation', SIMULATION, async request =>
    simulate(ctxOf(request), (request.params as { id: string }).id, request.body),
  )
}

async function myPools(ctx: Ctx, object?: string): Promise<PoolState[]> {
  const states: PoolState[] = []
  for (const entity of pooledEntities(ctx).filter(e => !object || e.name === object)) {
    const scope = ctx.user.rights(entity.name).read
    if (!ctx.user.system && scope === 'none') continue
    const everywhere = ctx.user.system || scope === 'all'
    const mine = ctx.user.pools.filter(p => p.object === entity.name)
    const found = await ctx.db.query<{
      id: string
      name: string
      board: { id: string; name: string }
      waiting: number
    }>(sql`
      select p.id, p.name, json_build_object('id', b.id, 'name', b.name) as board,
        (select count(*) from (select 1 from ${raw(entity.table)} t where t.pool_id = p.id and t.deleted_at is null limit 10001) c) as waiting
      from pools p join boards b on b.id = p.board_id where p.object = ${entity.name} and p.deleted_at is null
        and (p.id = any(${mine.map(p => p.id)}::uuid[]) or ${everywhere}::boolean or (${scope === 'board'}::boolean and p.board_id = ${ctx.user.board || null}))
      order by b.position, p.position, p.name`)
    for (const one of found) {
      const access = mine.find(p => p.id === one.id)
      const limits = access ? await usedBy(ctx, entity, await termsOf(ctx, one.id), ctx.user.id) : []
      states.push({
        ...one,
        object: entity.name,
        waiting: Number(one.waiting),
        member: !!access,
        administers: !!access?.administers,
        hidden: access && !access.administers && !['board', 'all'].includes(scope) ? [...access.hidden] : [],
        limits,
      })
    }
  }
  return states
}
