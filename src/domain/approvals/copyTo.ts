import { act } from '../../core/acts/act'
import { forbidden } from '../../core/acts/refusal'
import { longText, refs } from '../../core/entity'
import { approvalRequest } from './approvalRequest'
import { kept } from './keeping'
import { proceed } from './proceed'

/** Lets further people read a request and tells them (抄送). */
export const copyTo = act(approvalRequest, 'copyTo', {
  label: ['抄送', 'Copy to'],
  icon: 'send-horizontal',
  needs: 'read',
  input: {
    people: refs('user', { label: ['抄送给', 'Copy to'], required: true }),
    comment: longText({ label: ['说明', 'Comment'], max: 2_000 }),
  },
  // Whoever is told sees the record too, so nobody tells themself.
  async allow(ctx, request) {
    if (request.owner === ctx.user.id || (request.copied ?? []).includes(ctx.user.id)) return null
    const { state } = await kept(ctx, request)
    return state.tasks.some(task => task.person === ctx.user.id) ? null : forbidden('approval.notTakingPart')
  },
  async run(ctx, request, { people, comment }) {
    await proceed(ctx, request, { kind: 'copy', copied: people }, comment)
  },
})
