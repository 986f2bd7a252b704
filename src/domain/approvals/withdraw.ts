import { act } from '../../core/acts/act'
import { forbidden } from '../../core/acts/refusal'
import { longText } from '../../core/entity'
import { approvalRequest } from './approvalRequest'
import { proceed } from './proceed'

/** Takes the request back before it is decided; what deciders changed of the record becomes what it was. */
export const withdraw = act(approvalRequest, 'withdraw', {
  label: ['撤回', 'Withdraw'],
  icon: 'rotate-ccw',
  needs: 'read',
  input: { comment: longText({ label: ['说明', 'Comment'], max: 2_000 }) },
  allow: (ctx, request) =>
    ctx.user.system || request.owner === ctx.user.id ? null : forbidden('approval.notSubmitter'),
  async run(ctx, request, { comment }) {
    await proceed(ctx, request, { kind: 'withdraw' }, comment)
  },
})
