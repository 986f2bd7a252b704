import type { DictionarySeed } from '../../core/slice'

export const orderDictionaries: readonly DictionarySeed[] = [
  {
    name: 'orderStatus',
    label: ['订单状态', 'Order status'],
    items: [
      ['draft', '草稿', 'Draft'],
      ['confirmed', '已确认', 'Confirmed'],
      ['fulfilled', '已完成', 'Fulfilled', undefined, 'won'],
      ['cancelled', '已取消', 'Cancelled', undefined, 'lost'],
    ],
  },
  {
    name: 'orderCancelReason',
    label: ['取消原因', 'Reason of cancellation'],
    items: [
      ['customer', '客户取消', 'The customer cancelled'],
      ['duplicate', '重复下单', 'Entered twice'],
      ['mistake', '录入有误', 'Entered by mistake'],
      ['supply', '无法供应', 'Can’t be supplied'],
      ['credit', '信用问题', 'Credit'],
      ['other', '其他', 'Other'],
    ],
  },
]
