import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { date } from '../../core/entity'
import { change } from '../../core/records/write'
import { quote } from './quote'
import { checkComplete } from './submit'

/** Notes that the offer went out to the customer: from then on it stands as it is. */
export const send = act(quote, 'send', {
  label: ['标记发出', 'Mark as sent'],
  icon: 'send',
  batch: true,
  input: { sentOn: date({ label: ['发出日期', 'Sent on'], hint: ['不填为今天', 'Today unless given'] }) },
  allow(ctx, row) {
    if (row.status !== 'draft') return refuse('quote.notDraft')
    if (row.approval === 'running') return refuse('quote.beingDecided')
    if (row.needsApproval && row.approval !== 'approved') return refuse('quote.approvalFirst')
    return row.validUntil && row.validUntil < today(ctx) ? refuse('quote.past', { day: row.validUntil }) : null
  },
  async run(ctx, row, { sentOn }) {
    await checkComplete(ctx, quote, 'quoteLine', row.id)
    await change(ctx, quote, row, { status: 'sent', sentOn: sentOn ?? today(ctx) }, 'send')
  },
})
