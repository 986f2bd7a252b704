import { raw, sql } from '../../core/db/statement'
import { duty } from '../today'

duty({
  object: 'approvalTask',
  kinds: {
    approval: {
      icon: 'stamp',
      says: ['等你审批', 'Waiting for your decision'],
      late: ['等你审批，已过 {n} 天', 'Waiting for your decision for {n} days'],
    },
  },
  find: ({ mine, dayOf }) => ({
    title: raw('t.title'),
    due: dayOf(raw('coalesce(t.due_at, t.opened_at, t.created_at)')),
    from: sql`from approval_tasks t where ${mine} and t.status = 'open' order by t.created_at`,
  }),
})
