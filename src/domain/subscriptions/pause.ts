import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { text } from '../../core/entity'
import { change } from '../../core/records/write'
import { subscription } from './subscription'

/** Sends nothing until it is resumed: an address that is wrong, a customer that moves. */
export const pause = act(subscription, 'pause', {
  label: ['停发', 'Pause'],
  icon: 'pause',
  batch: true,
  undo: 'resume',
  offer: { field: 'pauseReason', op: 'isNull' },
  input: { reason: text({ label: ['原因', 'Reason'], required: true, max: 300 }) },
  allow: (_ctx, row) => (row.status === 'active' ? null : refuse('subscription.notActive')),
  async run(ctx, row, { reason }) {
    await change(ctx, subscription, row, { status: 'paused', pauseReason: reason }, 'pause')
  },
})

export const resume = act(subscription, 'resume', {
  label: ['恢复发刊', 'Resume'],
  icon: 'play',
  batch: true,
  offer: { field: 'pauseReason', op: 'notNull' },
  allow: (_ctx, row) => (row.status === 'paused' ? null : refuse('subscription.notPaused')),
  async run(ctx, row) {
    await change(ctx, subscription, row, { status: 'active', pauseReason: null }, 'resume')
  },
})
