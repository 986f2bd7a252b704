import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { grantShare, revokeShare, whoSees } from '../access/sharing'
import { inTransaction, perform } from '../acts/perform'
import { notFound, Refusal } from '../acts/refusal'
import { type Entity, isId } from '../entity'
import { distinct, keepDistinct } from '../matching/distinct'
import { type Aggregate, aggregate } from '../records/aggregate'
import { history } from '../records/history'
import { isObject } from '../records/parse'
import { page, pageText, type Query, readText } from '../records/query'
import { timeline } from '../records/timeline'
import { about } from './about'
import { type Answer, once } from './once'
import { problemOf, refusalOf } from './problem'
import { ctxOf, expectedVersion } from './request'

type Params = { objects: string; id: string; act: string }
const BATCH_MAX = 500

function entityOf(request: FastifyRequest): Entity {
  const entity = ctxOf(request).words.findEntity((request.params as Params).objects)
  if (!entity) throw notFound()
  return entity
}
function idOf(request: FastifyRequest): string {
  const { id } = request.params as Params
  if (!isId(id)) throw notFound()
  return id.toLowerCase()
}
const bad = (code: string, params: Record<string, string | number> = {}) => new Refusal(code, params, 400)
const sendText = (reply: FastifyReply, text: string) => reply.type('application/json; charset=utf-8').send(text)
const answer = (reply: FastifyReply, { status, body }: Answer) =>
  status === 204 ? reply.code(204).send() : sendText(reply.code(status), JSON.stringify(body))

function parsed(text: unknown, code: string): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : text
  } catch {
    throw bad(code)
  }
}

const QUERY_KEYS = ['fields', 'filter', 'sort', 'limit', 'cursor', 'count', 'deleted']

/** A list's query, from the address or from a body: the same names in both. */
export function listQuery(given: Record<string, unknown>): Query {
  const unknown = Object.keys(given).find(key => !QUERY_KEYS.includes(key))
  if (unknown) throw bad('query.unknownParameter', { name: unknown.slice(0, 60) })
  const { fields, filter, sort, limit, cursor, count, deleted } = given
  const text = (value: unknown, name: string) => {
    if (value === undefined || value === null || value === '') return undefined
    if (typeof value !== 'string' || value.length > 5_000) throw bad('query.parameter', { name })
    return value
  }
  if (count !== undefined && !['none', 'estimate', 'exact'].includes(count as string))
    throw bad('query.parameter', { name: 'count' })
  if (deleted !== undefined && deleted !== 'only') throw bad('query.parameter', { name: 'deleted' })
  const names = Array.isArray(fields)
    ? fields
    : text(fields, 'fields')
        ?.split(',')
        .map(s => s.trim())
        .filter(Boolean)
  const known = {
    fields: names as string[] | undefined,
    filter: (filter === '' ? undefined : parsed(filter, 'filter.malformed')) as Query['filter'],
    sort: text(sort, 'sort'),
    limit: limit === undefined ? undefined : Number(limit),
    cursor: text(cursor, 'cursor'),
    count: count as Query['count'],
    deleted: deleted as Query['deleted'],
  }
  return Object.fromEntries(Object.entries(known).filter(([, v]) => v !== undefined))
}

const smallLimit = (request: FastifyRequest, standard: number) => {
  const { limit } = request.query as { limit?: string }
  const n = limit === undefined ? standard : Number(limit)
  if (!Number.isInteger(n) || n < 1 || n > 200) throw bad('query.limit', { max: 200 })
  return n
}

const ACCESS = about('Why the caller sees a record, whom it is shared with, and who else sees it')
const SHARE = about('Share a record with a person', { body: { user: 'Id', 'level?': 'read or edit' } })
const ACT = about('Do an act to a record; metadata has an object’s acts and what they ask for')
const BATCH = about('One act on many records, each for itself', {
  body: { ids: 'At most 500', act: 'Name', 'input?': 'What it asks for' },
})
const OBJECT_ACT = about('Do an act of the object itself; its name stands in place of an id')

/** `Prefer: handling=strict` (RFC 7240): the caller would rather be refused than make a second record of the same. */
const isCareful = (request: FastifyRequest) => /\bhandling\s*=\s*"?strict\b/i.test(String(request.headers.prefer ?? ''))

