import { fieldAccess, reachOf, within } from '../access/reach'
import { refuse } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { raw, type Sql, sql } from '../db/statement'
import type { Entity } from '../entity'
import { columnSql } from '../records/column'
import { isPicture } from './fileType'

export interface StoredFile {
  id: string
  name: string
  mime: string
  sizeBytes: number
  sha256: string
  width: number | null
  height: number | null
  createdBy: string | null
}
interface Holder {
  object: string
  recordId: string
}

/**
 * Ties files to a record whose field now holds them; from then on whoever may see that field may see them. Refused for a
 * file that the caller may not see: knowing an id must not open it.
 * @param pictures those of the ids that stand in a field for pictures only
 */
export async function attach(
  ctx: Ctx,
  object: string,
  recordId: string,
  fileIds: readonly string[],
  pictures: readonly string[] = [],
): Promise<void> {
  for (const id of new Set(fileIds)) {
    const found = await find(ctx, id)
    const held = found?.holders.some(holder => holder.object === object && holder.recordId === recordId)
    if (!found || !(held || (await isOpenTo(ctx, found.file, found.holders)))) throw refuse('file.unknown')
    if (pictures.includes(id) && !isPicture(found.file.mime)) throw refuse('file.notPicture', { name: found.file.name })
    if (!held) {
      await ctx.db.query(sql`insert into file_holders (tenant_id, file_id, object, record_id)
        values (${ctx.tenant}, ${id}, ${object}, ${recordId}) on conflict do nothing`)
    }
  }
}

/** A file that the caller may see: while nothing holds it its uploader's, then everybody's who may see a field it stands in. */
export async function visibleFile(ctx: Ctx, id: string): Promise<StoredFile | null> {
  const found = await find(ctx, id)
  return found && (await isOpenTo(ctx, found.file, found.holders)) ? found.file : null
}

async function find(ctx: Ctx, id: string): Promise<{ file: StoredFile; holders: Holder[] } | null> {
  const [row] = await ctx.db.query<StoredFile & { holders: Holder[] }>(sql`
    select f.id, f.name, f.mime, f.size_bytes as "sizeBytes", f.sha256, f.width, f.height, f.created_by as "createdBy",
      (select coalesce(json_agg(json_build_object('object', h.object, 'recordId', h.record_id)), '[]')
        from file_holders h where h.file_id = f.id) as holders
    from files f where f.id = ${id}`)
  if (!row) return null
  const { holders, ...file } = row
  return { file, holders }
}

async function isOpenTo(ctx: Ctx, file: StoredFile, holders: Holder[]): Promise<boolean> {
  if (ctx.user.system) return true
  if (holders.length === 0) return file.createdBy === ctx.user.id
  for (const holder of holders) if (await isSeenIn(ctx, file.id, holder)) return true
  return false
}

/** True when the caller may see the record and one of its fields that holds the file. */
async function isSeenIn(ctx: Ctx, fileId: string, { object, recordId }: Holder): Promise<boolean> {
  const entity = ctx.words.findEntity(object)
  if (!entity) return false
  for (const column of fileColumns(ctx, entity)) {
    const [seen] =
      await ctx.db.query(sql`select 1 from ${raw(entity.table)} t where t.id = ${recordId} and t.deleted_at is null
      and ${column(fileId)} and ${within(reachOf(ctx, entity, 'read'), entity, 't')}`)
    if (seen) return true
  }
  return false
}

/** For each field of files that the caller may read: the condition that it holds one. */
const fileColumns = (ctx: Ctx, entity: Entity): ((fileId: string) => Sql)[] =>
  Object.entries(entity.fields)
    .filter(([name, field]) => field.kind === 'files' && ['read', 'write'].includes(fieldAccess(ctx, entity, name)))
    .map(([name, field]) => {
      const column = columnSql(name, field, 't')
      return id =>
        field.custom ? sql`${column} @> ${JSON.stringify([id])}::jsonb` : sql`${column} @> array[${id}]::uuid[]`
    })
