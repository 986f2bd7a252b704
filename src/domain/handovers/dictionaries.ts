import type { DictionarySeed } from '../../core/slice'

export const handoverDictionaries: readonly DictionarySeed[] = [
  {
    name: 'handoverWhy',
    label: ['移交原因', 'Why handed over'],
    items: [
      ['leaves', '离职', 'Leaves the company'],
      ['moves', '调版块', 'Changes board'],
      ['away', '长期休假', 'Away for long'],
      ['other', '其他', 'Other'],
    ],
  },
  {
    name: 'handoverStatus',
    label: ['移交状态', 'Hand-over status'],
    items: [
      ['running', '移交中', 'Running', undefined, 'due'],
      ['done', '已移交', 'Done', undefined, 'won'],
      ['undoing', '撤销中', 'Being undone', undefined, 'due'],
      ['undone', '已撤销', 'Undone', undefined, 'lost'],
    ],
  },
  {
    name: 'handoverBy',
    label: ['移交方式', 'How shared out'],
    items: [
      ['turns', '轮流', 'In turns'],
      ['load', '少的优先', 'Fewest first'],
      ['region', '按地区', 'By region'],
    ],
  },
]
