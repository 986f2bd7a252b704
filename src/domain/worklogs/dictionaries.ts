import type { DictionarySeed } from '../../core/slice'
import { measures } from './measures'

export const worklogDictionaries: readonly DictionarySeed[] = [
  {
    name: 'workLogStatus',
    label: ['日志状态', 'Log status'],
    items: [
      ['draft', '草稿', 'Draft'],
      ['submitted', '已提交', 'Submitted', undefined, 'won'],
    ],
  },
  {
    name: 'workMark',
    label: ['批阅评分', 'Mark'],
    items: [
      ['excellent', '优', 'Excellent', undefined, 'won'],
      ['good', '良', 'Good'],
      ['fair', '中', 'Fair', undefined, 'due'],
      ['poor', '待改进', 'To improve', undefined, 'lost'],
    ],
  },
  {
    name: 'planPeriod',
    label: ['计划周期', 'Plan period'],
    items: [
      ['week', '周', 'Week'],
      ['month', '月', 'Month'],
    ],
  },
  {
    name: 'workMeasure',
    label: ['工作量', 'Measure of work'],
    items: measures.map(({ code, label }) => [code, label[0], label[1]] as const),
  },
]
