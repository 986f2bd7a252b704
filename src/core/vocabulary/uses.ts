import type { Ctx } from '../ctx'
import { join, raw, type Sql, sql } from '../db/statement'
import type { Entity, Field } from '../entity'
import { columnSql } from '../records/column'
import type { Vocabulary } from '../records/vocabulary'

/** A field whose values are codes of a dictionary. */
export interface Use {
  entity: Entity
  name: string
  field: Field
}

export const usesOf = (words: Vocabulary, dictionary: string): Use[] =>
  words.entities.flatMap(entity =>
    Object.entries(entity.fields)
      .filter(([, field]) => field.dictionary === dictionary)
      .map(([name, field]) => ({ entity, name, field })),
  )

/** The condition that a record holds the code, alone or among others. */
export function holds({ name, field }: Use, code: string, alias: string): Sql {
  const column = columnSql(name, field, alias)
  if (!field.many) return sql`${column} = ${code}`
  return field.custom ? sql`${column} @> ${JSON.stringify([code])}::jsonb` : sql`${column} @> array[${code}]::text[]`
}

/** True when a record that is not in the recycle bin holds the code. */
export async function isUsed(ctx: Ctx, dictionary: string, code: string): Promise<boolean> {
  const uses = usesOf(ctx.words, dictionary)
  if (uses.length === 0) return false
  const checks = uses.map(
    use =>
      sql`exists (select 1 from ${raw(use.entity.table)} t where t.deleted_at is null and ${holds(use, code, 't')})`,
  )
  const [row] = await ctx.db.query<{ used: boolean }>(sql`select ${join(checks, ' or ')} as used`)
  return row!.used
}
