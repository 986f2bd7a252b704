import type { Row } from '../../core/entity'
import type { PricedDocument } from './lines/priced'
import { quote } from './quote'
import { quoteLine } from './quoteLine'
import { quoting } from './submit'

/** A quote with its lines, as what it comes to is reckoned. */
export const quoteDocument: PricedDocument = {
  head: quote,
  line: quoteLine,
  via: 'quote',
  date: 'quotedOn',
  submit: (ctx, row: Row<typeof quote>) => quoting.submit(ctx, row),
}
