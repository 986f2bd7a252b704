import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { change } from '../../core/records/write'
import { task } from './task'

/** Takes a task off the list without it having been done; a repeating one ends. */
export const cancelTask = act(task, 'cancel', {
  label: ['取消任务', 'Cancel'],
  icon: 'x',
  batch: true,
  undo: 'reopen',
  allow: (_ctx, row) => (row.status === 'open' ? null : refuse('task.notOpen')),
  async run(ctx, row) {
    await change(ctx, task, row, { status: 'cancelled' }, 'cancel')
  },
})
