import type { Slice } from '../../core/slice'
import { comment } from './comment'
import { createComment } from './createComment'
import { follow } from './follow'
import { notification } from './notification'
import { readAll, readNotification } from './readNotification'
import { template } from './template'
import { view } from './view'

export { followActs, news } from './following'
export { notify } from './notify'
export { comment, follow, notification, template, view }

export const together: Slice = {
  name: 'together',
  entities: [comment, follow, notification, template, view],
  acts: [createComment, readNotification, readAll],
  dictionaries: [
    {
      name: 'notificationType',
      label: ['通知类型', 'Notification kind'],
      items: [
        ['mention', '提到我', 'Mention'],
        ['comment', '评论', 'Comment'],
        ['task', '新任务', 'Task'],
        ['done', '任务完成', 'Task done'],
        ['reminder', '提醒', 'Reminder'],
        ['owner', '移交给我', 'Given to me'],
        ['lead', '新线索', 'New lead'],
        ['handover', '移交', 'Hand-over'],
        ['supervision', '使用督导', 'Rules of use'],
        ['recycle', '公海收回', 'Recycling'],
        ['realignment', '区域调整', 'Realignment'],
        ['follow', '关注的记录', 'Followed record'],
        ['import', '导入', 'Import'],
        ['export', '导出', 'Export'],
        ['approval', '待审批', 'To decide'],
        ['approved', '审批通过', 'Approved'],
        ['rejected', '审批拒绝', 'Rejected'],
        ['returned', '审批退回', 'Sent back'],
        ['copied', '抄送给我', 'Copied to me'],
        ['collision', '撞单', 'Collision'],
        ['verify', '退回核实', 'Sent back'],
        ['urge', '催办', 'Urged'],
        ['overdue', '审批超时', 'Overdue'],
        ['review', '批阅', 'Review'],
        ['missingLog', '没写日志', 'Logs missing'],
        ['announcement', '公告', 'Announcement'],
        ['message', '留言', 'Message'],
        ['expensePaid', '报销付款', 'Expenses paid'],
        ['commission', '提成', 'Commission'],
        ['documentViewed', '客户查看文件', 'Document viewed'],
        ['documentAnswered', '客户答复', 'Customer’s answer'],
        ['stalled', '机会停滞', 'Stalled opportunities'],
        ['renewal', '合同续签', 'Contract renewal'],
        ['executionReady', '执行步骤待办', 'Step to do'],
        ['ledgerDifference', '账目不符', 'Sums that do not agree'],
        ['bookingExpired', '保留过期', 'Bookings expired'],
      ],
    },
    {
      name: 'viewScope',
      label: ['视图范围', 'View scope'],
      items: [
        ['me', '自己', 'Me'],
        ['board', '本版块', 'Board'],
        ['all', '所有人', 'Everybody'],
      ],
    },
  ],
}
