import { entity, flag, longText, text } from '../../core/entity'

const variables = [
  '可用：{称呼} {联系人} {客户} {职务} {事由} {日期} {年数} {公司} {我} {我的电话} {今天}；催款另有 {金额} {明细} {逾期天数}',
  'Known: {salutation} {contact} {account} {position} {occasion} {date} {years} {company} {me} {myPhone} {today}; in reminders {amount} {details} {overdueDays}',
] as const

/** Text that is sent in the company's name; administrators write it. Variables are filled in for each recipient. */
export const messageTemplate = entity('messageTemplate', {
  label: ['消息模板', 'Message template'],
  area: 'settings',
  icon: 'mail-plus',
  setup: true,
  fields: {
    name: text({ label: ['名称', 'Name'], required: true, max: 60 }),
    subject: text({ label: ['主题', 'Subject'], max: 200, hint: variables }),
    body: longText({ label: ['邮件正文', 'E-mail'], max: 20_000, hint: variables }),
    shortText: longText({
      label: ['短信内容', 'Text message'],
      max: 500,
      hint: ['发短信时用；空着就用邮件正文', 'For text messages; without it the e-mail’s text is used'],
    }),
    active: flag({ label: ['启用', 'Active'], default: true }),
  },
  list: ['name', 'subject', 'shortText', 'active', 'updatedAt'],
})
