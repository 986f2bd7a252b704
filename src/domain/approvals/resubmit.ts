import { act } from '../../core/acts/act'
import { forbidden } from '../../core/acts/refusal'
import { longText } from '../../core/entity'
import { approvalRequest } from './approvalRequest'
import { proceed } from './proceed'

/** Puts what was sent back to the decision again, from the first step on. */
export const resubmit = act(approvalRequest, 'resubmit', {
  label: ['重新提交', 'Submit again'],
  icon: 'send',
  needs: 'read',
  input: { comment: longText({ label: ['说明', 'Comment'], max: 2_000 }) },
  allow: (ctx, request) =>
    ctx.user.system || request.owner === ctx.user.id ? null : forbidden('approval.notSubmitter'),
  async run(ctx, request, { comment }) {
    await proceed(ctx, request, { kind: 'submit' }, comment)
  },
})
