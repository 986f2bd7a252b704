import { raw, sql } from '../../core/db/statement'
import { duty } from '../today'

const AHEAD_DAYS = 3

duty({
  object: 'quote',
  kinds: {
    quote: {
      icon: 'file-text',
      says: ['报价今天到期，客户还没有答复', 'The quote runs out today, and the customer has not answered'],
      soon: ['报价 {n} 天后到期，客户还没有答复', 'The quote runs out in {n} days, and the customer has not answered'],
    },
  },
  find: ({ mine, today, ahead }) => ({
    title: raw('t.name'),
    account: raw('t.account_id'),
    due: raw('t.valid_until'),
    sale: raw('t.opportunity_id'),
    from: sql`from quotes t where ${mine} and t.status = 'sent' and t.valid_until between ${today}::date and ${ahead(AHEAD_DAYS)}::date order by t.valid_until`,
  }),
})
