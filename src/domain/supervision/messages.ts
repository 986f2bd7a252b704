import type { Messages } from '../../core/i18n/messages'

export const supervisionMessages: Messages = {
  'useRule.contact': [
    '跟进要求不完整：每条写明对象和天数，最多 20 条',
    'A contact rule is incomplete: each names an object and days; at most 20',
  ],
  'useRule.noContact': ['「{object}」没有最近联系，不能作跟进要求', '“{object}” keeps no last contact'],
  'useRule.otherBoard': ['只能修改本版块的使用规则', 'You may only change the rules of your own board'],
  'supervision.period': ['期间应为不超过 {max} 天的起止日期', 'Give a period of at most {max} days'],
  'supervision.missed': ['{day} 没有登录', 'No log-in on {day}'],
  'supervision.missedText': ['使用规则要求工作日每天登录', 'The rules of use ask for a log-in every working day'],
  'supervision.absent': ['{name} 连续 {days} 天没有登录', '{name} has not logged in for {days} days'],
  'supervision.absentText': [
    '使用规则：{max} 天没有登录要通报',
    'Rules of use: {max} days without log-in are reported',
  ],
  'supervision.week': ['上周使用情况', 'Last week'],
  'supervision.weekOf': ['上周 {count} 人没有达到使用规则', 'Last week {count} people did not keep the rules of use'],
  'supervision.logIn': ['登录 {done}/{required} 天', 'logged in {done} of {required} days'],
  'supervision.calls': ['电话 {done}/{target}', '{done} of {target} calls'],
  'supervision.visits': ['拜访 {done}/{target}', '{done} of {target} visits'],
  'supervision.contact': [
    '{count} 条 {object} 超过 {days} 天没有跟进',
    '{count} {object} without contact for {days} days',
  ],
}
