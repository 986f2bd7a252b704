import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { ref, text } from '../../core/entity'
import { after } from './advance'
import { chancesIn, move, onlyOpen, placeOf, stageIn } from './moves'
import { opportunity } from './opportunity'

/** Back to an earlier stage; why stands in the history. */
export const goBack = act(opportunity, 'goBack', {
  label: ['退回阶段', 'Go back'],
  icon: 'undo-2',
  input: {
    to: ref('stage', { label: ['退回到', 'Back to'], required: true }),
    reason: text({ label: ['原因', 'Reason'], required: true, max: 300 }),
  },
  offer: { field: 'closedOn', op: 'isNull' },
  allow: onlyOpen,
  async run(ctx, row, { to, reason }) {
    const { way, step } = await placeOf(ctx, row)
    const target = stageIn(way, to)
    if (!after(step, target)) throw refuse('opportunity.notEarlier', { stage: target.name })
    await move(ctx, row, { act: 'goBack', from: step.id, to: target.id, reason }, chancesIn(target))
  },
})
