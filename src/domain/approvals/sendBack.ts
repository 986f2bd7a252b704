import { act } from '../../core/acts/act'
import { longText, text } from '../../core/entity'
import { approvalRequest } from './approvalRequest'
import { kept } from './keeping'
import { proceed } from './proceed'
import { seatOf, whichTask } from './seat'

/** Sends it back to an earlier step (`to`, its id), or to the submitter, who may change it and submit again. */
export const sendBack = act(approvalRequest, 'sendBack', {
  label: ['退回', 'Send back'],
  icon: 'undo-2',
  needs: 'read',
  input: {
    to: text({ label: ['退回到', 'Back to'], max: 40 }),
    comment: longText({ label: ['理由', 'Reason'], required: true, max: 2_000 }),
    ...whichTask,
  },
  async run(ctx, request, { to, comment, task }) {
    const seat = seatOf(ctx, await kept(ctx, request), task)
    await proceed(ctx, request, { kind: 'sendBack', task: seat.id, to: to ?? null }, comment)
  },
})
