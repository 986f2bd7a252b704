import type { FastifyInstance } from 'fastify'
import { reachOf, within } from '../../core/access/reach'
import { forbidden, notFound, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import { isId, type Row } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { checkReferences, isObject, parseDraft } from '../../core/records/parse'
import { load } from '../../core/records/row'
import { checkTerritory } from './boundaries'
import { mayManage } from './manage'
import { type MapPlace, mapOf } from './map'
import { type Foreseen, foresee, seeingAll } from './plan'
import { realignment } from './realignment'
import { placing, type Terms } from './rules'
import { termsOf } from './terms'
import { territory } from './territory'

/** One record of a realignment. */
export interface Moved {
  place: number
  object: string
  id: string
  name: string | null
  was: string | null
  becomes: string | null
  owner: string | null
  heir: string | null
  state: string
}

const PREVIEW = about(
  'What a realignment would bring: who gains, who loses, what stays; also by a territory that is not saved yet',
  {
    body: {
      'board?': 'Id; the caller’s own',
      'draft?': 'Fields of a territory as it is being written, with its id where it is an old one',
      'without?': 'Id of a territory, as if it were gone',
      'owners?': 'false: territories only',
      'evenIf?': 'Codes of what shall not keep a record with its owner',
    },
  },
)
const MAP = about(
  'Customers by province, or by city of one province: how many, owners, open and won amounts, visits kept',
  {
    query: { province: 'Two digits; its cities' },
  },
)
const RECORDS = about('The very records of a realignment, page by page', {
  query: { after: '`next` of the page before' },
})
const PAGE = 100

export function territoryRoutes(app: FastifyInstance): void {
  app.post('/api/territories/preview', PREVIEW, async request => preview(ctxOf(request), request.body))
  app.get('/api/territories/map', MAP, async (request): Promise<{ items: MapPlace[] }> => {
    const { province } = request.query as { province?: string }
    if (province !== undefined && !/^\d{2}$/.test(province))
      throw new Refusal('query.parameter', { name: 'province' }, 400)
    return { items: await mapOf(ctxOf(request), province ?? null) }
  })
  app.get('/api/realignments/:id/records', RECORDS, async request =>
    records(ctxOf(request), (request.params as { id: string }).id, request.query as { after?: string }),
  )
}

async function preview(ctx: Ctx, body: unknown): Promise<Foreseen> {
  if (!isObject(body)) throw new Refusal('body.notObject', {}, 400)
  const { board = ctx.user.board, draft, without, owners = true, evenIf = [] } = body
  if (!isId(board)) throw new Refusal('query.parameter', { name: 'board' }, 400)
  if (without !== undefined && !isId(without)) throw new Refusal('query.parameter', { name: 'without' }, 400)
  if (typeof owners !== 'boolean') throw new Refusal('query.parameter', { name: 'owners' }, 400)
  if (!Array.isArray(evenIf) || !evenIf.every(one => typeof one === 'string'))
    throw new Refusal('query.parameter', { name: 'evenIf' }, 400)
  mayManage(ctx, board)
  const all = seeingAll(ctx)
  const terms = (await termsOf(all)).filter(one => one.id !== without)
  const drafted = isObject(draft) ? await termsOfDraft(ctx, draft, board) : null
  const order = {
    board,
    placing: placing(drafted ? [...terms.filter(one => one.id !== drafted.id), ...drafted.terms] : terms, ctx.words),
    owners,
    evenIf: evenIf as string[],
  }
  const sees = ['everything', 'board'].includes(reachOf(ctx, ctx.words.entity('account'), 'read').kind)
  // Counts are for whoever draws territories; names are for whoever may see the customers.
  return foresee(all, order, sees)
}

/** A territory as somebody is writing it, in its own place among the others; none where it is switched off. */
async function termsOfDraft(
  ctx: Ctx,
  draft: Record<string, unknown>,
  board: string,
): Promise<{ id: string; terms: Terms[] }> {
  const { id, version: _version, ...fields } = draft
  if (id !== undefined && !isId(id)) throw new Refusal('query.parameter', { name: 'id' }, 400)
  const entity = ctx.words.entity(territory.name)
  const values = parseDraft(ctx, entity, { ...fields, board }, true, true)
  await checkReferences(ctx, entity.fields, values)
  const mine = (id as string | undefined) ?? '00000000-0000-7000-8000-000000000000'
  await checkTerritory(ctx, { ...values, id: mine, board } as Row<typeof territory>)
  const [old] = await ctx.db.query<{ createdAt: string }>(
    sql`select created_at as "createdAt" from territories where id = ${mine}`,
  )
  const terms: Terms = {
    id: mine,
    name: values.name,
    board,
    priority: values.priority ?? 0,
    regions: values.regions ?? [],
    industries: values.industries ?? [],
    productCategories: values.productCategories ?? [],
    sizes: values.sizes ?? [],
    people: values.people ?? [],
    createdAt: old?.createdAt ?? ctx.now.toISOString(),
  }
  return { id: mine, terms: values.active === false ? [] : [terms] }
}

async function records(
  ctx: Ctx,
  id: string,
  { after = '0' }: { after?: string },
): Promise<{ items: Moved[]; next: number | null }> {
  if (!isId(id)) throw notFound()
  if (!/^\d{1,9}$/.test(after)) throw new Refusal('query.parameter', { name: 'after' }, 400)
  const row = await load(ctx, realignment, id, 'read')
  if (row.owner !== ctx.user.id) mayManage(ctx, row.of)
  const items = await ctx.db.query<Moved>(sql`
    select m.place::int as place, m.object, m.record_id as id, w.name as was, b.name as becomes, o.name as owner, h.name as heir, m.state,
      case m.object ${names(ctx)} end as name
    from realignment_moves m left join territories w on w.id = m.was_id left join territories b on b.id = m.becomes_id
      left join users o on o.id = m.owner_id left join users h on h.id = m.heir_id
    where m.realignment_id = ${id} and m.place > ${Number(after)}::int8 order by m.place limit ${raw(String(PAGE))}`)
  return { items, next: items.length === PAGE ? items.at(-1)!.place : null }
}

/** Names of the records, for those who may read them. */
function names(ctx: Ctx): Sql {
  const cases = ctx.words.entities
    .filter(entity => entity.fields.territory?.target === 'territory')
    .map(entity => {
      const reach = reachOf(ctx, entity, 'read')
      return sql`when ${entity.name} then (select left(t.name, 200) from ${raw(entity.table)} t where t.id = m.record_id and ${within(reach, entity, 't')})`
    })
  if (cases.length === 0) throw forbidden()
  return cases.reduce((all, one) => sql`${all} ${one}`)
}
