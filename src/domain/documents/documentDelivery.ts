import { choice, entity, flag, instant, longText, number, ref, text } from '../../core/entity'

/** One way by which a customer got a document, and what they did with it. Its link is opened without a log-in, until it ends. */
export const documentDelivery = entity('documentDelivery', {
  label: ['文件发送', 'Delivery'],
  plural: 'documentDeliveries',
  icon: 'send',
  owned: true,
  belongsTo: 'document',
  searched: false,
  internal: true,
  title: 'name',
  fields: {
    document: ref('document', { label: ['文件', 'Document'], required: true, readOnly: true }),
    name: text({ label: ['收件人', 'Recipient'], readOnly: true, max: 300, sensitive: true }),
    contact: ref('contact', { label: ['联系人', 'Contact'], readOnly: true }),
    message: ref('message', { label: ['外发消息', 'Message'], readOnly: true }),
    mayAnswer: flag({ label: ['可在线确认', 'May answer'], readOnly: true }),
    expiresAt: instant({ label: ['链接有效期至', 'Link ends'], readOnly: true }),
    revokedAt: instant({ label: ['撤回时间', 'Revoked'], readOnly: true }),
    views: number({ label: ['查看次数', 'Views'], scale: 0, readOnly: true, default: 0 }),
    downloads: number({ label: ['下载次数', 'Downloads'], scale: 0, readOnly: true, default: 0 }),
    viewedAt: instant({ label: ['首次查看', 'First viewed'], readOnly: true }),
    seenAt: instant({ label: ['最近查看', 'Last viewed'], readOnly: true }),
    answer: choice({ label: ['客户答复', 'Answer'], dictionary: 'documentAnswer', readOnly: true }),
    answeredAt: instant({ label: ['答复时间', 'Answered'], readOnly: true }),
    answeredBy: text({ label: ['答复人', 'Answered by'], max: 100, readOnly: true }),
    answerNote: longText({ label: ['答复说明', 'What they said'], max: 2_000, readOnly: true }),
  },
})
