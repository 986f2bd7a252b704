import type { DictionarySeed } from '../../core/slice'

export const collisionDictionaries: readonly DictionarySeed[] = [
  {
    name: 'collisionKind',
    label: ['撞单申请种类', 'Collision request kind'],
    items: [
      ['join', '加入跟进', 'Join'],
      ['transfer', '移交给我', 'Transfer'],
      ['appeal', '申诉判客', 'Appeal'],
    ],
  },
  {
    name: 'pairStatus',
    label: ['疑似重复的处理', 'Decision on duplicates'],
    items: [
      ['open', '待判断', 'Open', undefined, 'due'],
      ['merged', '已合并', 'Merged', undefined, 'won'],
      ['different', '不是同一个', 'Not the same', undefined, 'lost'],
    ],
  },
  {
    name: 'registrationPeriod',
    label: ['报备期', 'Registration period'],
    items: [
      ['1', '1 个月', '1 month'],
      ['3', '3 个月', '3 months'],
      ['6', '6 个月', '6 months'],
      ['12', '12 个月', '12 months'],
    ],
  },
]
