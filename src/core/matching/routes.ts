import type { FastifyInstance } from 'fastify'
import { reachOf } from '../access/reach'
import { inTransaction } from '../acts/perform'
import { forbidden, notFound, Refusal } from '../acts/refusal'
import { isId } from '../entity'
import { about } from '../http/about'
import { ctxOf } from '../http/request'
import { isObject } from '../records/parse'
import { duplicates } from './duplicates'
import { saveWeights, weightsOf } from './weights'

const DRAFT_TEXT_MAX = 2_000

const DUPLICATES = about('What a draft record may duplicate, best first; the body is the draft')

/** POST /api/{objects}/duplicates: a draft record, perhaps half typed → `{ items }` of what it may duplicate, best first. */
export function matchingRoutes(app: FastifyInstance): void {
  app.post('/api/:objects/duplicates', DUPLICATES, async request => {
    const ctx = ctxOf(request)
    const entity = ctx.words.findEntity((request.params as { objects: string }).objects)
    if (!entity) throw notFound()
    if (reachOf(ctx, entity, 'read').kind === 'nothing' && !ctx.user.rights(entity.name).create) throw forbidden()
    if (!isObject(request.body)) throw new Refusal('body.notObject', {}, 400)
    const { id, ...draft } = request.body
    const unknown = Object.keys(draft).filter(field => !entity.fields[field])
    if (unknown.length)
      throw new Refusal(
        'record.invalid',
        { count: unknown.length },
        400,
        unknown.map(field => ({ field, code: 'field.unknown' })),
      )
    const asked = Object.fromEntries(Object.keys(entity.match ?? {}).map(field => [field, textOf(field, draft[field])]))
    return { items: await duplicates(ctx, entity, asked, isId(id) ? id : undefined) }
  })
}

/**
 * GET /api/matching-weights: how much each sign says, alone, that two records are the same. PATCH changes some of them for the whole
 * company; for whoever may add fields to it.
 */
export function weightRoutes(app: FastifyInstance): void {
  const allowed = (ctx: ReturnType<typeof ctxOf>) => {
    if (!ctx.user.system && ctx.user.rights('customField').update !== 'all') throw forbidden()
    return ctx
  }
  app.get('/api/matching-weights', async request => weightsOf(ctxOf(request)))
  app.patch('/api/matching-weights', async request => {
    const ctx = allowed(ctxOf(request))
    return inTransaction(ctx, tx => saveWeights(tx, request.body))
  })
}

/** Half-typed values are welcome; what is no text at all is not. A reference is its id. */
function textOf(field: string, value: unknown): string | null {
  const given = isObject(value) ? value.id : value
  if (given === null || given === undefined) return null
  if (typeof given !== 'string')
    throw new Refusal('record.invalid', { count: 1 }, 400, [{ field, code: 'field.notText' }])
  return given.slice(0, DRAFT_TEXT_MAX)
}
