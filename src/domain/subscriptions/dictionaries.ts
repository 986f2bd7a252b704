import type { DictionarySeed } from '../../core/slice'

export const subscriptionDictionaries: readonly DictionarySeed[] = [
  {
    name: 'frequency',
    label: ['刊期频率', 'Frequency'],
    items: [
      ['weekly', '周刊', 'Weekly'],
      ['semimonthly', '半月刊', 'Twice a month'],
      ['monthly', '月刊', 'Monthly'],
      ['bimonthly', '双月刊', 'Every two months'],
      ['quarterly', '季刊', 'Quarterly'],
      ['halfyearly', '半年刊', 'Twice a year'],
      ['yearly', '年刊', 'Yearly'],
    ],
  },
  {
    name: 'subscriptionStatus',
    label: ['征订状态', 'Subscription status'],
    items: [
      ['draft', '未确认', 'Draft'],
      ['active', '在订', 'Active', undefined, 'won'],
      ['paused', '停发', 'Paused', undefined, 'due'],
      ['cancelled', '退订', 'Cancelled', undefined, 'lost'],
    ],
  },
  {
    name: 'dispatchMethod',
    label: ['发刊方式', 'How it is sent'],
    items: [
      ['post', '邮局', 'Post'],
      ['courier', '快递', 'Courier'],
      ['own', '自送', 'Own delivery'],
      ['pickup', '自取', 'Fetched'],
    ],
  },
  {
    name: 'dispatchStatus',
    label: ['发刊单状态', 'Dispatch status'],
    items: [
      ['working', '生成中', 'Being made'],
      ['ready', '待发', 'To be sent', undefined, 'accent'],
      ['sent', '已发', 'Sent', undefined, 'won'],
      ['failed', '没有生成', 'Failed', undefined, 'over'],
    ],
  },
  {
    name: 'dispatchLineStatus',
    label: ['发刊明细状态', 'Dispatch line status'],
    items: [
      ['listed', '正常', 'In order'],
      ['missed', '未收到', 'Not received', undefined, 'over'],
      ['returned', '退回', 'Returned', undefined, 'due'],
      ['resent', '已补寄', 'Sent again'],
    ],
  },
]
