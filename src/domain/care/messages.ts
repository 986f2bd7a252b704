import type { Messages } from '../../core/i18n/messages'

export const careMessages: Messages = {
  'care.onlyContacts': ['生日和直接发消息只能对联系人', 'Birthdays and messages are for contacts'],
  'care.festival': ['选一个节日', 'Choose a festival'],
  'care.days': ['填多少天没联系', 'Say after how many days'],
  'care.field': [
    '{object} 没有可以比较的字段「{field}」，选一个数字或金额字段',
    '{object} has no field “{field}” to compare; choose a number or an amount',
  ],
  'care.percent': ['填变化达到百分之几', 'Say by how many per cent'],
  'care.channels': ['至少选一个渠道', 'Choose a channel at least'],
  'care.template': ['选一个消息模板', 'Choose a template'],
  'care.ahead': ['最多提前 60 天；久未联系和数值变化不能提前', 'At most 60 days ahead; not for silence and changes'],
  'care.notYours': ['只能管理本版块的关怀规则', 'You may only manage rules of your own board'],
  'care.notPlanned': ['这条关怀已经处理过了', 'This has been dealt with already'],
  'care.notSkipped': ['这条关怀没有跳过', 'This was not skipped'],
  'care.skipInstead': ['规则产生的关怀不能删除，跳过它', 'What a rule planned cannot be deleted; skip it instead'],
  'care.nobody': ['选一个联系人或客户', 'Choose a contact or an account'],
  'care.noContact': ['发消息要选联系人', 'A message needs a contact'],
  'care.noText': ['发消息要写内容', 'A message needs a text'],
  'care.birthday': ['生日：{name}', '{name}’s birthday'],
  'care.founding': ['成立 {years} 周年：{name}', '{name} is {years}'],
  'care.firstDeal': ['首次成交 {years} 周年：{name}', '{years} years since the first deal with {name}'],
  'care.silence': ['{days} 天没有联系：{name}', 'Nobody has spoken to {name} for {days} days'],
  'care.change': ['{field} 变化 {percent}%：{name}', '{name}: {field} changed by {percent}%'],
  'care.refuses': ['对方不接受：{channels}', 'Does not want: {channels}'],
  'care.festivalFor': ['{festival}：{name}', '{festival} greetings to {name}'],
}
