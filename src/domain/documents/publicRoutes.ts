import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { inTransaction } from '../../core/acts/perform'
import { Refusal } from '../../core/acts/refusal'
import { contextFor, type Host, systemPrincipal } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Entity, Lang, Row } from '../../core/entity'
import { contentPath } from '../../core/files/contents'
import { disposition } from '../../core/files/fileName'
import { sendContent } from '../../core/files/routes'
import { langOf, refusalOf } from '../../core/http/problem'
import { say } from '../../core/i18n/say'
import { isObject } from '../../core/records/parse'
import { rowSql } from '../../core/records/row'
import { change, insert } from '../../core/records/write'
import { notify } from '../together'
import { lastDay } from './deliver'
import { document } from './document'
import { documentDelivery } from './documentDelivery'
import { documentView } from './documentView'
import { meantBy } from './link'
import { aboutOf } from './make'
import { printableOf } from './printable'
import { documentPage, documentSentence } from './publicPage'

const MINUTE_MS = 60_000
const ASKED_A_MINUTE = 60
const ANSWERS_A_MINUTE = 6
const BODY_MAX_BYTES = 20_000
/** Looking again at once is still the same look. */
const SAME_VIEW_MS = 10 * MINUTE_MS

type Delivery = Row<typeof documentDelivery>
type Paper = Row<typeof document>
interface Opened {
  ctx: Ctx
  delivery: Delivery
  paper: Paper
  company: string
  path: string
}

const limited = (max: number) => ({ config: { rateLimit: { max, timeWindow: MINUTE_MS } } })

/**
 * GET /d/{token}: a document as its customer sees it, without a log-in; GET /d/{token}/file: the file; POST /d/{token}: the answer.
 * Looking, fetching and answering are noted. A link that has ended, was revoked or never was ours leads to a sentence.
 */
export function documentPages(app: FastifyInstance): void {
  const { host } = app
  void app.register(async pages => {
    pages.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: BODY_MAX_BYTES },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
    )
    pages.setErrorHandler((error, request, reply) => {
      const refusal = refusalOf(error)
      if (!refusal) request.log.error(error)
      const status = refusal?.status ?? 500
      const code = status === 429 ? 'documentPage.tooMany' : (refusal?.code ?? 'request.failed')
      return html(reply.code(status), documentSentence(langOf(request), code, refusal?.params as never))
    })
    pages.get('/d/:token', limited(ASKED_A_MINUTE), async (request, reply) => {
      const opened = await open(host, request)
      // What only asks whether there is a page has not looked at it.
      if (request.method === 'GET') await noteView(opened, request)
      return html(reply, shown(opened))
    })
    pages.get('/d/:token/file', { compress: false, ...limited(ASKED_A_MINUTE) }, async (request, reply) => {
      const opened = await open(host, request)
      const { ctx, paper } = opened
      const [file] = await ctx.db.query<{ name: string; mime: string; sha256: string }>(
        sql`select name, mime, sha256 from files where id = ${paper.file?.[0] ?? null}`,
      )
      if (!file) throw new Refusal('documentPage.gone', {}, 404)
      if (request.method === 'GET' && !request.headers.range) await noteDownload(opened, request)
      reply.header('content-disposition', disposition('attachment', file.name)).header('x-robots-tag', 'noindex')
      return sendContent(request, reply, contentPath(ctx.dataDir, file.sha256), `"${file.sha256}"`, file.mime)
    })
    pages.post('/d/:token', limited(ANSWERS_A_MINUTE), async (request, reply) => {
      const opened = await open(host, request)
      const given = isObject(request.body) ? request.body : {}
      const text = (name: string, max: number) =>
        String(given[name] ?? '')
          .trim()
          .slice(0, max)
      const answer = given.answer
      const by = text('by', 100)
      if (answer !== 'accepted' && answer !== 'declined') throw new Refusal('documentPage.noAnswer', {}, 400)
      if (!by) return html(reply.code(422), shown(opened, say('documentPage.who', {}, langOfPaper(opened.paper))))
      try {
        await takeAnswer(opened, request, { answer, by, note: text('note', 2_000) || null })
      } catch (error) {
        const refusal = refusalOf(error)
        if (!refusal || refusal.status >= 500) throw error
        const lang = langOfPaper(opened.paper)
        return html(reply.code(refusal.status), shown(opened, say(refusal.code, refusal.params, lang)))
      }
      return reply.redirect(opened.path, 303)
    })
  })
}

const html = (reply: FastifyReply, text: string) =>
  reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-robots-tag', 'noindex')
    .send(text)

const langOfPaper = (paper: Paper): Lang => paper.sheet?.lang ?? 'zh-CN'

const shown = ({ delivery, paper, company, path }: Opened, fault?: string): string =>
  documentPage({
    company,
    name: paper.name,
    sheet: paper.sheet,
    lang: langOfPaper(paper),
    path,
    lastDay: lastDay(delivery.expiresAt!),
    mayAnswer: !!delivery.mayAnswer,
    answer: delivery.answer ? { answer: delivery.answer, by: delivery.answeredBy ?? '' } : null,
    ...(fault ? { fault } : {}),
  })

