import { raw, sql } from '../../core/db/statement'
import { duty } from '../today'

duty({
  object: 'executionStep',
  kinds: {
    step: {
      icon: 'list-checks',
      says: ['订单执行，今天到期', 'A step of an order, due today'],
      late: ['订单执行，逾期 {n} 天', 'A step of an order, {n} days late'],
      soon: ['订单执行，明天到期', 'A step of an order, due tomorrow'],
    },
  },
  find: ({ me, ahead }) => ({
    title: raw('t.name'),
    account: raw('t.account_id'),
    due: raw('t.due_on'),
    from: sql`from execution_steps t where t.assignee_id = ${me} and t.deleted_at is null and t.status = 'ready' and t.due_on <= ${ahead(1)}::date order by t.due_on`,
  }),
})
