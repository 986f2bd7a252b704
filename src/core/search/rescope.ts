import type { Given } from '../acts/act'
import type { Ctx } from '../ctx'
import { literal, sql } from '../db/statement'
import type { Entity } from '../entity'
import { isSearched } from './document'
import { scopesOf } from './scope'

/** Writes who reaches records that changed hands into their search documents; the texts stay as they are. */
export async function moveScopes(ctx: Ctx, entity: Entity, given: readonly Given[]): Promise<void> {
  if (!isSearched(entity)) return
  const moves = given.flatMap(({ before, after }) => {
    const was = scopesOf(ctx.tenant, entity, before)
    const is = scopesOf(ctx.tenant, entity, after)
    const gone = was.filter(scope => !is.includes(scope))
    const came = is.filter(scope => !was.includes(scope))
    return gone.length || came.length ? [{ id: after.id, gone, came }] : []
  })
  if (moves.length === 0) return
  await ctx.db.query(sql`update search_documents d
    set terms = array(select t from unnest(d.terms) t where t <> all(m.gone) and t <> all(m.came)) || m.came
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m(id uuid, gone int4[], came int4[])
    where d.tenant_id = ${ctx.tenant} and d.object = ${literal(entity.name)} and d.record_id = m.id`)
}
