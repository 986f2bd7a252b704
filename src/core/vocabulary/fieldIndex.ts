import { createHash } from 'node:crypto'
import type { Ctx } from '../ctx'
import type { Field, KindName } from '../entity'
import { enqueue } from '../jobs/enqueue'
import { customSql } from '../records/column'
import type { Job } from '../slice'

interface Payload {
  object: string
  name: string
  kind: KindName
}

/** Has the index of a custom field made, or dropped when no field needs it any more, after the act has committed. */
export const indexField = (
  ctx: Ctx,
  { object, name, kind }: { object: string; name: string | null; kind: string },
): Promise<void> => enqueue(ctx, indexFieldJob.name, { object, name, kind })

/**
 * Builds the expression index that keeps a filter on a custom field from growing with the table. Tenants share a table, so they
 * share the index of fields with the same name and kind. It is built while people work, outside any transaction.
 */
export const indexFieldJob: Job<Payload> = {
  name: 'customField.index',
  async run(ctx, { object, name, kind }) {
    const { table } = ctx.words.entity(object)
    const expression = customSql(name, { kind, custom: true, label: ['', ''] } as Field, '')
    const index = indexName(table, expression)
    const { owner } = ctx.database
    const wanted = await owner.query(
      'select 1 from public.custom_fields where object = $1 and name = $2 and kind = $3 and filterable and deleted_at is null limit 1',
      [object, name, kind],
    )
    const built = await owner.query(
      'select i.indisvalid as valid from pg_class c join pg_index i on i.indexrelid = c.oid where c.relname = $1 and c.relnamespace = $2::regnamespace',
      [index, 'public'],
    )
    const valid = built.rows[0]?.valid as boolean | undefined
    // An index that a broken build left behind costs writes and serves nobody.
    if (valid !== undefined && !(valid && wanted.rowCount))
      await owner.query(`drop index concurrently if exists public.${index}`)
    if (wanted.rowCount && !valid) {
      await owner.query(`create index concurrently if not exists ${index} on public."${table}"
        (tenant_id, ${expression}, updated_at desc, id desc) where deleted_at is null`)
      await owner.query(`analyze public."${table}"`)
    }
  },
}

const indexName = (table: string, expression: string) =>
  `${table.slice(0, 40)}_custom_${createHash('sha256').update(expression).digest('hex').slice(0, 12)}`
