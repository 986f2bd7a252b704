import { forbidden } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'

/** Whoever may not change territories of all boards changes those of the own. */
export function mayManage(ctx: Ctx, board: string | null): void {
  if (ctx.user.system) return
  const { update } = ctx.user.rights('territory')
  if (update === 'all' || (update !== 'none' && board === ctx.user.board)) return
  throw forbidden('territory.otherBoard')
}
