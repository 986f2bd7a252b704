import { act } from '../../core/acts/act'
import { longText } from '../../core/entity'
import { notify } from '../together'
import { approvalRequest } from './approvalRequest'
import { proceed } from './proceed'

/** Says something without deciding. Who submitted and who is to decide hear of it. */
export const remark = act(approvalRequest, 'remark', {
  label: ['评论', 'Comment'],
  icon: 'message-square',
  needs: 'read',
  input: { comment: longText({ label: ['内容', 'Comment'], required: true, max: 2_000 }) },
  async run(ctx, request, { comment }) {
    await proceed(ctx, request, { kind: 'comment' }, comment)
    await notify(ctx, {
      to: [request.owner!, ...(request.waitsFor ?? [])],
      type: 'comment',
      title: request.title,
      text: comment,
      aboutObject: approvalRequest.name,
      aboutId: request.id,
    })
  },
})
