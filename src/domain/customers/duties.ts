import { startOf } from '../../core/calendar/china'
import { raw, sql } from '../../core/db/statement'
import { duty } from '../today'

const AHEAD_DAYS = 7

duty({
  object: 'account',
  kinds: {
    followUp: {
      icon: 'phone',
      says: ['约定今天跟进', 'Follow-up agreed for today'],
      late: ['约定的跟进晚了 {n} 天', 'Follow-up {n} days late'],
      soon: ['约定明天跟进', 'Follow-up agreed for tomorrow'],
    },
  },
  find: ({ mine, ahead }) => ({
    title: raw('t.name'),
    account: raw('t.id'),
    due: raw('t.next_follow_up_on'),
    from: sql`from accounts t where ${mine} and t.next_follow_up_on <= ${ahead(1)}::date order by t.next_follow_up_on`,
  }),
})
duty({
  object: 'account',
  details: 'recycleBasis',
  kinds: {
    recycle: {
      icon: 'undo-2',
      says: ['今晚收回公海：{detail}', 'Leaves for the pool tonight: {detail}'],
      soon: ['{n} 天后收回公海：{detail}', 'Leaves for the pool in {n} days: {detail}'],
    },
  },
  find: ({ mine, ahead, dayOf }) => ({
    title: raw('t.name'),
    account: raw('t.id'),
    due: dayOf(raw('t.recycle_due_at')),
    detail: raw('t.recycle_why'),
    from: sql`from accounts t where ${mine} and t.recycle_due_at < ${startOf(ahead(AHEAD_DAYS))}::timestamptz and t.recycle_exempt is null order by t.recycle_due_at`,
  }),
})
