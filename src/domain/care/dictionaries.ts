import type { DictionarySeed } from '../../core/slice'
import { FESTIVALS } from './festivals'

export const careDictionaries: readonly DictionarySeed[] = [
  {
    name: 'careOccasion',
    label: ['由头', 'Occasion'],
    items: [
      ['birthday', '生日', 'Birthday', undefined, 'g1'],
      ['festival', '节日', 'Festival', undefined, 'won'],
      ['founding', '公司成立纪念', 'Company anniversary'],
      ['firstDeal', '首次成交纪念', 'First-deal anniversary'],
      ['silence', '久未联系', 'Silence', undefined, 'due'],
      ['change', '数值变化', 'Change in value', undefined, 'risk'],
      ['other', '其他', 'Other'],
    ],
  },
  {
    name: 'festival',
    label: ['节日', 'Festival'],
    items: FESTIVALS.map(({ code, label }) => [code, label[0], label[1]] as const),
  },
  {
    name: 'careWhom',
    label: ['对谁', 'Whom'],
    items: [
      ['contact', '联系人', 'Contacts'],
      ['account', '客户', 'Accounts'],
    ],
  },
  {
    name: 'careMeans',
    label: ['做什么', 'What'],
    items: [
      ['task', '给负责人的任务', 'Task for the owner'],
      ['message', '直接发消息', 'Message'],
    ],
  },
  {
    name: 'careDirection',
    label: ['方向', 'Direction'],
    items: [
      ['any', '增或减', 'Up or down'],
      ['up', '增加', 'Up'],
      ['down', '减少', 'Down'],
    ],
  },
  {
    name: 'careStatus',
    label: ['关怀状态', 'Care status'],
    items: [
      ['planned', '待执行', 'Planned', undefined, 'due'],
      ['done', '已执行', 'Done', undefined, 'won'],
      ['skipped', '已跳过', 'Skipped', undefined, 'lost'],
      ['missed', '已错过', 'Missed', undefined, 'over'],
      ['refused', '没有执行', 'Not done', undefined, 'risk'],
    ],
  },
]
