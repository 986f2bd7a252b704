import type { DictionarySeed } from '../../core/slice'

export const activityDictionaries: readonly DictionarySeed[] = [
  {
    name: 'activityType',
    label: ['跟进方式', 'Activity kind'],
    items: [
      ['call', '电话', 'Call'],
      ['visit', '拜访', 'Visit'],
      ['email', '邮件', 'E-mail'],
      ['meeting', '会议', 'Meeting'],
      ['wechat', '微信', 'WeChat'],
      ['sms', '短信', 'Text message'],
      ['note', '备注', 'Note'],
    ],
  },
  {
    name: 'activityOutcome',
    label: ['跟进结果', 'Outcome'],
    items: [
      ['progress', '有进展', 'Progress', undefined, 'won'],
      ['waiting', '待答复', 'Waiting', undefined, 'due'],
      ['missed', '没见到', 'Not reached'],
      ['declined', '无意向', 'Not interested', undefined, 'lost'],
    ],
  },
  {
    name: 'taskType',
    label: ['任务类型', 'Task kind'],
    items: [
      ['todo', '待办', 'To do'],
      ['call', '电话', 'Call'],
      ['visit', '拜访', 'Visit'],
      ['email', '邮件', 'E-mail'],
      ['meeting', '会议', 'Meeting'],
    ],
  },
  {
    name: 'taskStatus',
    label: ['任务状态', 'Task status'],
    items: [
      ['open', '待办', 'Open'],
      ['done', '已完成', 'Done', undefined, 'won'],
      ['cancelled', '已取消', 'Cancelled', undefined, 'lost'],
    ],
  },
  {
    name: 'priority',
    label: ['优先级', 'Priority'],
    items: [
      ['high', '高', 'High', undefined, 'over'],
      ['normal', '中', 'Normal'],
      ['low', '低', 'Low'],
    ],
  },
  {
    name: 'repeat',
    label: ['重复', 'Repeats'],
    items: [
      ['daily', '每天', 'Daily'],
      ['weekdays', '工作日', 'Weekdays'],
      ['weekly', '每周', 'Weekly'],
      ['biweekly', '每两周', 'Every two weeks'],
      ['monthly', '每月', 'Monthly'],
      ['quarterly', '每季', 'Quarterly'],
      ['yearly', '每年', 'Yearly'],
    ],
  },
]
