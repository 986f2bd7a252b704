import { raw, sql } from '../../core/db/statement'
import { duty } from '../today'

const AHEAD_DAYS = 7

duty({
  object: 'opportunity',
  kinds: {
    nextStep: { icon: 'arrow-right', says: ['下一步：{detail}', 'Next step: {detail}'] },
    overdue: {
      icon: 'calendar-clock',
      says: [
        '预计成交日已过 {n} 天，改日期，或定输赢',
        'To be closed {n} days ago: set another day, or win or lose it',
      ],
    },
    stageDue: {
      icon: 'hourglass',
      says: ['在「{detail}」超过时限 {n} 天', '{n} days beyond the time limit of “{detail}”'],
    },
    stalled: { icon: 'triangle-alert', says: ['停滞 {n} 天，没有联系', 'Stalled for {n} days: nobody was in touch'] },
    closing: {
      icon: 'target',
      says: ['预计 {n} 天后成交，还没有下一步', 'To be closed in {n} days, and there is no next step'],
      today: ['预计今天成交，还没有下一步', 'To be closed today, and there is no next step'],
    },
  },
  find: ({ mine, today, ahead, now, dayOf }) => ({
    kind: raw('w.kind'),
    title: raw('t.name'),
    account: raw('t.account_id'),
    due: raw('w.due'),
    detail: raw('w.detail'),
    sale: raw('t.id'),
    from: sql`from opportunities t left join stages g on g.id = t.stage_id cross join lateral (
        select case
            when t.next_step_on <= ${ahead(1)}::date then 'nextStep' when t.close_date < ${today}::date then 'overdue' when t.stage_due_at < ${now} then 'stageDue'
            when t.stalls_at < ${now} then 'stalled' when t.close_date <= ${ahead(AHEAD_DAYS)}::date and t.next_step is null then 'closing' end as kind,
          case
            when t.next_step_on <= ${ahead(1)}::date then t.next_step_on when t.close_date < ${today}::date then t.close_date when t.stage_due_at < ${now} then ${dayOf(raw('t.stage_due_at'))}
            when t.stalls_at < ${now} then ${dayOf(raw('t.stalls_at'))} else t.close_date end as due,
          case when t.next_step_on <= ${ahead(1)}::date then t.next_step when t.stage_due_at < ${now} then g.name end as detail) w
      where ${mine} and t.status = 'open' and w.kind is not null order by w.due`,
  }),
})
