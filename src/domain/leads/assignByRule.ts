import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { change } from '../../core/records/write'
import { assignmentFor, stored } from './assigning'
import { lead, OPEN } from './lead'

/** Gives open leads to whom the rules say: after an import, or when rules have changed. */
export const assignByRule = act(lead, 'assignByRule', {
  label: ['按规则分配', 'Assign by rules'],
  icon: 'split',
  batch: true,
  allow: (_ctx, row) =>
    row.status && !(OPEN as readonly string[]).includes(row.status) ? refuse('lead.notOpen') : null,
  async run(ctx, row) {
    const { owner, pool, rule } = await assignmentFor(ctx, stored(row.id), { board: row.board ?? null, really: true })
    if (!owner && !pool) throw refuse('lead.noRule')
    await change(
      ctx,
      lead,
      row,
      owner
        ? { owner: owner.id, poolReason: null, assignedBy: rule!.id }
        : { owner: null, pool: pool!.id, poolReason: 'new', assignedBy: rule!.id },
      'assign',
    )
  },
})
