import { createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { onBehalf } from '../access/behalf'
import { inTransaction } from '../acts/perform'
import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import type { Entity } from '../entity'
import { labelIn } from '../i18n/say'
import type { Filter } from '../records/filter'
import { note } from '../records/journal'
import { LIMITS } from '../records/limits'
import { page } from '../records/query'
import { readableFields } from '../records/select'
import type { Job } from '../slice'
import { type Column, columnFor, exportable } from './cells'
import { type Cell, delimited, type Sheet, workbook } from './sheet'

export interface ExportRequest {
  fields: string[] | null
  filter: Filter | null
  sort: string | null
  encoding: 'utf-8' | 'gb18030'
}
export interface StoredExport {
  id: string
  user: string
  object: string
  request: ExportRequest
  format: 'xlsx' | 'csv'
  fileName: string
  status: 'queued' | 'running' | 'done' | 'failed'
}

/** Where a finished export lies. */
export const exportPath = ({ dataDir, tenant }: Pick<Ctx, 'dataDir' | 'tenant'>, id: string) =>
  join(dataDir, 'exports', String(tenant), id)

/** Writes a list to a file, page by page through the door, with the rights that its owner has now. Run twice, it begins anew. */
export const exportJob: Job<{ id: string }> = {
  name: 'export',
  async run(system, { id }) {
    const [stored] = await system.db.query<StoredExport>(
      sql`select id, user_id as user, object, request, format, file_name as "fileName", status from exports where id = ${id}`,
    )
    if (!stored || stored.status === 'done' || stored.status === 'failed') return
    await system.db.query(sql`update exports set status = 'running' where id = ${id} and tenant_id = ${system.tenant}`)
    try {
      const ctx = await onBehalf(system, stored.user, { by: 'job' })
      const rows = await writeFile(ctx, stored)
      const { size } = await stat(exportPath(ctx, id))
      await inTransaction(ctx, async tx => {
        await tx.db.query(
          sql`update exports set status = 'done', rows = ${rows}, size_bytes = ${size}, finished_at = now() where id = ${id} and tenant_id = ${tx.tenant}`,
        )
        const { fields, filter } = stored.request
        await note(tx, stored.object, null, {
          act: 'export',
          title: stored.fileName,
          changes: { rows: [null, rows], fields: [null, fields], filter: [null, filter] },
        })
      })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await system.db.query(
        sql`update exports set status = 'failed', failure = ${JSON.stringify({ code: error.code, params: error.params })}, finished_at = now() where id = ${id} and tenant_id = ${system.tenant}`,
      )
    }
  },
}

async function writeFile(ctx: Ctx, { id, object, request, format }: StoredExport): Promise<number> {
  const entity = ctx.words.findEntity(object)
  if (!entity) throw new Refusal('export.unknownObject', { object })
  const { names, columns } = columnsOf(ctx, entity, request.fields)
  let count = 0
  async function* rows(): AsyncGenerator<Cell[]> {
    for await (const record of records(ctx, entity!, names, request)) {
      count++
      yield columns.map(column => column.cell(record))
    }
  }
  const sheet: Sheet = { name: labelIn(entity.label, ctx.lang), columns, rows: rows() }
  const path = exportPath(ctx, id)
  await mkdir(join(path, '..'), { recursive: true })
  try {
    await pipeline(format === 'xlsx' ? workbook(sheet) : delimited(sheet, request.encoding), createWriteStream(path))
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
  return count
}

/** The columns asked for, or all. What the caller may no longer see is refused like a field that is not there. */
export function columnsOf(
  ctx: Ctx,
  entity: Entity,
  fields: readonly string[] | null,
): { names: string[]; columns: Column[] } {
  const names = fields?.length ? [...new Set(fields)] : exportable(ctx, entity, readableFields(ctx, entity))
  const columns = names.map(name => columnFor(ctx, entity, name))
  return { names: columns.map(column => column.reads), columns }
}

/** All records of a list, in its order, a page at a time. */
async function* records(
  ctx: Ctx,
  entity: Entity,
  fields: string[],
  { filter, sort }: ExportRequest,
): AsyncGenerator<Record<string, any>> {
  let cursor: string | null = null
  do {
    const { items, nextCursor } = await page(ctx, entity, {
      fields,
      filter,
      limit: LIMITS.page,
      cursor,
      ...(sort ? { sort } : {}),
    })
    yield* JSON.parse(`[${items}]`)
    cursor = nextCursor
  } while (cursor)
}
