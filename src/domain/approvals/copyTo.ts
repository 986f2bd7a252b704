import { act } from '../../core/acts/act'
import { longText, refs } from '../../core/entity'
import { approvalRequest } from './approvalRequest'
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
  async run(ctx, request, { people, comment }) {
    await proceed(ctx, request, { kind: 'copy', copied: people }, comment)
  },
})
