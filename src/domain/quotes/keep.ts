import { reaction } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import { quote } from './quote'

/** What keeps quotes whole: they hold from a day to a later one, and one that was taken up stays. */
export const keepQuote = reaction(
  quote,
  ['create', 'update', 'delete'],
  async (_ctx, after, before) => {
    if (after === before) {
      if (after.status === 'accepted') throw refuse('quote.keepAccepted')
      return
    }
    if (after.validUntil && after.quotedOn && after.validUntil < after.quotedOn)
      throw invalid('validUntil', 'quote.validBefore')
    if (before && before.status !== 'draft' && before.validUntil !== after.validUntil) throw refuse('quote.notDraft')
  },
  async () => {},
)
