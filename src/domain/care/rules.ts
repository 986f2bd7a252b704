import { reaction } from '../../core/acts/act'
import { forbidden, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { enqueue } from '../../core/jobs/enqueue'
import { care } from './care'
import { careRule } from './careRule'
import { checkRule } from './checkRule'
import type { Rule } from './plan'

/** Whoever may not change rules everywhere changes those of the own board. */
export function mayManage(ctx: Ctx, { board }: { board: string | null }): void {
  const { update, create } = ctx.user.rights('careRule')
  if (!ctx.user.system && update !== 'all' && !(create && board === ctx.user.board)) throw forbidden('care.notYours')
}

export const careRules = [
  reaction(careRule, ['create', 'update', 'restore', 'delete'], async (ctx, after, before, act) => {
    for (const one of before ? [before, after] : [after]) mayManage(ctx, one)
    if (act !== 'delete') checkRule(ctx, after as Rule)
    // The many it means are looked for apart from the act.
    await enqueue(ctx, 'plan-care', null, { key: `${ctx.tenant}:plan-care` })
  }),
  reaction(care, ['update'], async (ctx, row, before, act) => {
    if (act !== 'update' || ctx.user.system) return
    if (before?.status !== 'planned') throw refuse('care.notPlanned')
    await ctx.db.query(sql`update cares set edited = true where id = ${row.id} and tenant_id = ${ctx.tenant}`)
  }),
  reaction(care, ['delete'], async (ctx, row) => {
    if (ctx.user.system || !row.rule) return
    // With its customer it goes to the recycle bin.
    const [account] = await ctx.db.query(sql`select 1 from accounts where id = ${row.account} and deleted_at is null`)
    if (account || !row.account) throw refuse('care.skipInstead')
  }),
]