/** @throws 404 for what is no link of ours, 410 for one that has ended */
async function open(host: Host, request: FastifyRequest): Promise<Opened> {
  const { token } = request.params as { token: string }
  const meant = await meantBy(host.dataDir, token)
  if (!meant) throw new Refusal('documentPage.unknown', {}, 404)
  const origin = { by: 'web' as const, request: request.id, address: request.ip }
  const ctx = await contextFor(host, systemPrincipal(meant.tenant), origin, request.log)
  const [found] = await ctx.db.query<{ delivery: Delivery; paper: Paper; company: string }>(sql`
    select ${rowSql(documentDelivery)} as delivery, ${rowSql(document, 'p')} as paper, c.name as company
    from ${raw(documentDelivery.table)} t join ${raw(document.table)} p on p.id = t.document_id and p.deleted_at is null cross join tenants c
    where t.id = ${meant.delivery} and t.deleted_at is null`)
  if (!found) throw new Refusal('documentPage.unknown', {}, 404)
  const { delivery, paper } = found
  if (delivery.revokedAt) throw new Refusal('documentPage.revoked', {}, 410)
  if (Date.parse(delivery.expiresAt!) <= ctx.now.getTime()) throw new Refusal('documentPage.ended', {}, 410)
  return { ctx, ...found, company: paper.sheet?.company?.name ?? found.company, path: `/d/${token}` }
}

/** The delivery and its paper, locked: two looks at once are two. */
async function locked(ctx: Ctx, { delivery, paper }: Opened): Promise<{ delivery: Delivery; paper: Paper }> {
  const papers = await ctx.db.query<{ row: Paper }>(
    sql`select ${rowSql(document)} as row from ${raw(document.table)} t where t.id = ${paper.id} for update`,
  )
  const deliveries = await ctx.db.query<{ row: Delivery }>(
    sql`select ${rowSql(documentDelivery)} as row from ${raw(documentDelivery.table)} t where t.id = ${delivery.id} for update`,
  )
  return { paper: papers[0]!.row, delivery: deliveries[0]!.row }
}

const noteOf = (ctx: Ctx, delivery: Delivery, request: FastifyRequest, kind: string) =>
  insert(ctx, documentView, {
    delivery: delivery.id,
    kind,
    address: request.ip.slice(0, 60),
    agent: String(request.headers['user-agent'] ?? '').slice(0, 300),
  })

const noteView = (opened: Opened, request: FastifyRequest) =>
  inTransaction(opened.ctx, async ctx => {
    const { delivery, paper } = await locked(ctx, opened)
    const now = ctx.now.toISOString()
    if (delivery.seenAt && Date.parse(delivery.seenAt) > ctx.now.getTime() - SAME_VIEW_MS) return
    await noteOf(ctx, delivery, request, 'view')
    await change(
      ctx,
      documentDelivery,
      delivery,
      { views: (delivery.views ?? 0) + 1, viewedAt: delivery.viewedAt ?? now, seenAt: now },
      'view',
    )
    if (paper.status === 'made' || paper.status === 'sent')
      await change(ctx, document, paper, { status: 'viewed' }, 'view')
    if (!delivery.viewedAt) await tell(ctx, paper, 'documentViewed', delivery.name)
  })

const noteDownload = (opened: Opened, request: FastifyRequest) =>
  inTransaction(opened.ctx, async ctx => {
    const { delivery } = await locked(ctx, opened)
    await noteOf(ctx, delivery, request, 'download')
    await change(ctx, documentDelivery, delivery, { downloads: (delivery.downloads ?? 0) + 1 }, 'download')
  })

const takeAnswer = (
  opened: Opened,
  request: FastifyRequest,
  answer: { answer: 'accepted' | 'declined'; by: string; note: string | null },
) =>
  inTransaction(opened.ctx, async ctx => {
    const { delivery, paper } = await locked(ctx, opened)
    const printed = printableOf(paper.aboutObject ?? '')
    if (!delivery.mayAnswer || !printed?.answered) throw new Refusal('documentPage.noAnswer', {}, 403)
    if (delivery.answer || paper.status === 'accepted' || paper.status === 'declined')
      throw new Refusal('documentPage.answered', {}, 409)
    const record = await aboutOf(ctx, paper)
    await printed.answered(ctx, record as Row<Entity<any>>, answer)
    await noteOf(ctx, delivery, request, answer.answer)
    await change(
      ctx,
      documentDelivery,
      delivery,
      {
        answer: answer.answer,
        answeredAt: ctx.now.toISOString(),
        answeredBy: answer.by,
        answerNote: answer.note,
      },
      'answer',
    )
    await change(ctx, document, paper, { status: answer.answer }, 'answer')
    await tell(ctx, paper, 'documentAnswered', [answer.by, answer.note].filter(Boolean).join('：'))
  })

/** Tells whoever owns the record and whoever made the paper. */
const tell = (ctx: Ctx, paper: Paper, type: string, text: string | null) =>
  notify(ctx, {
    to: [paper.owner, paper.madeBy].filter((id): id is string => typeof id === 'string'),
    type,
    title: paper.name,
    text,
    aboutObject: paper.aboutObject ?? undefined,
    aboutId: paper.aboutId ?? undefined,
  })
