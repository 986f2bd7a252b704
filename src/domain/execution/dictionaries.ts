import type { DictionarySeed } from '../../core/slice'

export const executionDictionaries: readonly DictionarySeed[] = [
  {
    name: 'orderAbility',
    label: ['订单类型能力', 'Order ability'],
    items: [
      ['delivers', '发货', 'Delivers goods'],
      ['dispatches', '征订发刊', 'Dispatches issues'],
      ['booksSpace', '预订版位', 'Books space'],
      ['booksStand', '预订展位', 'Books stands'],
    ],
  },
  {
    name: 'executionStatus',
    label: ['执行状态', 'Step status'],
    items: [
      ['waiting', '未到', 'Waiting'],
      ['ready', '待办', 'To do', undefined, 'accent'],
      ['done', '已完成', 'Done', undefined, 'won'],
      ['skipped', '已跳过', 'Skipped', undefined, 'lost'],
      ['cancelled', '已取消', 'Cancelled', undefined, 'lost'],
    ],
  },
]