/** The endpoints that every object has. */
export function objectRoutes(app: FastifyInstance): void {
  app.get('/api/:objects', async (request, reply) =>
    sendText(
      reply,
      pageText(await page(ctxOf(request), entityOf(request), listQuery(request.query as Record<string, unknown>))),
    ),
  )

  app.post('/api/:objects/query', async (request, reply) => {
    if (!isObject(request.body)) throw bad('body.notObject')
    return sendText(reply, pageText(await page(ctxOf(request), entityOf(request), listQuery(request.body))))
  })

  app.post('/api/:objects/aggregate', async request => {
    if (!isObject(request.body)) throw bad('body.notObject')
    return aggregate(ctxOf(request), entityOf(request), request.body as Aggregate)
  })

  app.post('/api/:objects', async (request, reply) => {
    const entity = entityOf(request)
    const done = await once(request, async ctx => {
      const { draft, others } = await distinct(ctx, entity, request.body, isCareful(request))
      const body = await perform(ctx, entity, 'create', null, draft)
      if (isObject(body) && typeof body.id === 'string') await keepDistinct(ctx, entity, body.id, others)
      return { status: 201, body }
    })
    if (isObject(done.body) && typeof done.body.id === 'string')
      reply.header('location', `/api/${entity.path}/${done.body.id}`)
    return answer(reply, done)
  })

  app.get('/api/:objects/:id', async (request, reply) => {
    const fields = listQuery(request.query as Record<string, unknown>).fields
    const text = await readText(ctxOf(request), entityOf(request), idOf(request), fields)
    const version = /"version":(\d+)/.exec(text)?.[1]
    if (version) reply.header('etag', `"${version}"`)
    return sendText(reply, text)
  })

  app.patch('/api/:objects/:id', async (request, reply) =>
    answer(
      reply,
      await once(request, async ctx => ({
        status: 200,
        body: await perform(ctx, entityOf(request), 'update', idOf(request), request.body, expectedVersion(request)),
      })),
    ),
  )

  app.delete('/api/:objects/:id', async (request, reply) => {
    await once(request, async ctx => ({
      status: 204,
      body: await perform(ctx, entityOf(request), 'delete', idOf(request), undefined, expectedVersion(request)),
    }))
    return reply.code(204).send()
  })

  app.get('/api/:objects/:id/history', async request => {
    const { cursor } = request.query as { cursor?: string }
    return history(ctxOf(request), entityOf(request), idOf(request), cursor || undefined, smallLimit(request, 50))
  })

  app.get('/api/:objects/:id/timeline', async request => {
    const { cursor, kinds } = request.query as { cursor?: string; kinds?: string }
    return timeline(
      ctxOf(request),
      entityOf(request),
      idOf(request),
      cursor || undefined,
      smallLimit(request, 30),
      kinds?.split(','),
    )
  })

  app.get('/api/:objects/:id/access', ACCESS, async request =>
    whoSees(ctxOf(request), entityOf(request), idOf(request)),
  )

  app.post('/api/:objects/:id/share', SHARE, async (request, reply) =>
    answer(
      reply,
      await once(request, async ctx => ({
        status: 200,
        body: await grantShare(ctx, entityOf(request), idOf(request), request.body),
      })),
    ),
  )
  app.post('/api/:objects/:id/unshare', about('Take a share back', { body: { user: 'Id' } }), async (request, reply) =>
    answer(
      reply,
      await once(request, async ctx => ({
        status: 200,
        body: await revokeShare(ctx, entityOf(request), idOf(request), request.body),
      })),
    ),
  )

  app.post('/api/:objects/:id/:act', ACT, async (request, reply) => {
    const { act } = request.params as Params
    return answer(
      reply,
      await once(request, async ctx => ({
        status: 200,
        body: await perform(ctx, entityOf(request), act, idOf(request), request.body, expectedVersion(request)),
      })),
    )
  })

  app.post('/api/:objects/batch', BATCH, async request => batch(request))

  // An act of the object itself, on no record yet.
  app.post('/api/:objects/:id', OBJECT_ACT, async (request, reply) => {
    const { id: act } = request.params as Params
    return answer(
      reply,
      await once(request, async ctx => ({
        status: 200,
        body: await perform(ctx, entityOf(request), act, null, request.body),
      })),
    )
  })
}

/** One act on many records, each in its own transaction, so that one refusal does not undo the others. */
async function batch(request: FastifyRequest): Promise<{ items: unknown[] }> {
  const ctx = ctxOf(request)
  const entity = entityOf(request)
  if (!isObject(request.body)) throw bad('body.notObject')
  const { ids, act, input } = request.body
  if (!Array.isArray(ids) || ids.length > BATCH_MAX || !ids.every(isId)) throw bad('batch.ids', { max: BATCH_MAX })
  if (typeof act !== 'string' || act === 'create') throw bad('batch.act')
  const items: unknown[] = []
  for (const id of new Set(ids as string[])) {
    try {
      const record = await inTransaction(ctx, tx => perform(tx, entity, act, id.toLowerCase(), input))
      items.push({ id, ok: true, record })
    } catch (error) {
      const refusal = refusalOf(error)
      if (!refusal) throw error
      items.push({ id, ok: false, problem: problemOf(refusal, ctx.lang) })
    }
  }
  return { items }
}
