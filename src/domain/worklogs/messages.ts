import type { Messages } from '../../core/i18n/messages'

export const worklogMessages: Messages = {
  'workLog.notYours': ['只能写自己的日志和计划', 'Everybody writes their own log and plan'],
  'workLog.closed': [
    '次日中午后不能再修改，要补充就写评论',
    'It closed at noon of the next day. Add what is missing as a comment',
  ],
  'workLog.exists': ['{day} 的日志已经写过，直接修改它', 'There is a log of {day} already. Edit that one'],
  'workLog.future': ['还没到那天，不能先写日志', 'That day has not come yet'],
  'workLog.empty': ['写点什么再提交', 'Write something before you submit it'],
  'workLog.alreadySubmitted': ['日志已经提交', 'The log is submitted already'],
  'workLog.notSubmitted': ['日志还没提交，等提交后再批阅', 'The log is not submitted yet. Review it afterwards'],
  'workLog.ownReview': ['不能批阅自己写的', 'Nobody reviews their own'],
  'workLog.emptyReview': ['评分或写几句再批阅', 'Give a mark or say something'],
  'workPlan.goals': ['目标要是已有的工作量，数值为 0 以上的整数', 'Goals are whole numbers, of what is counted'],
  'workPlan.exists': ['从 {day} 开始的计划已经写过，直接修改它', 'There is a plan from {day} already. Edit that one'],
  'workPlan.past': ['这段时间已经过去，不能再写计划', 'That time is over; it can’t be planned any more'],
  'workPlan.reviewed': ['计划已批阅，目标不能再改', 'The plan has been reviewed; its goals stand'],
}
