import type { FastifyInstance } from 'fastify'
import { reachOf } from '../access/reach'
import { forbidden, Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { join, raw, type Sql, sql } from '../db/statement'
import { isId } from '../entity'
import { labelIn } from '../i18n/say'
import { type ChangesRow, readableChanges } from '../records/history'
import { about } from './about'
import { ctxOf } from './request'

const STANDARD_LIMIT = 50
const LIMIT_MAX = 200

interface JournalRow {
  id: number
  at: string
  actor_id: string | null
  actor: string | null
  object: string
  record_id: string | null
  title: string | null
  act: string
  changes: ChangesRow
  origin: string | null
  address: string | null
  import_id: string | null
}

const JOURNAL = about('The audit log: who did what to which record, newest first', {
  query: {
    actor: 'Id of a person',
    object: 'Name or path',
    act: 'Name of an act',
    from: 'Instant',
    to: 'Instant, not included',
    limit: 'At most 200',
    cursor: 'nextCursor of the page before',
  },
})

/**
 * GET /api/journal?actor=&object=&act=&from=&to=&limit=&cursor=: who did what to which record, newest first. It is for whoever keeps
 * the people: all of it for those who may change users of every board, their own board's for those who may change its users.
 * `from` and `to` are instants, `to` is not included. Titles and values of what the caller may not read stay out.
 */
export function journalRoutes(app: FastifyInstance): void {
  app.get('/api/journal', JOURNAL, async request =>
    journal(ctxOf(request), request.query as Record<string, string | undefined>),
  )
}

async function journal(ctx: Ctx, given: Record<string, string | undefined>) {
  const limit = limitOf(given.limit)
  const conditions = [board(ctx), ...asked(ctx, given)].filter(c => c !== null)
  const rows = await ctx.db.query<JournalRow>(sql`
    select j.id, j.at, j.actor_id, u.name as actor, j.object, j.record_id, j.title, j.act, j.changes, j.origin, j.address, j.import_id
    from journal j left join users u on u.id = j.actor_id
    ${conditions.length ? sql`where ${join(conditions, ' and ')}` : raw('')} order by j.at desc, j.id desc limit ${limit + 1}::int4`)
  const more = rows.length > limit
  if (more) rows.pop()
  const last = rows.at(-1)
  return {
    items: await told(ctx, rows),
    nextCursor: more ? `${new Date(last!.at).toISOString()} ${last!.id}` : null,
  }
}

/** The board to which the caller's reading is confined; null for none. */
function board(ctx: Ctx): Sql | null {
  const people = ctx.user.system ? 'all' : ctx.user.rights('user').update
  if (people === 'all') return null
  if (people !== 'board') throw forbidden('right.journal')
  return sql`j.board_id = ${ctx.user.board}::uuid`
}

function asked(ctx: Ctx, { actor, object, act, from, to, cursor }: Record<string, string | undefined>): Sql[] {
  const conditions: Sql[] = []
  if (actor) {
    if (!isId(actor)) throw bad('actor')
    conditions.push(sql`j.actor_id = ${actor}::uuid`)
  }
  if (object) conditions.push(sql`j.object = ${ctx.words.findEntity(object)?.name ?? object}`)
  if (act) conditions.push(sql`j.act = ${act}`)
  if (from) conditions.push(sql`j.at >= ${instant(from, 'from')}::timestamptz`)
  if (to) conditions.push(sql`j.at < ${instant(to, 'to')}::timestamptz`)
  if (cursor) {
    const [at = '', id = ''] = cursor.split(' ')
    if (!/^\d{1,15}$/.test(id)) throw new Refusal('query.cursor', {}, 400)
    conditions.push(sql`(j.at, j.id) < (${instant(at, 'cursor')}::timestamptz, ${id}::int8)`)
  }
  return conditions
}

const bad = (name: string) => new Refusal('query.parameter', { name }, 400)

function instant(text: string, name: string): string {
  if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) || Number.isNaN(Date.parse(text))) throw bad(name)
  return text
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return STANDARD_LIMIT
  if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > LIMIT_MAX) throw bad('limit')
  return Number(text)
}

/** Entries in the caller's words, object by object, so that names of references are looked up once for each. */
async function told(ctx: Ctx, rows: readonly JournalRow[]) {
  const changes = new Map<JournalRow, Awaited<ReturnType<typeof readableChanges>>[number]>()
  for (const object of new Set(rows.map(r => r.object))) {
    const entity = ctx.words.findEntity(object)
    if (!entity || !mayRead(ctx, object)) continue
    const ofObject = rows.filter(r => r.object === object)
    const readable = await readableChanges(
      ctx,
      entity,
      ofObject.map(r => r.changes),
    )
    ofObject.forEach((row, i) => {
      changes.set(row, readable[i]!)
    })
  }
  return rows.map(row => ({
    id: row.id,
    at: row.at,
    actor: row.actor_id ? { id: row.actor_id, name: row.actor ?? '' } : null,
    object: row.object,
    record: row.record_id,
    title: mayRead(ctx, row.object) ? row.title : null,
    act: row.act,
    actLabel: actLabel(ctx, row),
    changes: changes.get(row) ?? [],
    origin: row.origin,
    address: row.address,
    import: row.import_id,
  }))
}

/** What only its owner may see (a notification) stays theirs in the journal too. */
function mayRead(ctx: Ctx, object: string): boolean {
  const entity = ctx.words.findEntity(object)
  return !!entity && (ctx.user.system || (!entity.private && reachOf(ctx, entity, 'read').kind !== 'nothing'))
}

function actLabel(ctx: Ctx, { object, act }: JournalRow): string | null {
  const declared = ctx.words.findEntity(object) && ctx.program.acts(object).find(a => a.name === act)
  return declared ? labelIn(declared.label, ctx.lang) : null
}
