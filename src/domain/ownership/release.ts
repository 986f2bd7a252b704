import { reachOf } from '../../core/access/reach'
import { type Act, act } from '../../core/acts/act'
import { Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { choice, type Entity, ref } from '../../core/entity'
import { change } from '../../core/records/write'

interface Target {
  id: string
  board: string
}

/** Gives a record up to the pool, with a reason. */
export const release = (entity: Entity<any>): Act =>
  act(entity, 'release', {
    label: ['放入公海', 'Release to pool'],
    icon: 'waves',
    batch: true,
    input: {
      reason: choice({ label: ['原因', 'Reason'], dictionary: 'poolReason', required: true }),
      pool: ref('pool', { label: ['公海', 'Pool'] }),
    },
    offer: { field: 'owner', op: 'notNull' },
    allow: (_ctx, record) => ((record as Record<string, any>).pool ? refuse('pool.inPool') : null),
    async run(ctx, record, { reason, pool }) {
      const { board } = record as Record<string, any>
      const target = pool ? await poolFor(ctx, entity, pool, board) : await firstPool(ctx, entity, board)
      await enter(ctx, entity, record, target, reason, 'release')
    },
  })

/** Moves what lies in one pool to another. */
export const movePool = (entity: Entity<any>): Act =>
  act(entity, 'movePool', {
    label: ['换公海', 'Move to another pool'],
    icon: 'arrow-right-left',
    batch: true,
    input: { pool: ref('pool', { label: ['公海', 'Pool'], required: true }) },
    offer: { field: 'pool', op: 'notNull' },
    allow: (_ctx, record) => ((record as Record<string, any>).pool ? null : refuse('pool.notInPool')),
    async run(ctx, record, { pool }) {
      const row = record as Record<string, any>
      if (row.pool === pool) throw refuse('pool.inPool')
      const target = await poolFor(ctx, entity, pool, row.board)
      await enter(ctx, entity, record, target, row.poolReason, 'movePool')
    },
  })

/** Puts a record into a pool, by whatever act. */
export const enter = (
  ctx: Ctx,
  entity: Entity<any>,
  record: any,
  { id, board }: Target,
  reason: string | null,
  by: string,
) => change(ctx, entity, record, { owner: null, pool: id, board, poolReason: reason }, by)

/** A pool that somebody named: of the object, and of the record's board unless the caller reaches all boards. */
async function poolFor(ctx: Ctx, entity: Entity<any>, id: string, board: string): Promise<Target> {
  const [found] = await ctx.db.query<Target & { object: string }>(
    sql`select id, board_id as board, object from pools where id = ${id} and deleted_at is null`,
  )
  if (!found || found.object !== entity.name) throw refuse('pool.otherObject')
  if (found.board !== board && reachOf(ctx, entity, 'update').kind !== 'everything')
    throw new Refusal('pool.otherBoard', {}, 403)
  return found
}

async function firstPool(ctx: Ctx, entity: Entity<any>, board: string): Promise<Target> {
  const [found] = await ctx.db.query<Target>(sql`select id, board_id as board from pools
    where board_id = ${board} and object = ${entity.name} and deleted_at is null order by position, id limit 1`)
  if (!found) throw refuse('pool.noneHere')
  return found
}
