import { reaction } from '../../core/acts/act'
import { forbidden, invalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { leadAssignmentRule } from './leadAssignmentRule'
import { leadScoreRule } from './leadScoreRule'
import { rescore } from './rescoring'
import { fits } from './score'
import { mayBeAsked, webForm } from './webForm'

type SetUp = 'leadScoreRule' | 'leadAssignmentRule' | 'webForm'

/** Whoever may not change rules of all boards changes those of the own. */
export function mayManage(ctx: Ctx, object: SetUp, { board }: { board?: string | null }): void {
  const { update, create } = ctx.user.rights(object)
  if (!ctx.user.system && update !== 'all' && !((create || update === 'board') && board === ctx.user.board))
    throw forbidden('lead.otherBoard')
}

/** Refuses a rule that could not be carried out. */
export async function checkAssignment(
  ctx: Ctx,
  rule: { people?: readonly string[] | null; pool?: string | null; where?: unknown; board?: string | null },
): Promise<void> {
  if (!rule.pool === !rule.people?.length) throw invalid('people', 'lead.ruleTarget')
  if (rule.pool) {
    const [pool] = await ctx.db.query<{ object: string; board: string }>(
      sql`select object, board_id as board from pools where id = ${rule.pool} and deleted_at is null`,
    )
    if (pool?.object !== 'lead') throw invalid('pool', 'lead.rulePool')
  }
  fits(ctx, { where: (rule.where ?? null) as never, board: null })
}

export const boundaries = [
  reaction(leadScoreRule, ['create', 'update', 'delete', 'restore'], async (ctx, after, before) => {
    for (const one of before ? [before, after] : [after]) mayManage(ctx, 'leadScoreRule', one)
    // A filter that does not compile is refused before anybody depends on it.
    fits(ctx, { where: after.where, board: null })
    await rescore(ctx)
  }),
  reaction(leadAssignmentRule, ['create', 'update', 'delete', 'restore'], async (ctx, after, before, act) => {
    for (const one of before ? [before, after] : [after]) mayManage(ctx, 'leadAssignmentRule', one)
    if (act !== 'delete') await checkAssignment(ctx, after)
  }),
  reaction(webForm, ['create', 'update', 'delete', 'restore'], async (ctx, after, before) => {
    for (const one of before ? [before, after] : [after]) mayManage(ctx, 'webForm', one)
    const asked = mayBeAsked(ctx)
    for (const { field } of after.fields ?? [])
      if (!asked.some(([name]) => name === field))
        throw invalid('fields', 'webForm.field', { field: field.slice(0, 60) })
  }),
]
