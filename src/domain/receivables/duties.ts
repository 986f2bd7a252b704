import { raw, sql } from '../../core/db/statement'
import { duty } from '../today'

duty({
  object: 'instalment',
  kinds: {
    instalment: {
      icon: 'banknote',
      says: ['回款今天到期', 'A payment is due today'],
      late: ['回款逾期 {n} 天', 'A payment {n} days late'],
    },
  },
  find: ({ mine, today }) => ({
    title: raw('t.name'),
    account: raw('t.account_id'),
    due: raw('t.due_on'),
    worth: { amount: raw('t.open_amount::float8'), currency: raw(`coalesce(t.currency, 'CNY')`) },
    from: sql`from instalments t where ${mine} and t.status in ('open', 'partly') and t.open_amount > 0 and t.due_on <= ${today}::date order by t.due_on`,
  }),
})
