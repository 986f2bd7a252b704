import type { FastifyInstance } from 'fastify'
import { inTransaction } from '../../core/acts/perform'
import { forbidden, notFound, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { isObject } from '../../core/records/parse'
import { startRun } from './findPairs'

interface Run {
  id: string
  object: string
  startedAt: string
  endedAt: string | null
  scanned: number
  /** From 0 to 1: reading all records is the first half, comparing them the second. */
  progress: number
  found: number
}

const START = about('Goes through all records of an object for pairs that may be the same; 202 with the run', {
  body: { object: 'Name of an object that says how its duplicates are recognised' },
})
const RUNS = about('Runs through all records for duplicates, latest first')

/**
 * POST /api/duplicate-runs `{ object }`: goes through all records of an object for duplicates, apart from the request → 202 with the
 * run. GET: the runs, latest first. For whoever may change records beyond their own.
 */
export function collisionRoutes(app: FastifyInstance): void {
  app.post('/api/duplicate-runs', START, async (request, reply) => {
    const ctx = ctxOf(request)
    if (!isObject(request.body)) throw new Refusal('body.notObject', {}, 400)
    const entity = ctx.words.findEntity(String(request.body.object ?? ''))
    if (!entity?.match) throw notFound()
    if (!mayRun(ctx, entity)) throw forbidden()
    const id = await inTransaction(ctx, tx => startRun(tx, entity))
    return reply.code(202).send({ id, object: entity.name })
  })

  app.get('/api/duplicate-runs', RUNS, async request => {
    const ctx = ctxOf(request)
    if (!ctx.words.entities.some(entity => entity.match && mayRun(ctx, entity))) throw forbidden()
    const items =
      await ctx.db.query<Run>(sql`select id, object, started_at as "startedAt", ended_at as "endedAt", scanned, ${PROGRESS} as progress, found
      from duplicate_runs order by started_at desc limit 20`)
    return { items }
  })
}

/** Keys are spread evenly over the numbers of four bytes. */
const PROGRESS = sql`(case when ended_at is not null then 1
  when after_key is null then 0.5 * scanned / greatest(total, scanned, 1)
  else 0.5 + (after_key + 2147483648) / 8589934592.0 end)::float8`

const mayRun = (ctx: Ctx, entity: Entity): boolean =>
  ctx.user.system || ['board', 'all'].includes(ctx.user.rights(entity.name).update)
