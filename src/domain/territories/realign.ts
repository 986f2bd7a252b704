import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { literal, sql } from '../../core/db/statement'
import { choices, flag, ref } from '../../core/entity'
import { say } from '../../core/i18n/say'
import { enqueue } from '../../core/jobs/enqueue'
import { change, insert } from '../../core/records/write'
import { CARRY_OUT } from './carryOut'
import { mayManage } from './manage'
import { foresee, type Order, placedObjects, planFor, seeingAll } from './plan'
import { realignment } from './realignment'
import { placing } from './rules'
import { termsOf } from './terms'
import { territory } from './territory'

/**
 * Brings all accounts and leads of a board to where its territories say they belong; with `owners` those that nobody of their
 * territory owns go to its people. Big customers and those with an open deal keep their owner unless `evenIf` names what keeps them.
 * A job carries it out; what it answers is the realignment.
 */
export const realign = act(territory, 'realign', {
  label: ['区域调整', 'Realign'],
  icon: 'map-pinned',
  on: 'object',
  screen: '/realign',
  input: {
    board: ref('board', { label: ['版块', 'Board'] }),
    owners: flag({ label: ['同时换负责人', 'Owners too'], default: true }),
    evenIf: choices({ label: ['也换负责人', 'Even if'], dictionary: 'recycleExemption' }),
  },
  async run(ctx, _, input) {
    const board = input.board ?? ctx.user.board
    mayManage(ctx, board)
    // One at a time on a board: both would plan from the same state.
    await ctx.db.query(sql`select 1 from boards where id = ${board} for no key update`)
    const [running] = await ctx.db.query(
      sql`select 1 from realignments where of_id = ${board} and status in ('running', 'undoing') and deleted_at is null`,
    )
    if (running) throw refuse('territory.running')
    const all = seeingAll(ctx)
    const order: Order = {
      board,
      placing: placing(await termsOf(all), ctx.words),
      owners: !!input.owners,
      evenIf: input.evenIf ?? [],
    }
    const { total, people, territories } = await foresee(all, order)
    if (total === 0) throw refuse('territory.nothing')
    const [of] = await ctx.db.query<{ name: string }>(sql`select name from boards where id = ${board}`)
    const made = await insert(
      ctx,
      realignment,
      {
        title: say('territory.realignmentTitle', { board: of!.name }, ctx.lang),
        of: board,
        board,
        status: 'running',
        owners: !!input.owners,
        evenIf: input.evenIf ?? null,
        total,
        done: 0,
        leftOut: 0,
        people,
        territories,
      },
      'realign',
    )
    await keepMoves(all, made.id, order)
    await enqueue(ctx, CARRY_OUT, { realignment: made.id }, { key: made.id })
    return { id: made.id, total }
  },
})

/** The plan as it is ordered, record by record: what is carried out, and what an undo brings back. */
async function keepMoves(ctx: Ctx, id: string, order: Order): Promise<void> {
  for (const entity of placedObjects(ctx))
    await ctx.db.query(sql`with ${await planFor(ctx, entity, order)}
      insert into realignment_moves (tenant_id, realignment_id, place, object, record_id, was_id, becomes_id, owner_id, heir_id)
      select ${ctx.tenant}::int4, ${id}::uuid, (select coalesce(max(place), 0) from realignment_moves where realignment_id = ${id}) + row_number() over (order by id),
        ${literal(entity.name)}, id, was, becomes, owner, heir from plan`)
}

/** Takes a realignment back: territories and owners become what they were, but for what somebody has changed since. */
export const undoRealignment = act(realignment, 'undo', {
  label: ['撤销调整', 'Undo'],
  icon: 'undo-2',
  needs: 'read',
  allow(ctx, row) {
    if (row.status !== 'done') return refuse('territory.notDone')
    mayManage(ctx, row.of)
    return null
  },
  async run(ctx, row) {
    await change(ctx, realignment, row, { status: 'undoing', leftOut: 0 }, 'undo')
    await enqueue(ctx, CARRY_OUT, { realignment: row.id }, { key: row.id })
  },
})
