import type { DictionarySeed } from '../../core/slice'

export const leadDictionaries: readonly DictionarySeed[] = [
  {
    name: 'leadStatus',
    label: ['线索状态', 'Lead status'],
    items: [
      ['new', '新线索', 'New'],
      ['working', '跟进中', 'Being worked'],
      ['qualified', '有效', 'Qualified', undefined, 'won'],
      ['converted', '已转化', 'Converted', undefined, 'won'],
      ['invalid', '无效', 'Invalid', undefined, 'lost'],
    ],
  },
  {
    name: 'leadDiscardReason',
    label: ['丢弃原因', 'Why discarded'],
    items: [
      ['unreachable', '联系不上', 'Cannot be reached'],
      ['noNeed', '没有需求', 'No need'],
      ['noBudget', '没有预算', 'No budget'],
      ['competitor', '已选别家', 'Chose another'],
      ['outOfScope', '不在业务范围', 'Not our business'],
      ['wrongData', '信息有误', 'Wrong data'],
      ['spam', '广告或骚扰', 'Spam'],
      ['other', '其他', 'Other'],
    ],
  },
  {
    name: 'inquiryVia',
    label: ['来询方式', 'Inquiry by'],
    items: [
      ['call', '电话', 'Call'],
      ['email', '邮件', 'E-mail'],
      ['form', '网页表单', 'Web form'],
      ['wechat', '微信', 'WeChat'],
      ['visit', '来访', 'Visit'],
      ['note', '其他', 'Other'],
    ],
  },
]
