import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { longText } from '../../core/entity'
import { change, insert } from '../../core/records/write'
import { later } from './repeat'
import { task } from './task'

/** Ticks a task off. A repeating one leaves its next occurrence behind. */
export const completeTask = act(task, 'complete', {
  label: ['完成', 'Complete'],
  icon: 'check',
  input: { result: longText({ label: ['完成情况', 'Result'] }) },
  batch: true,
  undo: 'reopen',
  allow: (_ctx, row) => (row.status === 'open' ? null : refuse('task.notOpen')),
  async run(ctx, row, { result }) {
    await change(
      ctx,
      task,
      row,
      { status: 'done', completedAt: ctx.now.toISOString(), result: result ?? null },
      'complete',
    )
    if (!row.repeat) return
    const {
      id: _id,
      version: _version,
      createdAt: _at,
      updatedAt: _updated,
      updatedBy: _by,
      createdBy: _author,
      remindedAt: _reminded,
      ...rest
    } = row
    await insert(ctx, task, {
      ...rest,
      dueAt: later(row.dueAt, row.repeat, ctx.now),
      startAt: later(row.startAt, row.repeat, ctx.now),
      endAt: later(row.endAt, row.repeat, ctx.now),
      remindAt: later(row.remindAt, row.repeat, ctx.now),
      previous: row.id,
    })
  },
})
