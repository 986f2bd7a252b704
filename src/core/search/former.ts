import type { Ctx } from '../ctx'
import { literal, raw, sql } from '../db/statement'
import type { Entity } from '../entity'
import { mergedInto } from '../records/merged'
import { rowSql } from '../records/row'
import { isSearched, searchDocument } from './document'

type Values = Record<string, any>

/**
 * Writes a record's search document anew, so that it is also found by what the records say that were merged into it. Whoever
 * writes its document afterwards knows only its own texts; the table keeps the former ones to it.
 */
export async function refreshFormer(ctx: Ctx, entity: Entity, id: string): Promise<void> {
  if (!isSearched(entity)) return
  const rows = await ctx.db.query<{ row: Values }>(sql`
    select ${rowSql(entity)} as row from ${raw(entity.table)} t where t.id = ${id} or t.id in ${mergedInto(entity, sql`${id}::uuid`)}`)
  const own = rows.find(({ row }) => row.id === id)
  if (!own) return
  const document = searchDocument(ctx, entity, own.row)
  const former = rows.filter(each => each !== own).map(({ row }) => searchDocument(ctx, entity, row))
  // The title of another record is not this one's: it stands on a line of its field.
  const norm = former.map(one => `${entity.title}=${one.norm}`).join('\n')
  // Scopes, which are negative, say who may see the record; that is for the record that is there.
  const terms = [...new Set(former.flatMap(one => one.terms))].filter(term => term >= 0)
  await ctx.db.query(sql`update search_documents set norm = ${document.norm}, terms = ${document.terms}::int4[],
    former_norm = ${former.length ? norm : null}, former_terms = ${former.length ? terms : null}::int4[]
    where tenant_id = ${ctx.tenant} and object = ${literal(entity.name)} and record_id = ${id}`)
}
