import type { MultipartFile } from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { v7 as uuid } from 'uuid'
import { inTransaction } from '../acts/perform'
import { forbidden, notFound, Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import { type Entity, isId } from '../entity'
import { cleanName } from '../files/fileName'
import { about } from '../http/about'
import { ctxOf } from '../http/request'
import { enqueue } from '../jobs/enqueue'
import { isObject } from '../records/parse'
import { faultsFile } from './faults'
import { checkOptions, readOptions } from './options'
import { existingUpload, keepUpload } from './place'
import { openMapped, preview } from './preview'
import { described, listImports, readImport } from './store'
import { undo } from './undo'

const FILE_MAX_BYTES = 100 * 1024 * 1024
/** An import of so few records is taken back while its owner waits; a larger one becomes a job. */
const UNDO_AT_ONCE = 2_000

const PREVIEW = about('Read a file and guess which column is which field', {
  form: true,
  body: { object: 'Name or path', file: 'xlsx, xls, csv or vcf' },
})
const IMPORT = about('Import a file: 202 with a job', {
  form: true,
  body: {
    object: 'Name or path',
    file: 'xlsx, xls, csv or vcf',
    'mapping?': 'JSON: field by column; guessed when missing',
    'mode?': 'run or dry-run',
    'match?': 'Fields by which records are recognised',
  },
})
const ERRORS = about('The rows that were not imported, with reasons', { answer: 'A spreadsheet' })
const TEMPLATES = about('Mappings the caller keeps', { query: { object: 'Name or path' } })
const KEEP_TEMPLATE = about('Keep a mapping', {
  body: { object: 'Name or path', name: 'Its name', columns: 'Heads of the columns' },
})

export function importRoutes(app: FastifyInstance): void {
  app.post('/api/imports/preview', PREVIEW, async request => {
    const ctx = ctxOf(request)
    const { fields, upload, fileName } = await received(request)
    const entity = importedObject(ctx, fields.object)
    return { upload, ...(await preview(ctx, entity, await existingUpload(ctx, upload), fileName, readOptions(fields))) }
  })

  app.post('/api/imports', IMPORT, async (request, reply) => {
    const ctx = ctxOf(request)
    const key = request.headers['idempotency-key'] as string | undefined
    const { fields, upload, fileName } = await received(request)
    const before = key === undefined ? null : await requested(ctx, key)
    if (before) return reply.code(202).send(before)
    const entity = importedObject(ctx, fields.object)
    const mode = fields.mode === undefined || fields.mode === '' ? 'run' : fields.mode
    if (mode !== 'run' && mode !== 'dry-run') throw new Refusal('import.badOption', { name: 'mode' }, 400)
    const { table, options } = await openMapped(
      ctx,
      entity,
      await existingUpload(ctx, upload),
      fileName,
      readOptions(fields),
      true,
    )
    checkOptions(ctx, entity, table.columns, options)
    const id = uuid()
    await inTransaction(ctx, async tx => {
      await tx.db.query(sql`insert into imports (tenant_id, id, user_id, object, upload, file_name, columns, mode, options, request_key)
        values (${ctx.tenant}, ${id}, ${ctx.user.id}, ${entity.name}, ${upload}, ${fileName}, ${table.columns}, ${mode}, ${JSON.stringify(options)}, ${key ?? null})`)
      await enqueue(tx, 'import', { id })
    })
    return reply.code(202).header('location', `/api/imports/${id}`).send({ id, status: 'queued' })
  })

  app.get('/api/imports', about('Imports, latest first', { query: { object: 'Name or path' } }), async request => {
    const ctx = ctxOf(request)
    const { object } = request.query as { object?: string }
    const stored = await listImports(ctx, object ? (ctx.words.findEntity(object)?.name ?? object) : null)
    return { items: await Promise.all(stored.map(one => described(ctx, one))) }
  })

  app.get('/api/imports/:id', about('Status, progress and counts of an import'), async request => {
    const ctx = ctxOf(request)
    return described(ctx, await readImport(ctx, idOf(request)))
  })

  app.get('/api/imports/:id/errors', ERRORS, async (request, reply) => {
    const ctx = ctxOf(request)
    const stored = await readImport(ctx, idOf(request))
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename="errors-${stored.id}.xlsx"`)
      .send(faultsFile(ctx, stored))
  })

  app.post('/api/imports/:id/undo', about('Take a whole import back'), async (request, reply) => {
    const ctx = ctxOf(request)
    const stored = await readImport(ctx, idOf(request))
    if (stored.mode !== 'run' || stored.undone) throw new Refusal('import.nothingToUndo')
    if (stored.status === 'queued' || stored.status === 'running') throw new Refusal('import.stillRunning', {}, 409)
    const large = await inTransaction(ctx, async tx => {
      // Two people pressing the same button: the first one's press counts.
      const [mine] = await tx.db.query(
        sql`update imports set status = 'running' where id = ${stored.id} and status in ('done', 'failed') and tenant_id = ${ctx.tenant} returning 1`,
      )
      if (!mine) throw new Refusal('import.stillRunning', {}, 409)
      const [{ n } = { n: 0 }] = await tx.db.query<{ n: number }>(
        sql`select count(*)::int as n from (select 1 from journal where import_id = ${stored.id} limit ${UNDO_AT_ONCE + 1}) j`,
      )
      // The job stands behind the request too: should the process die now, it finishes the work.
      await enqueue(
        tx,
        'import.undo',
        { id: stored.id },
        n > UNDO_AT_ONCE ? {} : { runAt: new Date(Date.now() + 60_000) },
      )
      return n > UNDO_AT_ONCE
    })
    if (!large) await undo({ ...ctx, origin: { ...ctx.origin, by: 'import', importId: stored.id } }, stored)
    return reply.code(202).send(await described(ctx, await readImport(ctx, stored.id)))
  })

  app.get('/api/imports/templates', TEMPLATES, async request => {
    const ctx = ctxOf(request)
    const { object } = request.query as { object?: string }
    const name = object ? (ctx.words.findEntity(object)?.name ?? object) : null
    return {
      items:
        await ctx.db.query(sql`select id, object, name, columns, options, created_at as "createdAt" from import_templates
      where user_id = ${ctx.user.id} and (${name}::text is null or object = ${name}) order by name`),
    }
  })

  app.post('/api/imports/templates', KEEP_TEMPLATE, async (request, reply) => {
    const ctx = ctxOf(request)
    if (!isObject(request.body)) throw new Refusal('body.notObject', {}, 400)
    const { object, name, columns, ...given } = request.body
    const entity = importedObject(ctx, object)
    if (typeof name !== 'string' || !name.trim() || name.length > 100)
      throw new Refusal('import.badOption', { name: 'name' }, 400)
    if (!Array.isArray(columns) || columns.length > 500 || !columns.every(column => typeof column === 'string'))
      throw new Refusal('import.badOption', { name: 'columns' }, 400)
    const id = uuid()
    const [saved] = await ctx.db.query<{
      id: string
    }>(sql`insert into import_templates (tenant_id, id, user_id, object, name, columns, options)
      values (${ctx.tenant}, ${id}, ${ctx.user.id}, ${entity.name}, ${name.trim()}, ${columns}, ${JSON.stringify(readOptions(given))})
      on conflict (tenant_id, user_id, object, name) do update set columns = excluded.columns, options = excluded.options returning id`)
    return reply.code(201).send({ id: saved!.id, object: entity.name, name: name.trim() })
  })

  app.delete('/api/imports/templates/:id', about('Forget a mapping'), async (request, reply) => {
    const ctx = ctxOf(request)
    const [gone] = await ctx.db.query(
      sql`delete from import_templates where id = ${idOf(request)} and user_id = ${ctx.user.id} and tenant_id = ${ctx.tenant} returning 1`,
    )
    if (!gone) throw notFound()
    return reply.code(204).send()
  })
}

function idOf(request: FastifyRequest): string {
  const { id } = request.params as { id: string }
  if (!isId(id)) throw notFound()
  return id.toLowerCase()
}

/** The object a file is for, by its name or its path. */
function importedObject(ctx: Ctx, given: unknown): Entity {
  const entity = typeof given === 'string' ? ctx.words.findEntity(given) : undefined
  if (!entity || (!ctx.user.system && ctx.user.rights(entity.name).read === 'none'))
    throw new Refusal('import.unknownObject', { object: String(given ?? '').slice(0, 60) })
  if (entity.internal || (!ctx.user.system && !ctx.user.rights(entity.name).import))
    throw forbidden('right.import', { object: entity.name })
  return entity
}

async function requested(ctx: Ctx, key: string): Promise<{ id: string; status: string } | undefined> {
  if (typeof key !== 'string' || key.length < 1 || key.length > 200)
    throw new Refusal('request.idempotencyKey', {}, 400)
  const [found] = await ctx.db.query<{ id: string; status: string }>(
    sql`select id, status from imports where user_id = ${ctx.user.id} and request_key = ${key}`,
  )
  return found
}

interface Received {
  fields: Record<string, unknown>
  upload: string
  fileName: string
}

/** A form with a file; or, for a file that a preview has received already, a form or JSON that names it as `upload`. */
async function received(request: FastifyRequest): Promise<Received> {
  const ctx = ctxOf(request)
  if (!request.isMultipart()) {
    if (!isObject(request.body) || typeof request.body.upload !== 'string') throw new Refusal('import.noFile', {}, 400)
    return { fields: request.body, upload: request.body.upload, fileName: nameOf(request.body.fileName) }
  }
  const fields: Record<string, unknown> = {}
  let upload: string | undefined
  let fileName = ''
  for await (const part of request.parts({ limits: { fileSize: FILE_MAX_BYTES, files: 1, fields: 40 } })) {
    if (part.type === 'file') {
      upload = uuid()
      fileName = nameOf((part as MultipartFile).filename)
      await keepUpload(ctx, upload, part.file)
    } else fields[part.fieldname] = part.value
  }
  upload ??= typeof fields.upload === 'string' ? fields.upload : undefined
  if (!upload) throw new Refusal('import.noFile', {}, 400)
  return { fields, upload, fileName: fileName || nameOf(fields.fileName) }
}

/** Only ever shown, and never used as a path. */
const nameOf = (given: unknown) => (typeof given === 'string' ? cleanName(given) : '')
