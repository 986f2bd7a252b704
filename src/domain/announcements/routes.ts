import type { FastifyInstance } from 'fastify'
import { today } from '../../core/access/me'
import { reachOf } from '../../core/access/reach'
import { notFound } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { find } from '../../core/records/query'
import { load } from '../../core/records/row'
import { announcement } from './announcement'
import { audienceOf } from './audience'

/** An announcement as its reader sees it. */
export interface Announced {
  id: string
  title: string
  body: string
  audience: string
  board: { id: string; name: string }
  department: { id: string; name: string } | null
  owner: { id: string; name: string } | null
  pinned: boolean
  mustConfirm: boolean
  until: string | null
  createdAt: string
  readAt: string | null
  confirmedAt: string | null
  /** It speaks to the caller; others the caller sees because of their office. */
  forMe: boolean
}
export interface Receipts {
  read: { user: { id: string; name: string }; readAt: string; confirmedAt: string | null }[]
  unread: { id: string; name: string }[]
}

const CURRENT = about('Announcements to the caller, pinned ones first, with whether they were read', {
  query: { past: 'true: those whose day has passed' },
})

/** What the pages of announcements need and no list of records gives. */
export function announcementRoutes(app: FastifyInstance): void {
  app.get('/api/announcements/current', CURRENT, async request => ({
    items: await current(ctxOf(request), (request.query as { past?: string }).past === 'true'),
  }))
  app.get('/api/announcements/:id/receipts', about('Who has read it, and who has not'), async request => {
    const { id } = request.params as { id: string }
    if (!isId(id)) throw notFound()
    return receipts(ctxOf(request), id)
  })
}

const FIELDS = [
  'title',
  'body',
  'audience',
  'board',
  'department',
  'owner',
  'pinned',
  'mustConfirm',
  'until',
  'createdAt',
] as const

async function current(ctx: Ctx, past: boolean): Promise<Announced[]> {
  if (reachOf(ctx, ctx.words.entity(announcement.name), 'read').kind === 'nothing') return []
  const found = await find<Omit<Announced, 'readAt' | 'confirmedAt' | 'forMe'>>(
    ctx,
    ctx.words.entity(announcement.name),
    {
      fields: FIELDS,
      filter: past
        ? { field: 'until', op: 'lt', value: today(ctx) }
        : {
            or: [
              { field: 'until', op: 'isNull' },
              { field: 'until', op: 'gte', value: today(ctx) },
            ],
          },
      sort: '-createdAt',
      limit: 100,
    },
  )
  const read = await ctx.db.query<{ id: string; readAt: string; confirmedAt: string | null }>(sql`
    select about_id as id, read_at as "readAt", confirmed_at as "confirmedAt" from read_receipts
    where owner_id = ${ctx.user.id} and about_object = 'announcement' and about_id = any(${found.map(one => one.id)}::text[]) and deleted_at is null`)
  const known = new Map(read.map(one => [one.id, one]))
  return found
    .map(one => ({
      ...one,
      readAt: known.get(one.id)?.readAt ?? null,
      confirmedAt: known.get(one.id)?.confirmedAt ?? null,
      forMe: isFor(ctx, one),
    }))
    .sort((a, b) => Number(b.pinned) - Number(a.pinned))
}

const isFor = ({ user }: Ctx, one: Pick<Announced, 'audience' | 'board' | 'department' | 'owner'>) =>
  one.owner?.id !== user.id &&
  (one.audience === 'all' ||
    (one.audience === 'board' && one.board.id === user.board) ||
    (one.audience === 'department' && !!one.department && user.departments.includes(one.department.id)))

/** Only for who wrote it and those who may change it. */
async function receipts(ctx: Ctx, id: string): Promise<Receipts> {
  const row = await load(ctx, announcement, id, 'update')
  const read = await ctx.db.query<Receipts['read'][number]>(sql`
    select json_build_object('id', u.id, 'name', u.name) as user, r.read_at as "readAt", r.confirmed_at as "confirmedAt"
    from read_receipts r join users u on u.id = r.owner_id
    where r.about_object = 'announcement' and r.about_id = ${id} and r.deleted_at is null order by r.read_at desc`)
  const readers = new Set(read.map(one => one.user.id))
  return { read, unread: (await audienceOf(ctx, row)).filter(person => !readers.has(person.id)) }
}
