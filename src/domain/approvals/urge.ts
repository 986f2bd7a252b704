import { act } from '../../core/acts/act'
import { forbidden, refuse } from '../../core/acts/refusal'
import { longText } from '../../core/entity'
import { notify } from '../together'
import { approvalRequest } from './approvalRequest'
import { proceed } from './proceed'

const PAUSE_MS = 3_600_000

/** Reminds whoever has not decided yet, at most once an hour. */
export const urge = act(approvalRequest, 'urge', {
  label: ['催办', 'Urge'],
  icon: 'bell-ring',
  needs: 'read',
  input: { comment: longText({ label: ['留言', 'Message'], max: 500 }) },
  allow(ctx, request) {
    if (request.owner !== ctx.user.id) return forbidden('approval.notSubmitter')
    const since = request.urgedAt ? ctx.now.getTime() - Date.parse(request.urgedAt) : PAUSE_MS
    return since < PAUSE_MS ? refuse('approval.urgedLately') : null
  },
  async run(ctx, request, { comment }) {
    const waiting = await proceed(ctx, request, { kind: 'urge' }, comment)
    await notify(ctx, {
      to: waiting.waitsFor ?? [],
      type: 'urge',
      title: request.title,
      text: comment,
      aboutObject: approvalRequest.name,
      aboutId: request.id,
    })
  },
})
