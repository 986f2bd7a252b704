import { choice, email, entity, flag, number, text, url } from '../../core/entity'

/** How the company sends on one channel: one record for each. The password is kept apart, sealed. */
export const messageSender = entity('messageSender', {
  label: ['发送设置', 'Sender'],
  area: 'settings',
  icon: 'mail-check',
  setup: true,
  title: 'channel',
  fields: {
    channel: choice({
      label: ['渠道', 'Channel'],
      dictionary: 'messageChannel',
      required: true,
      once: true,
      unique: true,
    }),
    adapter: choice({ label: ['发送方式', 'Sends by'], dictionary: 'messageAdapter', required: true }),
    active: flag({ label: ['启用', 'Active'], default: false }),
    host: text({ label: ['服务器', 'Server'], max: 253 }),
    port: number({ label: ['端口', 'Port'], scale: 0, min: 1 }),
    security: choice({ label: ['加密', 'Encryption'], dictionary: 'mailSecurity', default: 'tls' }),
    login: text({ label: ['登录名', 'Log-in'], max: 254 }),
    hasPassword: flag({ label: ['已存密码', 'Has a password'], readOnly: true }),
    fromAddress: email({ label: ['发件地址', 'From address'], sensitive: false }),
    fromName: text({ label: ['发件人名称', 'From name'], max: 100 }),
    linkAddress: url({
      label: ['系统网址', 'Address of this system'],
      hint: [
        '收件人能打开的网址，邮件里的退订链接以它开头',
        'Where recipients reach it; links to unsubscribe begin with it',
      ],
    }),
    perMinute: number({ label: ['每分钟最多', 'At most a minute'], scale: 0, min: 1, default: 30 }),
    unknownConsent: choice({
      label: ['联系人没有表态时', 'Who said nothing'],
      dictionary: 'unknownConsent',
      required: true,
      default: 'personal',
    }),
  },
  list: ['channel', 'adapter', 'active', 'host', 'fromAddress', 'perMinute', 'unknownConsent'],
})
