import type { Messages } from '../../core/i18n/messages'

export const messageMessages: Messages = {
  'message.refused': [
    '对方拒绝了这个渠道，不能发送；换一个渠道，或先取得同意',
    'The person refused this channel. Use another one, or ask for consent first',
  ],
  'message.unknown': [
    '对方没有表态，这类消息不能发送；先取得同意并记在联系人上',
    'The person never agreed to messages of this kind. Ask first, and note the answer on the contact',
  ],
  'message.noAddress': [
    '没有可用的邮箱或手机号，先在联系人上填写',
    'There is no e-mail address or mobile number; add one to the contact',
  ],
  'message.bounced': [
    '发到这个邮箱的信退了回来，先核对地址',
    'Mail to this address came back; check the address first',
  ],
  'bounce.noReport': ['这不是退信报告', 'This is no report of delivery'],
  'contact.notBounced': ['这个邮箱没有退过信', 'No mail came back from this address'],
  'unsubscribe.title': ['退订', 'Unsubscribe'],
  'unsubscribe.ask': [
    '{company} 不再给 {to} 发邮件，确定退订吗？',
    '{company} will write no more e-mails to {to}. Unsubscribe?',
  ],
  'unsubscribe.button': ['退订', 'Unsubscribe'],
  'unsubscribe.done': ['已退订，{company} 不再给 {to} 发邮件。', 'Done: {company} will write no more e-mails to {to}.'],
  'unsubscribe.unknown': [
    '这个链接无效，请直接回复邮件说明不再接收。',
    'This link is not valid. Please answer the e-mail and say that you want no more.',
  ],
  'unsubscribe.line': [
    '不想再收到这类邮件，点这里退订：{link}',
    'To receive no more of these, unsubscribe here: {link}',
  ],
  'message.gone': ['联系人已离职或已删除', 'The contact has left or is gone'],
  'message.empty': ['正文不能为空', 'Write something, or choose a template'],
  'message.nobody': ['选一个联系人，或填收件地址', 'Choose a contact, or give an address'],
  'message.notQueued': ['这条消息已经不在排队，不能取消', 'This message is no longer waiting'],
  'message.notFailed': ['只有没发出去的消息才能重发', 'Only what was not sent can be sent again'],
  'message.fixed': ['已经发出的消息不能再改', 'What was sent cannot be changed'],
  'message.byQueue': ['消息只能通过发送产生', 'Messages come about by sending them'],
  'template.unknownVariable': ['不认识变量 {variable}', 'There is no variable {variable}'],
  'template.empty': ['邮件正文和短信内容至少填一项', 'Give the e-mail’s text or the text message'],
  'sender.incomplete': [
    '启用前先填服务器、端口和发件地址',
    'Give server, port and from address before switching it on',
  ],
  'sender.failed': ['没有发出去：{why}', 'Not sent: {why}'],
  'sender.noAddress': ['填一个收件地址', 'Give an address to send to'],
  'sender.onePerChannel': ['每个渠道一份设置，不能新增或删除', 'There is one sender for each channel'],
  'sender.testSubject': ['测试邮件', 'Test message'],
  'sender.testBody': ['收到这条消息，说明发送设置可用。', 'Your settings for sending work.'],
}
