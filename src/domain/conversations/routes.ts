import type { FastifyInstance } from 'fastify'
import { reachOf, within } from '../../core/access/reach'
import { notFound, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { read } from '../../core/records/query'
import { load } from '../../core/records/row'
import { conversation } from './conversation'
import { conversationMessage } from './conversationMessage'

interface Person {
  id: string
  name: string
}
/** A conversation in the list of the caller's. */
export interface Talk {
  id: string
  subject: string | null
  participants: Person[]
  lastAt: string
  last: { author: Person; body: string } | null
  unread: number
}
export interface Said {
  id: string
  author: Person
  body: string
  at: string
  replyTo: { id: string; author: Person; body: string } | null
  /** Of those it was said to, who has read it. */
  readBy: Person[]
  to: number
}
export interface TalkPage {
  id: string
  subject: string | null
  participants: Person[]
  /** The record it is about, as far as the caller sees it. */
  about: { object: string; path: string; id: string; name: string } | null
  /** Latest first. */
  items: Said[]
  nextCursor: string | null
}

const PAGE = 50
const LIST_MAX = 200

const MINE = about('The caller’s conversations, the last one first', {
  query: { object: 'Name of an object', id: 'Only those about this record of it' },
})
const SAID = about('What was said in a conversation, latest first', {
  query: { cursor: 'nextCursor of the page before' },
})

/** What the pages of conversations need and no list of records gives. */
export function conversationRoutes(app: FastifyInstance): void {
  app.get('/api/conversations/mine', MINE, async request => {
    const ctx = ctxOf(request)
    const { object, id } = request.query as { object?: string; id?: string }
    return { items: await mine(ctx, object, id) }
  })
  app.get('/api/conversations/:id/said', SAID, async request => {
    const ctx = ctxOf(request)
    const { id } = request.params as { id: string }
    const { cursor } = request.query as { cursor?: string }
    if (!isId(id)) throw notFound()
    if (cursor !== undefined && !isId(cursor)) throw new Refusal('query.cursor', {}, 400)
    return talkPage(ctx, id, cursor)
  })
}

const reached = (ctx: Ctx, { name }: { name: string }, alias: string) => {
  const entity = ctx.words.entity(name)
  return within(reachOf(ctx, entity, 'read'), entity, alias)
}
const person = (alias: string) => raw(`json_build_object('id', ${alias}.id, 'name', ${alias}.name)`)

async function mine(ctx: Ctx, object?: string, id?: string): Promise<Talk[]> {
  const about = object && id ? sql`t.about_object = ${object} and t.about_id = ${id}` : raw('true')
  return ctx.db.query<Talk>(sql`
    select t.id, t.subject, t.last_at as "lastAt",
      (select json_agg(${person('u')} order by u.name) from users u where u.id = any(t.participants)) as participants,
      (select json_build_object('author', ${person('u')}, 'body', left(m.body, 200)) from ${raw(conversationMessage.table)} m join users u on u.id = m.owner_id
        where m.conversation_id = t.id and m.deleted_at is null and ${reached(ctx, conversationMessage, 'm')} order by m.created_at desc, m.id desc limit 1) as last,
      (select count(*)::int4 from ${raw(conversationMessage.table)} m where m.conversation_id = t.id and m.deleted_at is null and m.owner_id <> ${ctx.user.id}
        and ${reached(ctx, conversationMessage, 'm')}
        and m.created_at > coalesce((select max(r.read_at) from read_receipts r where r.owner_id = ${ctx.user.id} and r.about_object = 'conversation' and r.about_id = t.id::text), '-infinity')) as unread
    from ${raw(conversation.table)} t where t.deleted_at is null and ${reached(ctx, conversation, 't')} and ${about}
    order by t.last_at desc nulls last, t.id desc limit ${raw(String(LIST_MAX))}`)
}

async function talkPage(ctx: Ctx, id: string, cursor: string | undefined): Promise<TalkPage> {
  const talk = await load(ctx, conversation, id, 'read')
  const before = cursor
    ? sql`and (m.created_at, m.id) < (select c.created_at, c.id from ${raw(conversationMessage.table)} c where c.id = ${cursor})`
    : raw('')
  const items = await ctx.db.query<Said>(sql`
    select m.id, ${person('u')} as author, m.body, m.created_at as at, cardinality(m.readers) as to,
      (select json_build_object('id', o.id, 'author', ${person('w')}, 'body', left(o.body, 200)) from ${raw(conversationMessage.table)} o join users w on w.id = o.owner_id
        where o.id = m.reply_to_id and ${reached(ctx, conversationMessage, 'o')}) as "replyTo",
      coalesce((select json_agg(${person('w')} order by w.name) from read_receipts r join users w on w.id = r.owner_id
        where r.about_object = 'conversation' and r.about_id = ${id} and r.read_at >= m.created_at and r.owner_id = any(m.readers)), '[]') as "readBy"
    from ${raw(conversationMessage.table)} m join users u on u.id = m.owner_id
    where m.conversation_id = ${id} and m.deleted_at is null and ${reached(ctx, conversationMessage, 'm')} ${before}
    order by m.created_at desc, m.id desc limit ${raw(String(PAGE + 1))}`)
  const more = items.length > PAGE
  if (more) items.pop()
  const participants = await ctx.db.query<Person>(
    sql`select id, name from users where id = any(${talk.participants ?? []}::uuid[]) order by name`,
  )
  return {
    id,
    subject: talk.subject,
    participants,
    about: await recordOf(ctx, talk.aboutObject, talk.aboutId),
    items,
    nextCursor: more ? items.at(-1)!.id : null,
  }
}

async function recordOf(ctx: Ctx, object: string | null, id: string | null): Promise<TalkPage['about']> {
  const entity = object && ctx.words.findEntity(object)
  if (!entity || !id) return null
  try {
    const record = await read(ctx, entity, id, [entity.title])
    return { object: entity.name, path: entity.path, id, name: String(record[entity.title] ?? '') }
  } catch (error) {
    if (error instanceof Refusal && error.status < 500) return null
    throw error
  }
}
