import type { FastifyInstance } from 'fastify'
import { reachOf } from '../access/reach'
import { inTransaction } from '../acts/perform'
import { forbidden, notFound, Refusal } from '../acts/refusal'
import { type Entity, isId } from '../entity'
import { about } from '../http/about'
import { ctxOf } from '../http/request'
import { isObject } from '../records/parse'
import { duplicates, reasonText } from './duplicates'
import { likeness } from './score'
import { described, draftMeasure, measureOf, saveMeasure } from './weights'

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
    return { items: await duplicates(ctx, entity, draftOf(entity, draft), isId(id) ? id : undefined) }
  })
}

const MEASURE = about(
  'How much each sign says, alone, that two records are the same; the threshold; and the standard of both',
)
const CHANGE = about('Changes some weights or the threshold; null takes one back to the standard', {
  body: { 'threshold?': 'From 0 to 0.99, as every weight; below it nothing is shown' },
})
const TRIAL = about('What two drafts would score by weights that are not saved yet', {
  body: { object: 'Name', one: 'A draft', two: 'A draft', 'measure?': 'What differs from the saved weights' },
})

/**
 * GET /api/matching-weights: how much each sign says, alone, that two records are the same, the threshold below which nothing is
 * shown, and the standard of both. PATCH changes some of them for the whole company; POST …/trial compares two drafts by what is
 * not saved yet. Changing is for whoever may add fields.
 */
export function weightRoutes(app: FastifyInstance): void {
  const allowed = (ctx: ReturnType<typeof ctxOf>) => {
    if (!ctx.user.system && ctx.user.rights('customField').update !== 'all') throw forbidden()
    return ctx
  }
  app.get('/api/matching-weights', MEASURE, async request => {
    const ctx = ctxOf(request)
    return described(ctx, await measureOf(ctx))
  })
  app.patch('/api/matching-weights', CHANGE, async request => {
    const ctx = allowed(ctxOf(request))
    return described(ctx, await inTransaction(ctx, tx => saveMeasure(tx, request.body)))
  })
  app.post('/api/matching-weights/trial', TRIAL, async request => {
    const ctx = allowed(ctxOf(request))
    if (!isObject(request.body)) throw new Refusal('body.notObject', {}, 400)
    const { object, one, two, measure } = request.body
    const entity = ctx.words.findEntity(String(object ?? ''))
    if (!entity?.match) throw notFound()
    const tried = await draftMeasure(ctx, measure ?? {})
    const { score, reasons } = likeness(entity, draftOf(entity, one), draftOf(entity, two), tried)
    return { score, reasons: reasons.map(reason => reasonText(reason, ctx.lang)), shown: score >= tried.threshold }
  })
}

/** What of a draft is compared. @throws 400 for a field that the object does not have */
function draftOf(entity: Entity, draft: unknown): Record<string, string | null> {
  if (!isObject(draft)) throw new Refusal('body.notObject', {}, 400)
  const unknown = Object.keys(draft).filter(field => !entity.fields[field])
  if (unknown.length)
    throw new Refusal(
      'record.invalid',
      { count: unknown.length },
      400,
      unknown.map(field => ({ field, code: 'field.unknown' })),
    )
  return Object.fromEntries(Object.keys(entity.match ?? {}).map(field => [field, textOf(field, draft[field])]))
}

/** Half-typed values are welcome; what is no text at all is not. A reference is its id. */
function textOf(field: string, value: unknown): string | null {
  const given = isObject(value) ? value.id : value
  if (given === null || given === undefined) return null
  if (typeof given !== 'string')
    throw new Refusal('record.invalid', { count: 1 }, 400, [{ field, code: 'field.notText' }])
  return given.slice(0, DRAFT_TEXT_MAX)
}
