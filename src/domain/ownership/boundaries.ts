import { reaction } from '../../core/acts/act'
import { forbidden, invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { enqueue } from '../../core/jobs/enqueue'
import { filterSql } from '../../core/records/filter'
import { peopleChanged } from '../org'
import { basesOf } from './clocks'
import { pool } from './pool'
import { poolRule } from './poolRule'

type Pool = Row<typeof pool>

/** Whoever may not change pools on all boards changes those of the own board, and nobody those of another. */
export const mayManage = (ctx: Ctx, { board }: Pick<Pool, 'board'>): boolean =>
  ctx.user.system || ctx.user.rights('pool').update === 'all' || board === ctx.user.board

/** True for those whom the pool names: they settle its rules, whatever their role. */
export const administers = (ctx: Ctx, poolId: string): boolean =>
  ctx.user.pools.some(pool => pool.id === poolId && pool.administers)

function checkManaged(ctx: Ctx, row: Pick<Pool, 'id' | 'board'>): void {
  if (!mayManage(ctx, row) && !administers(ctx, row.id)) throw forbidden('pool.notYours')
}

export const boundaries = [
  reaction(pool, ['create', 'update', 'restore'], async (ctx, after, before) => {
    for (const one of before ? [before, after] : [after]) checkManaged(ctx, one)
    if (before && (before.board !== after.board || before.object !== after.object)) throw refuse('pool.fixed')
    const entity = ctx.words.entity(after.object)
    const strange = (after.hiddenFields ?? []).find(
      f => !entity.fields[f] || entity.fields[f].system || f === entity.title,
    )
    if (strange !== undefined) throw invalid('hiddenFields', 'pool.unknownField', { field: strange.slice(0, 60) })
    for (const { where } of after.limits ?? []) if (where) checkFilter(ctx, after.object, where)
    await peopleChanged(ctx)
  }),
  reaction(pool, ['delete'], async (ctx, after) => {
    checkManaged(ctx, after)
    const [left] = await ctx.db.query<{ count: number }>(
      sql`select count(*) as count from ${raw(ctx.words.entity(after.object).table)} where pool_id = ${after.id} and deleted_at is null`,
    )
    if (left!.count > 0) throw refuse('pool.inUse', { count: left!.count })
    await peopleChanged(ctx)
  }),
  reaction(poolRule, ['create', 'update', 'restore', 'delete'], async (ctx, after) => {
    const of = await poolOf(ctx, after.pool)
    checkManaged(ctx, of)
    if (!basesOf(of.object).includes(after.basis)) throw invalid('basis', 'rule.basis', { basis: after.basis })
    if (after.where) checkFilter(ctx, of.object, after.where)
    // A rule that changes changes clocks; the many are wound apart from the act.
    await enqueue(
      ctx,
      'wind-clocks',
      { object: of.object, board: of.board },
      { key: `wind ${ctx.tenant} ${of.object} ${of.board}` },
    )
  }),
]

async function poolOf(ctx: Ctx, id: string): Promise<Pool> {
  const [found] = await ctx.db.query<Pool>(sql`select id, object, board_id as board from pools where id = ${id}`)
  return found!
}

/** Refuses a filter that would not compile, before anybody depends on it. */
export const checkFilter = (ctx: Ctx, object: string, where: unknown) =>
  void filterSql({ ...ctx, user: { ...ctx.user, system: true } }, ctx.words.entity(object), where)
