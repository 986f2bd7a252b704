import type { Messages } from '../../core/i18n/messages'

export const visitMessages: Messages = {
  'visit.subject': ['拜访 {name}', 'Visit {name}'],
  'visit.closed': ['这次拜访已经结束。要再去，新安排一次', 'This visit is over. Plan another one'],
  'visit.notPlanned': ['只有计划中的拜访可以这样做', 'Only a planned visit allows this'],
  'visit.notDone': ['还没有写结果，没有可撤销的', 'Nothing has been reported yet'],
  'visit.changedSince': [
    '拜访记录后来又改过，不能整个撤销',
    'What came of it has been changed since, so it can’t be undone as a whole',
  ],
  'visit.needs': [
    '供求要写内容，最多 20 条，每条有 kind（demand 或 supply）和 what',
    'A need has kind (demand or supply) and what; at most 20',
  ],
  'visit.nextStep': [
    '下一步要写做什么：subject，可带 dueAt 和 type',
    'A next step says what is to be done: subject, and dueAt and type where known',
  ],
  'visit.ids': ['选 1 到 200 条', 'Choose 1 to 200'],
  'visit.past': ['不能安排在过去的日子', 'A visit can’t be planned for a day that is over'],
  'visit.nobodyThere': ['这一天没有计划中的拜访', 'No visit is planned for that day'],
  'visit.place': [
    '纬度在 −90 到 90 之间，经度在 −180 到 180 之间',
    'Latitude goes from −90 to 90, longitude from −180 to 180',
  ],
  'visitFrequency.twice': [
    '这个等级在这里已经有拜访频率，改那一条',
    'This grade has a frequency here already; change that one',
  ],
  'visitFrequency.otherBoard': [
    '只能改本版块的拜访频率',
    'You may only change the visit frequencies of your own board',
  ],
}
