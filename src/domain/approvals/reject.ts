import { act } from '../../core/acts/act'
import { longText } from '../../core/entity'
import { approvalRequest } from './approvalRequest'
import { kept } from './keeping'
import { proceed } from './proceed'
import { seatOf, whichTask } from './seat'

/** Says no, which ends the request whoever else was asked. */
export const reject = act(approvalRequest, 'reject', {
  label: ['拒绝', 'Reject'],
  icon: 'x',
  needs: 'read',
  input: { comment: longText({ label: ['理由', 'Reason'], required: true, max: 2_000 }), ...whichTask },
  async run(ctx, request, { comment, task }) {
    const seat = seatOf(ctx, await kept(ctx, request), task)
    await proceed(ctx, request, { kind: 'reject', task: seat.id }, comment)
  },
})
