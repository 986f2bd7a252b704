import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { choice, text } from '../../core/entity'
import { change } from '../../core/records/write'
import { lead } from './lead'

/** Nothing comes of the lead, and why. */
export const discard = act(lead, 'discard', {
  label: ['丢弃', 'Discard'],
  icon: 'circle-x',
  batch: true,
  undo: 'reopen',
  input: {
    reason: choice({ label: ['丢弃原因', 'Why'], dictionary: 'leadDiscardReason', required: true }),
    note: text({ label: ['说明', 'Note'], max: 500 }),
  },
  allow: (_ctx, row) =>
    row.status === 'converted'
      ? refuse('lead.isConverted')
      : row.status === 'invalid'
        ? refuse('lead.isDiscarded')
        : null,
  async run(ctx, row, { reason, note }) {
    await change(ctx, lead, row, { status: 'invalid', discardReason: reason, discardNote: note ?? null }, 'discard')
  },
})

/** Something may come of it after all: it stands where it stood. */
export const reopen = act(lead, 'reopen', {
  label: ['重新打开', 'Reopen'],
  icon: 'rotate-ccw',
  batch: true,
  allow: (_ctx, row) => (row.status === 'invalid' ? null : refuse('lead.notDiscarded')),
  async run(ctx, row) {
    const status = row.qualifiedAt ? 'qualified' : row.workingAt ? 'working' : 'new'
    await change(ctx, lead, row, { status, discardReason: null, discardNote: null }, 'reopen')
  },
})
