import { v7 as uuid } from 'uuid'
import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { longText, ref } from '../../core/entity'
import { approvalRequest } from './approvalRequest'
import { approvalTask } from './approvalTask'
import { kept, requestById } from './keeping'
import { ableFor } from './people'
import { proceed } from './proceed'
import { seatOf, whichTask } from './seat'

/** Lets somebody else decide instead (转交). Whoever has delegated or left meanwhile is passed over for who stands in. */
export const handOn = act(approvalRequest, 'handOn', {
  label: ['转交', 'Hand on'],
  icon: 'forward',
  needs: 'read',
  input: {
    to: ref('user', { label: ['转交给', 'Hand on to'], required: true }),
    comment: longText({ label: ['说明', 'Comment'], max: 2_000 }),
    ...whichTask,
  },
  async run(ctx, request, { to, comment, task }) {
    if (to === request.owner) throw refuse('approval.submitterDecides')
    const seat = seatOf(ctx, await kept(ctx, request), task, true)
    const found = await ableFor(ctx, to, request.owner!)
    if (found.person === seat.person) throw refuse('approval.alreadyTheirs')
    await proceed(
      ctx,
      request,
      { kind: 'transfer', task: seat.id, seat: { id: uuid(), person: found.person } },
      comment,
    )
  },
})

/** Hands a task on when its person hands over everything. Refuses where somebody else would decide on their own request. */
export async function handOnTo(ctx: Ctx, task: string, to: string): Promise<void> {
  const [found] = await ctx.db.query<{ request: string }>(
    sql`select request_id as request from ${raw(approvalTask.table)} where id = ${task} and deleted_at is null`,
  )
  const request = found && (await requestById(ctx, found.request))
  if (request?.status !== 'running') throw refuse('approval.notYours')
  if (to === request.owner) throw refuse('approval.submitterDecides')
  const seat = (await kept(ctx, request)).state.tasks.find(one => one.id === task)
  const { person } = await ableFor(ctx, to, request.owner!)
  if (!seat || person === seat.person) throw refuse('approval.alreadyTheirs')
  await proceed(ctx, request, {
    kind: 'transfer',
    task,
    seat: { id: uuid(), person, standsFor: seat.standsFor ?? seat.person },
  })
}
