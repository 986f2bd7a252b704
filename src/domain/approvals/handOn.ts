import { v7 as uuid } from 'uuid'
import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { longText, ref } from '../../core/entity'
import { approvalRequest } from './approvalRequest'
import { kept } from './keeping'
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
