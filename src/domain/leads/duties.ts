import { raw, sql } from '../../core/db/statement'
import { duty } from '../today'

duty({
  object: 'lead',
  kinds: {
    lead: {
      icon: 'sparkles',
      says: ['新线索，还没有联系', 'A new lead: nobody has spoken to them yet'],
      late: ['线索到手，{n} 天没有联系', 'A lead that nobody has spoken to for {n} days'],
    },
  },
  find: ({ mine, dayOf }) => ({
    title: raw('t.name'),
    due: sql`${dayOf(raw('t.created_at'))} + 1`,
    from: sql`from leads t where ${mine} and t.status = 'new' and t.last_contact_at is null order by t.created_at`,
  }),
})
