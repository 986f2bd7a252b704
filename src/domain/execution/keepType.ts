import { reaction } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import { sql } from '../../core/db/statement'
import { isMoment } from './moments'
import { orderType } from './orderType'

/** Steps can only be due by something that is known; a type that orders have is retired rather than deleted. */
export const keepType = [
  reaction(orderType, ['create', 'update', 'restore'], async (_ctx, after) => {
    const unknown = (after.steps ?? []).find(step => !isMoment(step.due.from))
    if (unknown) throw invalid('steps', 'execution.moment', { step: unknown.name })
  }),
  reaction(orderType, ['delete'], async (ctx, row) => {
    const [used] = await ctx.db.query<{ n: number }>(
      sql`select count(*)::int as n from (select 1 from orders where type_id = ${row.id} and deleted_at is null limit 1000) o`,
    )
    if (used!.n > 0) throw refuse('execution.typeUsed', { count: used!.n })
  }),
]
