import type { DictionarySeed } from '../../core/slice'

export const forecastDictionaries: readonly DictionarySeed[] = [
  {
    name: 'periodKind',
    label: ['期间', 'Period'],
    items: [
      ['month', '月', 'Month'],
      ['quarter', '季度', 'Quarter'],
      ['year', '年', 'Year'],
    ],
  },
  {
    name: 'forecastLevel',
    label: ['层级', 'Level'],
    items: [
      ['person', '个人', 'Person'],
      ['department', '部门', 'Department'],
      ['board', '版块', 'Board'],
      ['company', '全公司', 'Company'],
    ],
  },
]
