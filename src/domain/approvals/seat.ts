import { forbidden } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { type Field, ref } from '../../core/entity'
import type { Task } from './engine'
import type { Kept } from './keeping'

/** Which of one's tasks is meant, where a request asks the same person twice; else the one that is open. */
export const whichTask = { task: ref('approvalTask', { label: ['审批任务', 'Approval task'] }) } satisfies Record<
  string,
  Field<any>
>

/** Administrators of flows may hand on a task that is not theirs, lest a request wait for somebody who does not answer. */
const mayRescue = (ctx: Ctx) => ctx.user.system || ctx.user.rights('approvalFlow').update === 'all'

/**
 * The caller's task in a request.
 * @param rescuing an administrator may mean somebody else's
 * @throws Refusal when there is none, or none any more
 */
export function seatOf(ctx: Ctx, { state }: Kept, task: string | null | undefined, rescuing = false): Task {
  const all = state.tasks.filter(one => !one.past && (!task || one.id === task))
  const mine = all.filter(one => one.person === ctx.user.id || (rescuing && !!task && mayRescue(ctx)))
  const open = mine.find(one => one.status === 'open')
  if (open) return open
  if (mine.length === 0) throw forbidden('approval.notYours')
  // The engine says why not: it has ended, it is not their turn, somebody else has decided.
  return mine.at(-1)!
}
