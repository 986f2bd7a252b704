import type { DictionarySeed } from '../../core/slice'

export const salesDictionaries: readonly DictionarySeed[] = [
  {
    name: 'packStatus',
    label: ['月结报表状态', 'Status of month-end packs'],
    items: [
      ['queued', '排队中', 'Queued'],
      ['running', '生成中', 'Running', undefined, 'due'],
      ['done', '已完成', 'Done', undefined, 'won'],
      ['failed', '没有完成', 'Failed', undefined, 'over'],
    ],
  },
]
