import { act, reaction } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { text } from '../../core/entity'
import { say } from '../../core/i18n/say'
import { load } from '../../core/records/row'
import { change, insert, update } from '../../core/records/write'
import { type Message, NotSent } from './line'
import { messageSender } from './messageSender'
import { keepPassword } from './passwords'
import { ADAPTERS } from './send'

/** Settings of one channel, and a password that nobody reads again. An empty password takes the old one away. */
export const updateSender = act(messageSender, 'update', {
  label: ['修改', 'Change'],
  input: { password: text({ label: ['密码', 'Password'], max: 500 }) },
  async run(ctx, row, input) {
    const { password, draft } = input as { password?: string | null; draft: Record<string, unknown> }
    let now = await update(ctx, messageSender, row.id, draft)
    if (password !== undefined) {
      await keepPassword(ctx, row.id, password ?? '')
      now = await change(ctx, messageSender, now, { hasPassword: !!password }, 'update')
    }
    if (now.active && now.adapter === 'smtp' && !(now.host && now.port && now.fromAddress))
      throw refuse('sender.incomplete')
  },
})

/** Sends one message to an address of one's own, at once: what the server says to it is the answer. */
export const testSender = act(messageSender, 'test', {
  label: ['发送测试', 'Send a test'],
  icon: 'send',
  input: { to: text({ label: ['收件地址', 'To'], required: true, max: 254 }) },
  async run(ctx, row, { to }) {
    const sender = await load(ctx, messageSender, row.id, 'update')
    if (sender.adapter === 'smtp' && !(sender.host && sender.port && sender.fromAddress))
      throw refuse('sender.incomplete')
    if (/[\s<>,;]/.test(to)) throw invalid('to', 'sender.noAddress')
    const letter = {
      id: crypto.randomUUID(),
      channel: sender.channel,
      to,
      subject: say('sender.testSubject', {}, ctx.lang),
      body: say('sender.testBody', {}, ctx.lang),
      purpose: 'service',
      createdAt: ctx.now.toISOString(),
    } as unknown as Message
    try {
      const line = await ADAPTERS[sender.adapter]!(ctx, sender)
      await line.send(letter).finally(() => line.close())
    } catch (error) {
      if (error instanceof NotSent) throw refuse('sender.failed', { why: error.message.slice(0, 300) })
      throw error
    }
    return { sent: true }
  },
})

/** Each channel has its sender from the start. */
export async function setUpSenders(ctx: Ctx): Promise<void> {
  const standard = { hasPassword: false, perMinute: 30, unknownConsent: 'personal', security: 'tls' }
  await insert(ctx, messageSender, { ...standard, channel: 'email', adapter: 'smtp', active: false, port: 465 })
  await insert(ctx, messageSender, { ...standard, channel: 'sms', adapter: 'file', active: true })
}

export const senderRules = [
  reaction(messageSender, ['create', 'delete'], async ctx => {
    if (!ctx.user.system) throw refuse('sender.onePerChannel')
  }),
]
