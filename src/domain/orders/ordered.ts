import { reaction } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { order } from './order'
import { orderLine } from './orderLine'

/**
 * Counts anew how much of quoted lines is ordered, whoever changed it. Lines are locked before they are counted, so of two people who
 * order the last of something at once only one gets it.
 * @throws where more would be ordered than was offered
 */
export async function keepOrdered(ctx: Ctx, quoteLines: readonly string[]): Promise<void> {
  if (quoteLines.length === 0) return
  await ctx.db.query(sql`select 1 from quote_lines where id = any(${quoteLines}::uuid[]) order by id for update`)
  const [over] = (
    await ctx.db.query<{ name: string; open: number; over: boolean }>(sql`
      update quote_lines q set ordered_quantity = s.ordered from (
        select q.id, coalesce(sum(l.quantity) filter (where o.id is not null), 0) as ordered, q.ordered_quantity as before
        from quote_lines q left join order_lines l on l.quote_line_id = q.id and l.deleted_at is null
          left join orders o on o.id = l.order_id and o.deleted_at is null and o.status <> 'cancelled'
        where q.id = any(${quoteLines}::uuid[]) group by q.id, q.ordered_quantity) s
      where q.id = s.id and q.tenant_id = ${ctx.tenant}
      returning q.name, (q.quantity - coalesce(s.before, 0))::float8 as open, q.ordered_quantity > q.quantity and q.ordered_quantity > coalesce(s.before, 0) as over`)
  ).filter(one => one.over)
  if (over) throw refuse('order.overQuoted', { name: over.name ?? '', open: Math.max(0, over.open) })
}

const idsIn = (rows: readonly (Record<string, any> | null)[]) => [
  ...new Set(rows.flatMap(row => (row?.quoteLine ? [row.quoteLine as string] : []))),
]

/** Quoted lines follow what becomes of the order's. */
export const followOrdered = [
  reaction(
    orderLine,
    ['update', 'delete', 'restore'],
    async (ctx, after, before) => {
      if (before && after !== before && before.quantity === after.quantity) return
      await keepOrdered(ctx, idsIn([after]))
    },
    async () => {},
  ),
  reaction(
    order,
    ['update'],
    async (ctx, after, before) => {
      if ((after.status === 'cancelled') === (before?.status === 'cancelled')) return
      const lines = await ctx.db.query<{ id: string }>(
        sql`select quote_line_id as id from order_lines where order_id = ${after.id} and quote_line_id is not null and deleted_at is null`,
      )
      await keepOrdered(
        ctx,
        lines.map(line => line.id),
      )
    },
    async () => {},
  ),
]
