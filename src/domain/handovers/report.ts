import type { FastifyInstance } from 'fastify'
import { notFound, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { join, raw, sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { columnSql } from '../../core/records/column'
import { load } from '../../core/records/row'
import { user } from '../org'
import { boardsOf, following, owed } from './duties'
import { handOver } from './handOverUser'
import { handover } from './handover'
import type { Portion } from './plan'

/** What a person owns, owes and has promised. */
export interface Holdings {
  person: {
    id: string
    name: string
    status: string
    board: { id: string; name: string }
    manager: { id: string; name: string } | null
  }
  items: { object: string; field: string; count: number }[]
  /** What belongs to those and goes along. */
  follows: { object: string; count: number }[]
  /** Where it lies; more than one board where somebody changed boards. */
  boards: { id: string; name: string; count: number }[]
  /** Hand-overs there were, newest first. */
  handovers: { id: string; title: string; status: string; createdAt: string }[]
}

/** A hand-over as both managers read it. */
export interface Report {
  portions: (Portion & { given: number; left: number })[]
  people: { id: string; name: string; count: number }[]
}

const RECORDS_PAGE = 100

/**
 * GET /api/users/{id}/holdings?board=: what there is to hand over. GET /api/handovers/{id}/report: who got what.
 * GET /api/handovers/{id}/records?object=&to=&after=: the very records.
 */
export function handoverRoutes(app: FastifyInstance): void {
  app.get(
    '/api/users/:id/holdings',
    about('What a person owns, owes and has promised', { query: { board: 'Only what lies on this board' } }),
    async request => {
      const { board } = request.query as { board?: string }
      if (board !== undefined && !isId(board)) throw new Refusal('query.parameter', { name: 'board' }, 400)
      return holdings(ctxOf(request), (request.params as { id: string }).id, board ?? null)
    },
  )
  app.get('/api/handovers/:id/report', about('Who got what in a hand-over'), async request =>
    report(ctxOf(request), (request.params as { id: string }).id),
  )
  app.get(
    '/api/handovers/:id/records',
    about('The very records of a hand-over, page by page', {
      query: {
        object: 'Of this object',
        to: 'That this person got',
        state: 'given or left',
        after: '`next` of the page before',
      },
    }),
    async request =>
      records(ctxOf(request), (request.params as { id: string }).id, request.query as Record<string, string>),
  )
}

async function holdings(ctx: Ctx, id: string, board: string | null): Promise<Holdings> {
  if (!isId(id)) throw notFound()
  const person = await load(ctx, user, id, { act: 'handover', needs: 'update' })
  const refusal = await handOver.allow?.(ctx, person as never)
  if (refusal) throw refusal
  const [found] = await ctx.db.query<Holdings['person']>(sql`
    select u.id, u.name, u.status, json_build_object('id', b.id, 'name', b.name) as board,
      case when m.id is not null then json_build_object('id', m.id, 'name', m.name) end as manager
    from users u join boards b on b.id = u.board_id left join users m on m.id = u.manager_id where u.id = ${id}`)
  const items = await owed(ctx, id, board)
  return {
    person: found!,
    items: items.map(({ entity, field, count }) => ({ object: entity.name, field, count })),
    follows: await following(ctx, id, board),
    boards: await boardsOf(ctx, id),
    handovers: await ctx.db.query(
      sql`select id, title, status, created_at as "createdAt" from handovers where person_id = ${id} and deleted_at is null order by created_at desc limit 10`,
    ),
  }
}

async function report(ctx: Ctx, id: string): Promise<Report> {
  if (!isId(id)) throw notFound()
  await load(ctx, handover, id, 'read')
  const rows = await ctx.db.query<{
    object: string
    field: string
    to: string | null
    name: string | null
    state: string
    count: number
  }>(sql`
    select m.object, m.field, m.to_id as "to", u.name, m.state, count(*)::int as count, min(m.place) as place
    from handover_moves m left join users u on u.id = m.to_id where m.handover_id = ${id} group by 1, 2, 3, 4, 5 order by min(m.place)`)
  const portions = new Map<string, Report['portions'][number]>()
  const people = new Map<string, Report['people'][number]>()
  for (const { object, field, to, name, state, count } of rows) {
    const key = `${object} ${field}`
    if (!portions.has(key)) portions.set(key, { object, field, count: 0, to: [], given: 0, left: 0 })
    const portion = portions.get(key)!
    portion.count += count
    if (state === 'left') portion.left += count
    if (state === 'given' || state === 'stays') portion.given += count
    if (!to || state === 'left') continue
    const mine = portion.to.find(one => one.id === to)
    if (mine) mine.count += count
    else portion.to.push({ id: to, name: name ?? '', count })
    const one = people.get(to)
    if (one) one.count += count
    else people.set(to, { id: to, name: name ?? '', count })
  }
  return { portions: [...portions.values()], people: [...people.values()].sort((a, b) => b.count - a.count) }
}

interface Moved {
  place: number
  object: string
  id: string
  state: string
  to: { id: string; name: string } | null
  name: string | null
}

async function records(
  ctx: Ctx,
  id: string,
  query: Record<string, string>,
): Promise<{ items: Moved[]; next: number | null }> {
  if (!isId(id)) throw notFound()
  await load(ctx, handover, id, 'read')
  const { object, to, state, after = '0' } = query
  if (to !== undefined && !isId(to)) throw new Refusal('query.parameter', { name: 'to' }, 400)
  if (!/^\d{1,9}$/.test(after)) throw new Refusal('query.parameter', { name: 'after' }, 400)
  const conditions = [
    ...(object ? [sql`m.object = ${object}`] : []),
    ...(to ? [sql`m.to_id = ${to}`] : []),
    ...(state ? [sql`m.state = ${state}`] : []),
  ]
  const items = await ctx.db.query<Moved>(sql`
    select m.place::int as place, m.object, m.record_id as id, m.state, case when u.id is not null then json_build_object('id', u.id, 'name', u.name) end as "to"
    from handover_moves m left join users u on u.id = m.to_id
    where m.handover_id = ${id} and m.place > ${Number(after)}::int8 ${conditions.length ? sql`and ${join(conditions, ' and ')}` : raw('')}
    order by m.place limit ${raw(String(RECORDS_PAGE))}`)
  const names = await namesOf(ctx, items)
  return {
    items: items.map(item => ({ ...item, name: names.get(item.id) ?? null })),
    next: items.length === RECORDS_PAGE ? items.at(-1)!.place : null,
  }
}

/** Titles of what was handed over: whoever reads the hand-over may know what it was about. */
async function namesOf(ctx: Ctx, items: readonly Moved[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const object of new Set(items.map(item => item.object))) {
    const entity = ctx.words.findEntity(object)
    if (!entity?.title) continue
    const ids = items.filter(item => item.object === object).map(item => item.id)
    const found = await ctx.db.query<{ id: string; name: string | null }>(
      sql`select t.id, left(${columnSql(entity.title, entity.fields[entity.title]!, 't')}::text, 200) as name from ${raw(entity.table)} t where t.id = any(${ids}::uuid[])`,
    )
    for (const { id, name } of found) if (name) names.set(id, name)
  }
  return names
}
