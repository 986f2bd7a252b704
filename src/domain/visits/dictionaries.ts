import type { DictionarySeed } from '../../core/slice'

export const visitDictionaries: readonly DictionarySeed[] = [
  {
    name: 'visitPurpose',
    label: ['拜访目的', 'Purpose of a visit'],
    items: [
      ['routine', '例行回访', 'Routine'],
      ['first', '初次拜访', 'First visit'],
      ['deal', '推进机会', 'Moving a deal on'],
      ['payment', '催款对账', 'Payment'],
      ['service', '处理问题', 'Service'],
      ['sample', '送样刊资料', 'Bringing samples'],
      ['other', '其他', 'Other'],
    ],
  },
  {
    name: 'visitStatus',
    label: ['拜访状态', 'Visit status'],
    items: [
      ['planned', '计划中', 'Planned', undefined, 'due'],
      ['done', '已拜访', 'Done', undefined, 'won'],
      ['missed', '没去', 'Missed', undefined, 'over'],
      ['cancelled', '已取消', 'Cancelled', undefined, 'lost'],
    ],
  },
  {
    name: 'frequencyBy',
    label: ['频率方式', 'Counted by'],
    items: [
      ['visit', '上门拜访', 'Visits only'],
      ['contact', '拜访或电话', 'Any contact'],
    ],
  },
]
