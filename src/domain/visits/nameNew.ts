import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { say } from '../../core/i18n/say'

/** A visit that is given no subject is called after its customer. */
export async function nameNew(ctx: Ctx, rows: readonly Record<string, any>[]): Promise<void> {
  const nameless = rows.filter(row => !row.subject)
  if (nameless.length === 0) return
  const found = await ctx.db.query<{ id: string; name: string }>(
    sql`select id, coalesce(short_name, name) as name from ${raw(ctx.words.entity('account').table)}
      where id = any(${[...new Set(nameless.map(row => row.account))]}::uuid[])`,
  )
  const names = new Map(found.map(one => [one.id, one.name]))
  for (const row of nameless) row.subject = say('visit.subject', { name: names.get(row.account) ?? '' }, ctx.lang)
}
