import type { DictionarySeed } from '../../core/slice'

export const territoryDictionaries: readonly DictionarySeed[] = [
  {
    name: 'realignmentStatus',
    label: ['区域调整状态', 'Realignment status'],
    items: [
      ['running', '调整中', 'Running', undefined, 'due'],
      ['done', '已调整', 'Done', undefined, 'won'],
      ['undoing', '撤销中', 'Being undone', undefined, 'due'],
      ['undone', '已撤销', 'Undone', undefined, 'lost'],
    ],
  },
]
