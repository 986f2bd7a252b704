import type { Messages } from '../../core/i18n/messages'

export const todayMessages: Messages = {
  'today.taskLate': ['任务逾期 {n} 天', 'A task {n} days late'],
  'today.taskToday': ['任务今天到期', 'A task due today'],
  'today.taskSoon': ['任务明天到期', 'A task due tomorrow'],
  'today.nextStep': ['下一步：{detail}', 'Next step: {detail}'],
  'today.overdue': [
    '预计成交日已过 {n} 天，改日期，或定输赢',
    'To be closed {n} days ago: set another day, or win or lose it',
  ],
  'today.stageDue': ['在「{detail}」超过时限 {n} 天', '{n} days beyond the time limit of “{detail}”'],
  'today.stalled': ['停滞 {n} 天，没有联系', 'Stalled for {n} days: nobody was in touch'],
  'today.closingToday': ['预计今天成交，还没有下一步', 'To be closed today, and there is no next step'],
  'today.closingSoon': ['预计 {n} 天后成交，还没有下一步', 'To be closed in {n} days, and there is no next step'],
  'today.followUpLate': ['约定的跟进晚了 {n} 天', 'Follow-up {n} days late'],
  'today.followUpToday': ['约定今天跟进', 'Follow-up agreed for today'],
  'today.followUpSoon': ['约定明天跟进', 'Follow-up agreed for tomorrow'],
  'today.recycleSoon': ['{n} 天后收回公海：{detail}', 'Leaves for the pool in {n} days: {detail}'],
  'today.recycle': ['今晚收回公海：{detail}', 'Leaves for the pool tonight: {detail}'],
  'today.visitLate': ['计划的拜访过了 {n} 天，还没有结果', 'A visit planned {n} days ago has no result yet'],
  'today.visit': ['计划今天拜访', 'Visit planned for today'],
  'today.leadLate': ['线索到手，{n} 天没有联系', 'A lead that nobody has spoken to for {n} days'],
  'today.lead': ['新线索，还没有联系', 'A new lead: nobody has spoken to them yet'],
  'today.approvalLate': ['等你审批，已过 {n} 天', 'Waiting for your decision for {n} days'],
  'today.approval': ['等你审批', 'Waiting for your decision'],
}
