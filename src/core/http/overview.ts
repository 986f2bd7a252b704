import type { FastifyInstance } from 'fastify'
import { allowedActs } from '../acts/allowed'
import { notFound } from '../acts/refusal'
import { isId } from '../entity'
import { childrenText } from '../records/children'
import { readText } from '../records/query'
import { timeline } from '../records/timeline'
import { about } from './about'
import { ctxOf } from './request'

const TIMELINE = 50

const OVERVIEW = about('All of a record’s page: record, children, top of its timeline, acts it allows now')
const ALLOWED = about('Names of the acts that the record allows the caller now')

/**
 * GET /api/{objects}/{id}/overview: all of a record's page in one request: the record, the latest of every child object with
 * their number (a thousand at most is counted), the top of its timeline, and the acts it allows the caller now. The parts are
 * read side by side.
 * GET /api/{objects}/{id}/allowed: those acts alone.
 */
export function overviewRoutes(app: FastifyInstance): void {
  app.get('/api/:objects/:id/overview', OVERVIEW, async (request, reply) => {
    const ctx = ctxOf(request)
    const { objects, id } = request.params as { objects: string; id: string }
    const entity = ctx.words.findEntity(objects)
    if (!entity || !isId(id)) throw notFound()
    const [record, children, history, allowed] = await Promise.all([
      readText(ctx, entity, id),
      childrenText(ctx, entity, id),
      timeline(ctx, entity, id, undefined, TIMELINE),
      allowedActs(ctx, entity, id),
    ])
    return reply
      .type('application/json; charset=utf-8')
      .send(
        `{"record":${record},"children":${children},"timeline":${JSON.stringify(history)},"allowed":${JSON.stringify(allowed)}}`,
      )
  })
  app.get('/api/:objects/:id/allowed', ALLOWED, async request => {
    const ctx = ctxOf(request)
    const { objects, id } = request.params as { objects: string; id: string }
    const entity = ctx.words.findEntity(objects)
    if (!entity || !isId(id)) throw notFound()
    return { items: await allowedActs(ctx, entity, id) }
  })
}
