import type { FastifyInstance } from 'fastify'
import { notFound, Refusal } from '../acts/refusal'
import type { Filter } from '../records/filter'
import { isObject } from '../records/parse'
import { counts } from '../records/query'
import { about } from './about'
import { ctxOf } from './request'

/** A screen shows some two dozen figures beside its lists. */
const LISTS_MAX = 60

const COUNTS = about(
  'How many records each of several lists has: exact up to a thousand, about beyond; null where it is closed',
  {
    body: { of: 'List of { object, filter? }, at most 60' },
  },
)

/** POST /api/counts { of: [{ object, filter? }] } → `{ items: [n | null] }`, in the same order: one request for all figures of a screen. */
export function countRoutes(app: FastifyInstance): void {
  app.post('/api/counts', COUNTS, async request => {
    const ctx = ctxOf(request)
    const given = isObject(request.body) ? request.body.of : undefined
    if (!Array.isArray(given) || given.length > LISTS_MAX || !given.every(isObject))
      throw new Refusal('query.parameter', { name: 'of' }, 400)
    const lists = given.map(({ object, filter }) => {
      const entity = typeof object === 'string' ? ctx.words.findEntity(object) : undefined
      if (!entity) throw notFound()
      return { entity, filter: filter as Filter | null | undefined }
    })
    return { items: await counts(ctx, lists) }
  })
}
