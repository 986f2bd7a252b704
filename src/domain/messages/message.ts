import { choice, entity, files, instant, longText, number, ref, text } from '../../core/entity'

/**
 * Something written to a person outside the company, by e-mail or text message: the outbox. Whatever is sent is one of these, and
 * only `queueMessage` makes them, so that nobody is written to on a road they refused.
 */
export const message = entity('message', {
  label: ['外发消息', 'Outgoing message'],
  area: 'together',
  icon: 'send',
  owned: true,
  open: { field: 'status', op: 'in', value: ['queued', 'sending'] },
  searched: false,
  timeline: 'createdAt',
  title: 'subject',
  fields: {
    contact: ref('contact', { label: ['联系人', 'Contact'] }),
    to: text({
      label: ['收件地址', 'To'],
      max: 254,
      sensitive: true,
      hint: ['选了联系人就用联系人的', 'A contact is written to at their own'],
    }),
    channel: choice({
      label: ['渠道', 'Channel'],
      dictionary: 'messageChannel',
      required: true,
      default: 'email',
      filter: true,
    }),
    template: ref('messageTemplate', { label: ['消息模板', 'Template'] }),
    subject: text({ label: ['主题', 'Subject'], max: 300 }),
    body: longText({ label: ['正文', 'Text'], max: 20_000 }),
    attachments: files({ label: ['附件', 'Attachments'], readOnly: true }),
    purpose: choice({
      label: ['用途', 'Purpose'],
      dictionary: 'messagePurpose',
      required: true,
      default: 'personal',
    }),
    account: ref('account', { label: ['客户', 'Account'], readOnly: true }),
    status: choice({ label: ['状态', 'Status'], dictionary: 'messageStatus', readOnly: true, filter: true }),
    why: choice({ label: ['原因', 'Reason'], dictionary: 'messageWhy', readOnly: true }),
    detail: text({ label: ['说明', 'Detail'], max: 500, readOnly: true }),
    attempts: number({ label: ['次数', 'Attempts'], scale: 0, readOnly: true }),
    nextTryAt: instant({ label: ['下次发送', 'Next attempt'], readOnly: true, filter: true }),
    triedAt: instant({ label: ['上次发送', 'Last attempt'], readOnly: true, filter: true }),
    // What nobody could send until then is no use any more.
    expiresAt: instant({ label: ['过期时间', 'Expires'], readOnly: true }),
    sentAt: instant({ label: ['发出时间', 'Sent'], readOnly: true }),
    aboutObject: text({ label: ['所属对象', 'About object'], readOnly: true, max: 60 }),
    aboutId: text({ label: ['所属记录', 'About record'], readOnly: true, max: 36, filter: true }),
    // Whoever asks again with the same key gets the message there is.
    key: text({ label: ['去重标识', 'Key'], readOnly: true, max: 200, unique: true }),
  },
  list: ['subject', 'channel', 'contact', 'account', 'to', 'status', 'why', 'attempts', 'createdAt', 'sentAt', 'owner'],
})
