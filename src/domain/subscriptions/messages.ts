import type { Messages } from '../../core/i18n/messages'

export const subscriptionMessages: Messages = {
  'subscription.otherTitle': ['这一期不是这种期刊的', 'This issue is of another publication'],
  'subscription.backwards': ['止订期不能早于起订期', 'The last issue can’t come before the first'],
  'subscription.otherOrder': ['这条明细不属于这个订单', 'This line does not belong to the order'],
  'subscription.orderOver': ['订单已取消，不能再改征订', 'The order is cancelled; its subscriptions stay as they are'],
  'subscription.lines': ['征订明细应为一组地址，最多 {max} 个', 'Give a list of addresses, at most {max}'],
  'subscription.foreignLine': ['这条征订不属于这个订单', 'This subscription does not belong to the order'],
  'subscription.notActive': ['只有在订的才能停发', 'Only an active subscription can be paused'],
  'subscription.notPaused': ['没有停发', 'It is not paused'],
  'subscription.renewed': ['已经续订过', 'It has been renewed already'],
  'subscription.cancelled': ['已退订，不能续订', 'It is cancelled and can’t be renewed'],
  'subscription.noIssues': [
    '「{publication}」在 {issue} 之后只排了 {count} 期，先排刊期再续订',
    '“{publication}” has only {count} issues planned after {issue}; plan more before renewing',
  ],
  'issue.noDate': ['截稿日期不能晚于出刊日期', 'Copy can’t close after the issue appears'],
  'issue.used': [
    '有 {count} 条征订或版位用到这一期，不能删除',
    '{count} subscriptions or bookings use this issue; it can’t be deleted',
  ],
  'issue.plan': ['一次排 1 到 60 期', 'Plan 1 to 60 issues at once'],
  'issue.planTwice': ['{name} 已经排过', '{name} is planned already'],
  'publication.used': [
    '有 {count} 条征订，不能删除；可以改为不在刊',
    '{count} subscriptions use it, so it can’t be deleted; mark it as no longer appearing instead',
  ],
  'dispatch.sent': ['发刊单已发出', 'The dispatch has been sent'],
  'dispatch.working': ['正在生成，稍等', 'It is being made; wait a moment'],
  'dispatch.notSent': ['发刊单还没有发出', 'The dispatch has not been sent'],
  'dispatch.empty': ['发刊单里没有地址', 'There are no addresses on the dispatch'],
  'dispatch.name': ['{issue} 发刊', 'Dispatch of {issue}'],
  'dispatch.said': ['已登记过未收到或退回', 'It has been noted as missed or returned already'],
  'dispatch.fine': ['没有登记未收到或退回', 'Nothing was noted of it'],
  'dispatch.resent': ['已在另一张发刊单上补寄', 'It has been sent again by another dispatch'],
}
