import { reaction } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import { sql } from '../../core/db/statement'
import { exhibition } from './exhibition'
import { space } from './space'

/** What keeps spaces apart, and exhibitions in order. */
export const keep = [
  reaction(exhibition, ['create', 'update', 'restore'], async (_ctx, row) => {
    if (row.endsOn < row.startsOn) throw invalid('endsOn', 'exhibition.days')
  }),
  reaction(space, ['create', 'update', 'restore'], async (ctx, row) => {
    if (!row.publication === !row.hall) throw invalid('publication', 'space.where')
    if (!row.hall) return
    const { x, y, width, depth } = row
    if (x === null || y === null || !width || !depth) throw invalid('width', 'space.outline')
    const [outside] = await ctx.db.query(
      sql`select 1 from halls where id = ${row.hall} and (${x + width}::numeric > width or ${y + depth}::numeric > depth)`,
    )
    if (outside) throw invalid('x', 'space.outside')
    const [other] = await ctx.db.query<{
      name: string
    }>(sql`select name from spaces where hall_id = ${row.hall} and id <> ${row.id} and deleted_at is null
      and x < ${x + width}::numeric and x + width > ${x}::numeric and y < ${y + depth}::numeric and y + depth > ${y}::numeric limit 1`)
    if (other) throw invalid('x', 'space.overlaps', { name: other.name })
  }),
  reaction(space, ['delete'], async (ctx, row) => {
    const [used] = await ctx.db.query<{ n: number }>(
      sql`select count(*)::int as n from bookings where space_id = ${row.id} and status in ('held', 'sold') and deleted_at is null`,
    )
    if (used!.n > 0) throw refuse('space.used', { count: used!.n })
  }),
]
