import { type Reaction, reaction } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { peopleChanged } from '../org'
import { mayManage } from './manage'
import { territory } from './territory'

type Territory = Row<typeof territory>
const WAYS_MAX = 5_000

/** Refuses a territory whose conditions or people could not be. */
export async function checkTerritory(ctx: Ctx, one: Territory): Promise<void> {
  mayManage(ctx, one.board)
  const lists = [
    ['regions', (code: string) => !!ctx.words.region(code)],
    ['industries', (code: string) => !!ctx.words.dictionary('industry')?.has(code)],
    ['productCategories', (code: string) => !!ctx.words.dictionary('productCategory')?.has(code)],
  ] as const
  for (const [field, known] of lists) {
    const strange = (one[field] ?? []).find(code => !known(code))
    if (strange !== undefined) throw invalid(field, 'territory.unknownCode', { code: strange })
  }
  const ways = [one.regions, one.industries, one.productCategories, one.sizes].reduce(
    (product, list) => product * Math.max(1, list?.length ?? 0),
    1,
  )
  if (ways > WAYS_MAX) throw refuse('territory.tooManyWays', { max: WAYS_MAX })
  const [stranger] = await ctx.db.query<{ name: string }>(
    sql`select name from users where id = any(${one.people ?? []}::uuid[]) and board_id <> ${one.board} limit 1`,
  )
  if (stranger) throw invalid('people', 'territory.elsewhere', { name: stranger.name })
  if (!one.parent) return
  const [round] = await ctx.db.query<{ board: string; round: boolean }>(sql`
    with recursive up as (select id, parent_id, board_id from territories where id = ${one.parent}
      union select t.id, t.parent_id, t.board_id from territories t join up on t.id = up.parent_id)
    select (select board_id from territories where id = ${one.parent}) as board, exists (select 1 from up where id = ${one.id}) as round`)
  if (round!.round) throw invalid('parent', 'territory.round')
  if (round!.board !== one.board) throw invalid('parent', 'territory.otherBoard')
}

export const boundaries: Reaction[] = [
  reaction(territory, ['create', 'update', 'restore'], async (ctx, after, before) => {
    if (before) mayManage(ctx, before.board)
    if (before && before.board !== after.board) throw refuse('territory.fixed')
    await checkTerritory(ctx, after)
    // Who reads what lies in a territory is part of people's rights.
    await peopleChanged(ctx)
  }),
  reaction(territory, ['delete'], async (ctx, after) => {
    mayManage(ctx, after.board)
    const [below] = await ctx.db.query<{ count: number }>(
      sql`select count(*)::int as count from territories where parent_id = ${after.id} and deleted_at is null`,
    )
    if (below!.count > 0) throw refuse('territory.hasParts', { count: below!.count })
    await peopleChanged(ctx)
  }),
]
