import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { longText, structure } from '../../core/entity'
import { isObject } from '../../core/records/parse'
import { sameValue } from '../../core/records/row'
import { update } from '../../core/records/write'
import { approvalRequest } from './approvalRequest'
import { type Decision, partOf } from './definition'
import { eyesOf } from './eyes'
import { kept, recordOf } from './keeping'
import { proceed } from './proceed'
import { seatOf, whichTask } from './seat'

/** Agrees; with `changes` to fields of the record that the step lets its deciders write. */
export const approve = act(approvalRequest, 'approve', {
  label: ['同意', 'Approve'],
  icon: 'check',
  needs: 'read',
  batch: true,
  input: {
    comment: longText({ label: ['意见', 'Comment'], max: 2_000 }),
    changes: structure<Record<string, unknown>>({ label: ['修改的字段', 'Changed fields'] }),
    ...whichTask,
  },
  async run(ctx, request, { comment, changes, task }) {
    const known = await kept(ctx, request)
    const seat = seatOf(ctx, known, task)
    const edits: Record<string, readonly [unknown, unknown]> = {}
    if (changes && Object.keys(changes).length > 0) {
      if (!isObject(changes)) throw refuse('body.notObject')
      if (seat.status !== 'open') throw refuse('approval.taskClosed')
      const entity = ctx.words.entity(request.aboutObject)
      const before = await recordOf(ctx, entity, request.aboutId)
      const eyes = eyesOf(ctx, entity, partOf(known.steps, seat.step) as Decision)
      const after = (await update(eyes, entity, request.aboutId, changes)) as Record<string, unknown>
      for (const field of Object.keys(changes))
        if (!sameValue(entity, field, before?.[field], after[field]))
          edits[field] = [before?.[field] ?? null, after[field] ?? null]
    }
    await proceed(
      ctx,
      request,
      { kind: 'approve', task: seat.id, ...(Object.keys(edits).length ? { edits } : {}) },
      comment,
    )
  },
})
