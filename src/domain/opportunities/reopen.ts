import { act } from '../../core/acts/act'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { chancesIn, move, type Opportunity, onlyClosed } from './moves'
import { opportunity } from './opportunity'
import { isEnd, openSteps, stepOf, waysOf } from './ways'

/** Takes up again what was won or lost, in the stage where it stood before. */
export const reopen = act(opportunity, 'reopen', {
  label: ['重新打开', 'Reopen'],
  icon: 'rotate-ccw',
  offer: { field: 'closedOn', op: 'notNull' },
  allow: onlyClosed,
  async run(ctx, row) {
    const stage = await stageBefore(ctx, row)
    await move(
      ctx,
      row,
      { act: 'reopen', from: null, to: stage?.id ?? null },
      {
        status: 'open',
        closedOn: null,
        endReason: null,
        competitor: null,
        ...(stage ? chancesIn(stage) : { probability: null, forecast: null }),
      },
    )
  },
})

/** Where it stood when it was closed; the first stage of its pipeline where nobody knows, or that stage is retired. */
async function stageBefore(ctx: Ctx, row: Opportunity) {
  const ways = await waysOf(ctx)
  const [last] = await ctx.db.query<{ from: string | null }>(sql`
    select from_id as "from" from stage_moves where opportunity_id = ${row.id} and act in ('win', 'lose') and deleted_at is null order by at desc, id desc limit 1`)
  const step = stepOf(ways, last?.from ?? row.stage)
  if (step?.active && !isEnd(step)) return step
  const way = ways.find(one => one.id === row.pipeline)
  return way && openSteps(way)[0]
}
