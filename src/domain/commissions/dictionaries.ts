import type { DictionarySeed } from '../../core/slice'

export const commissionDictionaries: readonly DictionarySeed[] = [
  {
    name: 'commissionBase',
    label: ['计提时点', 'Earned on'],
    items: [
      ['order', '成交', 'Order'],
      ['receipt', '回款', 'Receipt'],
    ],
  },
  {
    name: 'commissionOf',
    label: ['计提基数', 'Counted from'],
    items: [
      ['amount', '成交额', 'Amount'],
      ['margin', '毛利额', 'Margin'],
    ],
  },
  {
    name: 'attainmentPeriod',
    label: ['达成率按', 'Attainment by'],
    items: [
      ['month', '月', 'Month'],
      ['quarter', '季', 'Quarter'],
      ['year', '年', 'Year'],
    ],
  },
  {
    name: 'commissionLineKind',
    label: ['提成明细类型', 'Kind of line'],
    items: [
      ['earned', '提成', 'Earned'],
      ['kicker', '奖励', 'Kicker'],
      ['adjustment', '调整', 'Adjustment', undefined, 'due'],
    ],
  },
]
