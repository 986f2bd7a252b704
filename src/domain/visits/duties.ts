import { raw, sql } from '../../core/db/statement'
import { duty } from '../today'

duty({
  object: 'visit',
  kinds: {
    visit: {
      icon: 'map-pin',
      says: ['计划今天拜访', 'Visit planned for today'],
      late: ['计划的拜访过了 {n} 天，还没有结果', 'A visit planned {n} days ago has no result yet'],
    },
  },
  find: ({ mine, today }) => ({
    title: raw(`coalesce(t.subject, '')`),
    account: raw('t.account_id'),
    due: raw('t.planned_on'),
    from: sql`from visits t where ${mine} and t.status = 'planned' and t.planned_on <= ${today}::date order by t.planned_on`,
  }),
})
