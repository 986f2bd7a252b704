import { notFound } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import { isId } from '../entity'
import { labelIn, say } from '../i18n/say'
import type { Counts } from './batch'
import type { ImportOptions } from './options'
import type { Fault } from './rows'

export interface StoredImport {
  id: string
  user: string
  object: string
  upload: string
  fileName: string
  columns: string[]
  mode: 'dry-run' | 'run'
  options: ImportOptions
  status: 'queued' | 'running' | 'done' | 'failed'
  progress: number
  failure: { code: string; params: Record<string, string | number> } | null
  undone: Undone | null
  createdAt: string
  finishedAt: string | null
}

/** What became of an import that was taken back. `kept`: records that somebody changed since, which stay as they are. */
export interface Undone {
  at: string
  removed: number
  reverted: number
  kept: { id: string; name: string | null }[]
  keptCount: number
}

const COLUMNS = sql`id, user_id as user, object, upload, file_name as "fileName", columns, mode, options, status, progress, failure, undone,
  created_at as "createdAt", finished_at as "finishedAt"`

/** An import of the caller's own; the system reads any. */
export async function readImport(ctx: Ctx, id: string): Promise<StoredImport> {
  const [found] = isId(id) ? await ctx.db.query<StoredImport>(sql`select ${COLUMNS} from imports where id = ${id}`) : []
  if (!found || (found.user !== ctx.user.id && !ctx.user.system)) throw notFound()
  return found
}

/** The caller's latest imports. */
export const listImports = (ctx: Ctx, object: string | null) =>
  ctx.db.query<StoredImport>(
    sql`select ${COLUMNS} from imports where user_id = ${ctx.user.id} and (${object}::text is null or object = ${object}) order by created_at desc limit 50`,
  )

export async function countsOf(ctx: Ctx, id: string): Promise<Counts & { rows: number }> {
  const [counts] = await ctx.db.query<
    Counts & { rows: number }
  >(sql`select coalesce(sum(rows), 0)::int as rows, coalesce(sum(created), 0)::int as created,
    coalesce(sum(updated), 0)::int as updated, coalesce(sum(unchanged), 0)::int as unchanged, coalesce(sum(skipped), 0)::int as skipped,
    coalesce(sum(failed), 0)::int as failed, coalesce(sum("similar"), 0)::int as "similar", coalesce(sum(along), 0)::int as along from import_batches where import_id = ${id}`)
  return counts!
}

/** An import as the API answers it. */
export async function described(ctx: Ctx, stored: StoredImport): Promise<Record<string, unknown>> {
  const { id, object, fileName, mode, status, progress, failure, undone, createdAt, finishedAt } = stored
  return {
    id,
    status,
    object,
    fileName,
    mode,
    progress: Math.round(progress * 1000) / 1000,
    ...(await countsOf(ctx, id)),
    undone,
    createdAt,
    finishedAt,
    failure: failure && { code: failure.code, message: say(failure.code, failure.params, ctx.lang) },
  }
}

/** Sentence of a fault for people: the field's label, then what is wrong with it. */
export function faultSentence(ctx: Ctx, object: string, { field, code, params }: Fault): string {
  const sentence = say(code, params ?? {}, ctx.lang)
  const [ahead, behind] = field.split('.')
  const entity = ctx.words.findEntity(behind === undefined ? object : ahead!)
  const label = entity?.fields[behind ?? field]?.label
  if (!label) return sentence
  const named =
    behind === undefined ? labelIn(label, ctx.lang) : `${labelIn(entity.label, ctx.lang)} · ${labelIn(label, ctx.lang)}`
  return say('import.fieldFault', { field: named, fault: sentence }, ctx.lang)
}
