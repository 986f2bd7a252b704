import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { type Entity, isId, type Row } from '../../core/entity'
import { contentPath } from '../../core/files/contents'
import { disposition } from '../../core/files/fileName'
import { sendContent } from '../../core/files/routes'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { labelIn } from '../../core/i18n/say'
import { load, rowSql } from '../../core/records/row'
import { document } from './document'
import { documentDelivery } from './documentDelivery'
import { documentView } from './documentView'
import { exampleOf } from './example'
import { pathOf } from './link'
import { aboutOf, draftOf } from './make'
import { allPrintables, fieldsOfLines, type Printable, printableOf } from './printable'
import { SHOWN_LINES, type Sheet } from './sheet'
import { type Variables, variablesOf } from './variables'

/** An object that can be printed, and the columns its table may leave out. */
export interface PrintedObject {
  object: string
  path: string
  label: string
  /** What its paper is called. */
  title: string
  columns: { name: string; label: string }[]
  mayAnswer: boolean
}
/** What was made of a record, with what became of it. */
export interface Kept {
  id: string
  name: string
  format: string
  status: string
  createdAt: string
  madeBy: string | null
  /** The record has been changed since. */
  old: boolean
  deliveries: {
    id: string
    name: string | null
    createdAt: string
    expiresAt: string
    /** The link, as long as it holds. */
    path: string | null
    revoked: boolean
    ended: boolean
    mail: { status: string; why: string | null } | null
    views: number
    downloads: number
    viewedAt: string | null
    seenAt: string | null
    answer: string | null
    answeredAt: string | null
    answeredBy: string | null
    answerNote: string | null
  }[]
}

const PRINTED = about('Objects that can be printed, and what their tables show')
const VARIABLES = about('What templates of an object may say, with samples of its latest record')
const EXAMPLE = about('A Word template of an object to begin with', { answer: 'A Word file' })
const SHEET = about('What a record’s paper would say by a template', {
  query: { template: 'Id; the first unless given' },
})
const KEPT = about('What was made of a record, to whom it went, and what they did with it')
const FILE = about('A document’s file', { query: { download: 'Given: as an attachment' }, answer: 'PDF or Word' })
const VIEWS = about('Who looked at a document by a link, latest first')

/** What the pages of documents need and no list of records gives. */
export function documentRoutes(app: FastifyInstance): void {
  app.get('/api/printed-objects', PRINTED, async request => {
    const ctx = ctxOf(request)
    return { items: allPrintables().flatMap(one => described(ctx, one)) }
  })
  app.get('/api/printed-objects/:object/variables', VARIABLES, async (request): Promise<Variables> => {
    const ctx = ctxOf(request)
    return variablesOf(ctx, printed(ctx, (request.params as { object: string }).object))
  })
  app.get('/api/printed-objects/:object/example', EXAMPLE, async (request, reply) => {
    const ctx = ctxOf(request)
    const found = printed(ctx, (request.params as { object: string }).object)
    return reply
      .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
      .header('content-disposition', disposition('attachment', `${labelIn(found.label, ctx.lang)}.docx`))
      .send(await exampleOf(ctx, found))
  })
  app.get('/api/:objects/:id/sheet', SHEET, async (request): Promise<Sheet & { template: string | null }> => {
    const ctx = ctxOf(request)
    const { objects, id } = request.params as { objects: string; id: string }
    const { template } = request.query as { template?: string }
    if (!isId(id) || (template && !isId(template))) throw notFound()
    const { sheet, template: chosen } = await draftOf(ctx, printed(ctx, objects), id.toLowerCase(), template ?? null)
    const more = Math.max(0, sheet.lines.length - SHOWN_LINES)
    return { ...sheet, lines: sheet.lines.slice(0, SHOWN_LINES), more, template: chosen?.id ?? null }
  })
  app.get('/api/:objects/:id/documents', KEPT, async request => {
    const ctx = ctxOf(request)
    const { objects, id } = request.params as { objects: string; id: string }
    const { entity } = printed(ctx, objects)
    if (!isId(id)) throw notFound()
    const record = await load(ctx, entity, id.toLowerCase(), 'read')
    return { items: await keptOf(ctx, entity, record) }
  })
  app.get('/api/documents/:id/file', { compress: false, ...FILE }, (request, reply) => sendFile(request, reply))
  app.get('/api/documents/:id/views', VIEWS, async request => {
    const ctx = ctxOf(request)
    const paper = await seen(ctx, request)
    return {
      items: await ctx.db.query(sql`
        select v.id, v.kind, d.name, v.agent, v.created_at as at from ${raw(documentView.table)} v
        join ${raw(documentDelivery.table)} d on d.id = v.delivery_id
        where d.document_id = ${paper.id} and v.deleted_at is null order by v.created_at desc limit 200`),
    }
  })
}

