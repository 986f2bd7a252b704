import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { choice, date, longText, ref } from '../../core/entity'
import { move, onlyOpen } from './moves'
import { opportunity } from './opportunity'
import { chanceOf, forecastOf } from './prepare'

/** It came to nothing; where it stood, why, and who got it instead is what the next one learns from. */
export const lose = act(opportunity, 'lose', {
  label: ['丢单', 'Lose'],
  icon: 'circle-x',
  input: {
    reason: choice({ label: ['丢单原因', 'Why lost'], dictionary: 'endReason', required: true }),
    competitor: ref('account', { label: ['输给', 'Lost to'] }),
    closedOn: date({ label: ['结束日期', 'Closed on'], default: today, hint: ['不填就是今天', 'Today unless given'] }),
    note: longText({ label: ['总结', 'What we learnt'], max: 5_000 }),
  },
  undo: 'reopen',
  offer: { field: 'closedOn', op: 'isNull' },
  allow: onlyOpen,
  async run(ctx, row, { reason, competitor, closedOn, note }) {
    await move(
      ctx,
      row,
      { act: 'lose', from: row.stage, to: null },
      {
        status: 'lost',
        endReason: reason,
        closedOn: closedOn ?? today(ctx),
        probability: chanceOf('lost'),
        forecast: forecastOf('lost'),
        ...(competitor ? { competitor } : {}),
        ...(note ? { endNote: note } : {}),
      },
    )
  },
})
