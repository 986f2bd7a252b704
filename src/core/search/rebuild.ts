import type { Ctx } from '../ctx'
import { literal, raw, sql } from '../db/statement'
import type { Entity } from '../entity'
import { rowSql } from '../records/row'
import type { Job } from '../slice'
import { isSearched, searchDocument } from './document'
import { refreshFormer } from './former'

type Values = Record<string, any>

const BATCH = 500

/** Writes the search documents of all objects, or of one, anew: after an upgrade, or when a field became searchable. */
export const rebuildSearch: Job<{ object?: string }> = {
  name: 'search.rebuild',
  async run(ctx, { object }) {
    for (const entity of ctx.words.entities)
      if (isSearched(entity) && (!object || entity.name === object)) await rebuild(ctx, entity)
  },
}

/** Batch by batch in the order of ids, so that memory stays bounded and people can work meanwhile; what is in the bin loses its document. */
async function rebuild(ctx: Ctx, entity: Entity): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000'
  for (;;) {
    const last = await ctx.database.transaction(ctx.tenant, async db => {
      const rows = await db.query<{ row: Values }>(sql`select ${rowSql(entity)} as row from ${raw(entity.table)} t
        where t.id > ${after} and t.deleted_at is null order by t.id limit ${BATCH} for share`)
      const ids = rows.map(({ row }) => row.id)
      const end = rows.length < BATCH ? null : rows.at(-1)!.row.id
      const gone = end ? sql`and record_id <= ${end}` : raw('')
      await db.query(sql`delete from search_documents d where object = ${literal(entity.name)} and record_id > ${after} ${gone}
        and not (record_id = any(${ids}::uuid[]))`)
      await writeDocuments(
        { ...ctx, db },
        entity,
        rows.map(({ row }) => row),
      )
      return end as string | null
    })
    if (last === null) break
    after = last
  }
  const heirs = await ctx.db.query<{ id: string }>(
    sql`select distinct into_id as id from merged_records where object = ${literal(entity.name)}`,
  )
  for (const { id } of heirs) await refreshFormer(ctx, entity, id)
}

/** Writes the search documents of some records, whole rows as acts hold them, in one statement. */
export async function writeDocuments(ctx: Ctx, entity: Entity, rows: readonly Values[]): Promise<void> {
  const documents = rows.map(row => {
    const { title, subtitle, norm, terms } = searchDocument(ctx, entity, row)
    return { id: row.id, title, subtitle, norm, terms, rank: row.updatedAt }
  })
  await ctx.db.query(sql`insert into search_documents (tenant_id, object, record_id, title, subtitle, norm, terms, rank)
    select ${ctx.tenant}::int4, ${literal(entity.name)}, d.* from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb)
      as d(id uuid, title text, subtitle text, norm text, terms int4[], rank timestamptz)
    on conflict (tenant_id, object, record_id) do update set title = excluded.title, subtitle = excluded.subtitle, norm = excluded.norm,
      terms = excluded.terms, rank = excluded.rank`)
}
