import type { FastifyInstance } from 'fastify'
import { Refusal } from '../acts/refusal'
import { about } from '../http/about'
import { ctxOf } from '../http/request'
import { SEARCH_MAX, search } from './search'

const SEARCH = about('Search: Chinese, pinyin, initials, last digits of a phone; best first', {
  query: { q: 'What is typed', objects: 'Names, comma-separated', limit: 'At most 50' },
})

/** GET /api/search?q=&objects=&limit= → `{ items: [{ object, id, title, subtitle, marks }] }`, best first. */
export function searchRoutes(app: FastifyInstance): void {
  app.get('/api/search', SEARCH, async request => {
    const { q, objects, limit } = request.query as Record<string, unknown>
    if (typeof q !== 'string') throw new Refusal('query.parameter', { name: 'q' }, 400)
    if (objects !== undefined && typeof objects !== 'string')
      throw new Refusal('query.parameter', { name: 'objects' }, 400)
    const many = limit === undefined ? undefined : Number(limit)
    if (many !== undefined && (!Number.isInteger(many) || many < 1 || many > SEARCH_MAX))
      throw new Refusal('query.limit', { max: SEARCH_MAX }, 400)
    const ctx = ctxOf(request)
    const names = objects
      ?.split(',')
      .map(s => s.trim())
      .filter(Boolean)
      .map(s => ctx.words.findEntity(s)?.name ?? s)
    return { items: await search(ctx, q, { objects: names?.length ? names : undefined, limit: many }) }
  })
}
