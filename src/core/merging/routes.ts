import type { FastifyInstance, FastifyRequest } from 'fastify'
import { notFound, Refusal, refuseInvalid } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import { type Entity, isId } from '../entity'
import { about } from '../http/about'
import { ctxOf } from '../http/request'
import { checkReferences, isObject, parseValues } from '../records/parse'
import { load } from '../records/row'
import { mergeInput } from './merge'
import { preview } from './preview'

/** A merge of records into one, as its page tells it. */
export interface Merge {
  id: string
  at: string
  actor: { id: string; name: string } | null
  records: { id: string; name: string | null }[]
}

const PREVIEW = about('What a merge would make, without doing it', {
  body: {
    from: 'Ids of the records to merge into this one',
    'take?': 'Whose value counts, by field',
    'values?': 'Other values, by field',
  },
})

/**
 * POST /api/{objects}/{id}/merge-preview `{ from, take?, values? }`: what a merge would make, without doing it.
 * GET /api/{objects}/{id}/merges → `{ items }`: the merges into a record that are not taken back, latest first.
 */
export function mergingRoutes(app: FastifyInstance): void {
  app.post('/api/:objects/:id/merge-preview', PREVIEW, async request => {
    const { ctx, entity, id } = asked(request)
    if (!isObject(request.body)) throw new Refusal('body.notObject', {}, 400)
    const errors: Refusal['errors'] = []
    const input = mergeInput(entity)
    const given = parseValues(ctx, input, { from: null, ...request.body }, errors)
    refuseInvalid(errors)
    await checkReferences(ctx, { from: input.from }, { from: given.from })
    return preview(ctx, entity, id, given.from, given.take, given.values)
  })

  app.get('/api/:objects/:id/merges', about('Merges into a record that are not taken back'), async request => {
    const { ctx, entity, id } = asked(request)
    await load(ctx, entity, id, 'read')
    return { items: await mergesInto(ctx, entity, id) }
  })
}

const mergesInto = (ctx: Ctx, entity: Entity, id: string) =>
  ctx.db.query<Merge>(sql`
    select m.id, m.created_at as at, case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as actor,
      (select json_agg(json_build_object('id', r.record_id, 'name', r.title) order by r.title) from merged_records r where r.merge_id = m.id) as records
    from merges m left join users u on u.id = m.created_by
    where m.object = ${entity.name} and m.into_id = ${id} and m.undone_at is null order by m.created_at desc, m.id desc limit 100`)

function asked(request: FastifyRequest): { ctx: Ctx; entity: Entity; id: string } {
  const ctx = ctxOf(request)
  const { objects, id } = request.params as { objects: string; id: string }
  const entity = ctx.words.findEntity(objects)
  if (!entity?.match || !isId(id)) throw notFound()
  return { ctx, entity, id: id.toLowerCase() }
}
