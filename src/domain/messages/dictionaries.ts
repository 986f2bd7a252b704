import type { DictionarySeed } from '../../core/slice'

export const messageDictionaries: readonly DictionarySeed[] = [
  {
    name: 'messageChannel',
    label: ['发送渠道', 'Message channel'],
    items: [
      ['email', '邮件', 'E-mail'],
      ['sms', '短信', 'Text message'],
    ],
  },
  {
    name: 'messagePurpose',
    label: ['用途', 'Purpose'],
    items: [
      ['personal', '个人往来', 'Personal'],
      ['care', '客户关怀', 'Care'],
      ['service', '服务通知', 'Service'],
      ['marketing', '营销推广', 'Marketing'],
    ],
  },
  {
    name: 'messageStatus',
    label: ['发送状态', 'Message status'],
    items: [
      ['queued', '待发送', 'Queued', undefined, 'due'],
      ['sending', '发送中', 'Sending', undefined, 'due'],
      ['sent', '已发送', 'Sent', undefined, 'won'],
      ['failed', '发送失败', 'Failed', undefined, 'over'],
      ['refused', '不可发送', 'Not allowed', undefined, 'risk'],
      ['cancelled', '已取消', 'Cancelled', undefined, 'lost'],
    ],
  },
  {
    name: 'messageWhy',
    label: ['原因', 'Reason'],
    items: [
      ['refused', '对方拒绝这个渠道', 'The person refused this channel'],
      ['unknown', '对方没有表态', 'The person never agreed'],
      ['noAddress', '没有可用的地址或号码', 'No address or number'],
      ['noChannel', '没有对方接受的渠道', 'No channel the person accepts'],
      ['gone', '联系人已离职或已删除', 'The contact has left or is gone'],
      ['bounced', '退信，地址收不到', 'Came back; the address does not work'],
      ['unreachable', '暂时发不出，稍后再试', 'Could not be sent yet; tried again'],
      ['rejected', '对方服务器拒收', 'The server refuses it'],
      ['gaveUp', '多次发送都没成', 'Gave up after several attempts'],
      ['expired', '过了时候还没发出', 'Too late to be sent'],
      ['unclear', '中断了，不清楚是否送到', 'Interrupted; nobody knows whether it arrived'],
    ],
  },
  {
    name: 'messageAdapter',
    label: ['发送方式', 'Sends by'],
    items: [
      ['smtp', '邮件服务器', 'Mail server'],
      ['file', '写入文件', 'Files'],
    ],
  },
  {
    name: 'mailSecurity',
    label: ['加密', 'Encryption'],
    items: [
      ['tls', 'TLS', 'TLS'],
      ['starttls', 'STARTTLS', 'STARTTLS'],
      ['none', '不加密', 'None'],
    ],
  },
  {
    name: 'unknownConsent',
    label: ['没有表态时', 'Who said nothing'],
    items: [
      ['personal', '可以问候，不发营销', 'Greetings yes, marketing no'],
      ['nothing', '什么都不发', 'Nothing'],
      ['everything', '都可以发', 'Everything'],
    ],
  },
]
