import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { choice, date, longText, type Row } from '../../core/entity'
import { change } from '../../core/records/write'
import { quote } from './quote'

/** Why an offer can't be taken up now: it was never sent, or no longer holds. */
export function notAcceptable(ctx: Ctx, row: Row<typeof quote>) {
  if (row.status === 'draft') return refuse('quote.sendFirst')
  if (row.status === 'expired' || (row.status === 'sent' && row.validUntil && row.validUntil < today(ctx)))
    return refuse('quote.expired', { day: row.validUntil ?? '' })
  return row.status === 'sent' ? null : refuse('quote.closed')
}

/** Notes that the customer takes the offer. */
export const accept = act(quote, 'accept', {
  label: ['标记接受', 'Mark as accepted'],
  icon: 'circle-check',
  input: { acceptedOn: date({ label: ['接受日期', 'Accepted on'], hint: ['不填为今天', 'Today unless given'] }) },
  allow: notAcceptable,
  async run(ctx, row, { acceptedOn }) {
    await change(ctx, quote, row, { status: 'accepted', acceptedOn: acceptedOn ?? today(ctx) }, 'accept')
  },
})

/** Notes that the customer refuses it, and why. */
export const decline = act(quote, 'decline', {
  label: ['标记拒绝', 'Mark as declined'],
  icon: 'circle-x',
  input: {
    declineReason: choice({ label: ['拒绝原因', 'Reason'], dictionary: 'declineReason', required: true }),
    declineNote: longText({ label: ['拒绝说明', 'What the customer said'], max: 2_000 }),
  },
  allow: (_ctx, row) =>
    row.approval === 'running'
      ? refuse('quote.beingDecided')
      : ['draft', 'sent', 'expired'].includes(row.status!)
        ? null
        : refuse('quote.closed'),
  async run(ctx, row, { declineReason, declineNote }) {
    await change(ctx, quote, row, { status: 'declined', declineReason, declineNote }, 'decline')
  },
})
