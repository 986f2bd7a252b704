import { createReadStream } from 'node:fs'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { v7 as uuid } from 'uuid'
import { inTransaction } from '../acts/perform'
import { forbidden, notFound, Refusal } from '../acts/refusal'
import { onChinasClock } from '../calendar/china'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import { type Entity, isId } from '../entity'
import { disposition } from '../files/fileName'
import { about } from '../http/about'
import { ctxOf } from '../http/request'
import { labelIn, say } from '../i18n/say'
import { enqueue } from '../jobs/enqueue'
import { isObject } from '../records/parse'
import { page } from '../records/query'
import { columnsOf, type ExportRequest, exportPath } from './run'

/** A finished export can be fetched for a day. */
const KEPT_MS = 86_400_000

const EXPORT = about('Export a list: 202 with a job', {
  body: {
    object: 'Name or path of the object',
    'filter?': 'A Filter',
    'fields?': 'Columns, in order',
    'sort?': 'As in a list',
    'format?': 'xlsx or csv',
    'encoding?': 'Of a csv: utf-8 or gb18030',
  },
})
const STATUS = about('Status of an export')
const FETCH = about('The finished file', { answer: 'A spreadsheet' })

export function exportRoutes(app: FastifyInstance): void {
  app.post('/api/exports', EXPORT, async (request, reply) => {
    const ctx = ctxOf(request)
    const { entity, format, wanted } = await readRequest(ctx, request.body)
    const id = uuid()
    const china = onChinasClock(ctx.now).toISOString()
    const fileName = `${labelIn(entity.label, ctx.lang)}-${china.slice(0, 10).replaceAll('-', '')}-${china.slice(11, 16).replace(':', '')}.${format}`
    await inTransaction(ctx, async tx => {
      await tx.db.query(sql`insert into exports (tenant_id, id, user_id, object, request, format, file_name, expires_at)
        values (${ctx.tenant}, ${id}, ${ctx.user.id}, ${entity.name}, ${JSON.stringify(wanted)}, ${format}, ${fileName}, ${new Date(ctx.now.getTime() + KEPT_MS).toISOString()})`)
      await enqueue(tx, 'export', { id })
    })
    return reply.code(202).header('location', `/api/exports/${id}`).send({ id, status: 'queued' })
  })

  app.get('/api/exports', about('The caller’s exports of the last day'), async request => {
    const ctx = ctxOf(request)
    const rows = await ctx.db.query<Described>(
      sql`select ${COLUMNS} from exports where user_id = ${ctx.user.id} and expires_at > now() order by created_at desc limit 50`,
    )
    return { items: rows.map(row => described(ctx, row)) }
  })

  app.get('/api/exports/:id', STATUS, async request => described(ctxOf(request), await own(request)))

  app.get('/api/exports/:id/file', { compress: false, ...FETCH }, async (request, reply) => {
    const ctx = ctxOf(request)
    const stored = await own(request)
    if (stored.status !== 'done') throw new Refusal('export.notReady', {}, 409)
    return reply
      .type(stored.format === 'csv' ? 'text/csv' : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', disposition('attachment', stored.fileName))
      .header('content-length', stored.sizeBytes ?? 0)
      .send(createReadStream(exportPath(ctx, stored.id)))
  })
}

interface Described {
  id: string
  object: string
  format: string
  fileName: string
  status: string
  rows: number
  sizeBytes: number | null
  failure: { code: string; params: Record<string, string | number> } | null
  createdAt: string
  finishedAt: string | null
  expiresAt: string
}
const COLUMNS = sql`id, object, format, file_name as "fileName", status, rows, size_bytes as "sizeBytes", failure, created_at as "createdAt", finished_at as "finishedAt", expires_at as "expiresAt"`

const described = (ctx: Ctx, { failure, ...stored }: Described) => ({
  ...stored,
  failure: failure && { code: failure.code, message: say(failure.code, failure.params, ctx.lang) },
})

/** An export belongs to whoever asked for it, and to nobody else, whatever their rights. */
async function own(request: FastifyRequest): Promise<Described> {
  const ctx = ctxOf(request)
  const { id } = request.params as { id: string }
  const [found] = isId(id)
    ? await ctx.db.query<Described>(
        sql`select ${COLUMNS} from exports where id = ${id} and user_id = ${ctx.user.id} and expires_at > now()`,
      )
    : []
  if (!found) throw notFound()
  return found
}

async function readRequest(
  ctx: Ctx,
  body: unknown,
): Promise<{ entity: Entity; format: 'xlsx' | 'csv'; wanted: ExportRequest }> {
  if (!isObject(body)) throw new Refusal('body.notObject', {}, 400)
  const { object, filter = null, fields = null, sort = null, format = 'xlsx', encoding = 'utf-8', ...unknown } = body
  const bad = (name: string) => new Refusal('export.badOption', { name: name.slice(0, 60) }, 400)
  for (const name of Object.keys(unknown)) throw bad(name)
  const entity = typeof object === 'string' ? ctx.words.findEntity(object) : undefined
  if (!entity || (!ctx.user.system && ctx.user.rights(entity.name).read === 'none'))
    throw new Refusal('export.unknownObject', { object: String(object ?? '').slice(0, 60) })
  if (!ctx.user.system && !ctx.user.rights(entity.name).export) throw forbidden('right.export', { object: entity.name })
  if (format !== 'xlsx' && format !== 'csv') throw bad('format')
  if (encoding !== 'utf-8' && encoding !== 'gb18030') throw bad('encoding')
  if (sort !== null && typeof sort !== 'string') throw bad('sort')
  const names =
    typeof fields === 'string'
      ? fields
          .split(',')
          .map(s => s.trim())
          .filter(Boolean)
      : fields
  if (names !== null && !(Array.isArray(names) && names.every(name => typeof name === 'string'))) throw bad('fields')
  columnsOf(ctx, entity, names)
  const wanted: ExportRequest = {
    fields: names,
    filter: filter as ExportRequest['filter'],
    sort: (sort as string | null) || null,
    encoding,
  }
  // Reads one record, so that a filter or an order that can't be is refused now and not by a job later.
  await page(ctx, entity, {
    fields: ['id'],
    filter: wanted.filter,
    limit: 1,
    ...(wanted.sort ? { sort: wanted.sort } : {}),
  })
  return { entity, format, wanted }
}