function described(ctx: Ctx, { entity, label, lines, answered }: Printable): PrintedObject[] {
  if (!ctx.user.system && ctx.user.rights(entity.name).read === 'none') return []
  const fields = lines ? fieldsOfLines(ctx, lines) : {}
  return [
    {
      object: entity.name,
      path: entity.path,
      label: labelIn(entity.label, ctx.lang),
      title: labelIn(label, ctx.lang),
      columns: (lines?.columns ?? []).flatMap(name =>
        fields[name] ? [{ name, label: labelIn(fields[name].label, ctx.lang) }] : [],
      ),
      mayAnswer: !!answered,
    },
  ]
}

/** @throws 404 for an object that is not printed, or that the caller may not see */
function printed(ctx: Ctx, object: string): Printable {
  const entity = ctx.words.findEntity(object)
  const found = entity && printableOf(entity.name)
  if (!found || (!ctx.user.system && ctx.user.rights(entity.name).read === 'none')) throw notFound()
  return found
}

const KEPT_MAX = 100

async function keptOf(ctx: Ctx, entity: Entity<any>, record: Row<Entity<any>>): Promise<Kept[]> {
  type Found = Omit<Kept, 'old' | 'deliveries'> & { aboutVersion: number; deliveries: Kept['deliveries'] | null }
  const now = ctx.now.toISOString()
  const papers = await ctx.db.query<Found>(sql`
    select p.id, p.name, p.format, p.status, p.created_at as "createdAt", p.about_version as "aboutVersion", u.name as "madeBy",
      (select json_agg(x order by x."createdAt" desc) from (
        select d.id, d.name, d.created_at as "createdAt", d.expires_at as "expiresAt", d.revoked_at is not null as revoked,
          d.expires_at <= ${now}::timestamptz as ended, coalesce(d.views, 0) as views, coalesce(d.downloads, 0) as downloads,
          d.viewed_at as "viewedAt", d.seen_at as "seenAt", d.answer, d.answered_at as "answeredAt", d.answered_by as "answeredBy",
          d.answer_note as "answerNote", case when m.id is not null then json_build_object('status', m.status, 'why', m.why) end as mail
        from ${raw(documentDelivery.table)} d left join messages m on m.id = d.message_id
        where d.document_id = p.id and d.deleted_at is null) x) as deliveries
    from ${raw(document.table)} p left join users u on u.id = p.made_by_id
    where p.about_object = ${entity.name} and p.about_id = ${record.id} and p.deleted_at is null
    order by p.created_at desc, p.id desc limit ${KEPT_MAX}`)
  return Promise.all(
    papers.map(async ({ aboutVersion, deliveries, ...paper }) => ({
      ...paper,
      old: aboutVersion < record.version && paper.status === 'made',
      deliveries: await Promise.all(
        (deliveries ?? []).map(async one => ({
          ...one,
          path: one.revoked || one.ended ? null : await pathOf(ctx, one.id),
        })),
      ),
    })),
  )
}

/** A document is seen by whoever sees the record it was made of. @throws 404 */
async function seen(ctx: Ctx, request: FastifyRequest): Promise<Row<typeof document>> {
  const { id } = request.params as { id: string }
  const [found] = isId(id)
    ? await ctx.db.query<{ row: Row<typeof document> }>(
        sql`select ${rowSql(document)} as row from ${raw(document.table)} t where t.id = ${id} and t.deleted_at is null`,
      )
    : []
  if (!found) throw notFound()
  await aboutOf(ctx, found.row)
  return found.row
}

async function sendFile(request: FastifyRequest, reply: FastifyReply) {
  const ctx = ctxOf(request)
  const paper = await seen(ctx, request)
  const [file] = await ctx.db.query<{ name: string; mime: string; sha256: string }>(
    sql`select name, mime, sha256 from files where id = ${paper.file?.[0] ?? null}`,
  )
  if (!file) throw notFound()
  const { download } = request.query as { download?: string }
  const kind = file.mime === 'application/pdf' && download === undefined ? 'inline' : 'attachment'
  reply.header('content-disposition', disposition(kind, file.name))
  return sendContent(request, reply, contentPath(ctx.dataDir, file.sha256), `"${file.sha256}"`, file.mime)
}
