import { startOf } from '../../core/calendar/china'
import { raw, sql } from '../../core/db/statement'
import { duty } from '../today'

duty({
  object: 'task',
  kinds: {
    task: {
      icon: 'square-check',
      says: ['任务今天到期', 'A task due today'],
      late: ['任务逾期 {n} 天', 'A task {n} days late'],
      soon: ['任务明天到期', 'A task due tomorrow'],
    },
  },
  find: ({ mine, ahead, dayOf }) => ({
    title: raw('t.subject'),
    account: raw('t.account_id'),
    due: dayOf(raw('t.due_at')),
    sale: raw(`case when t.about_object = 'opportunity' and t.about_id ~ '^[0-9a-f-]{36}$' then t.about_id::uuid end`),
    from: sql`from tasks t where ${mine} and t.status = 'open' and t.due_at < ${startOf(ahead(2))}::timestamptz order by t.due_at`,
  }),
})
