import type { DictionarySeed } from '../../core/slice'

export const expenseDictionaries: readonly DictionarySeed[] = [
  {
    name: 'expenseKind',
    label: ['费用类别', 'Kind of expense'],
    items: [
      ['travel', '差旅', 'Travel'],
      ['lodging', '住宿', 'Lodging'],
      ['entertainment', '招待', 'Entertainment'],
      ['transport', '交通', 'Local transport'],
      ['communication', '通讯', 'Communication'],
      ['gift', '礼品', 'Gifts'],
      ['event', '会务', 'Events'],
      ['print', '物料印刷', 'Print and material'],
      ['other', '其他', 'Other'],
    ],
  },
  {
    name: 'expensePer',
    label: ['限额口径', 'Limit per'],
    items: [
      ['line', '每笔', 'Each'],
      ['day', '每人每天', 'Person and day'],
      ['month', '每人每月', 'Person and month'],
    ],
  },
]
