import type { Messages } from '../../core/i18n/messages'

export const orderMessages: Messages = {
  'order.notDraft': ['订单已确认，要改先退回草稿', 'The order is confirmed; take it back to draft to change it'],
  'order.beingDecided': ['订单正在审批', 'The order is being decided on'],
  'order.approvalFirst': [
    '有手工让利超出权限或低于最低价，先提交审批',
    'A price is beyond what you may give; submit the order first',
  ],
  'order.notConfirmed': ['订单没有在执行', 'The order is not under way'],
  'order.closed': ['订单已完成或已取消', 'The order is fulfilled or cancelled'],
  'order.keepConfirmed': ['已确认的订单不能删除，可以取消', 'A confirmed order can’t be deleted; cancel it'],
  'order.lostDeal': ['机会已丢单', 'The opportunity is lost'],
  'order.takenList': ['应为一组报价明细和数量，每行一次', 'Give lines of the quote with quantities, each of them once'],
  'order.overQuoted': ['「{name}」只剩 {open} 没有转订单', 'Of “{name}” only {open} are left to order'],
  'order.nothingOpen': ['没有可以转订单的数量', 'There is nothing left to order'],
}
