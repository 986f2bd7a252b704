import { act } from '../../core/acts/act'
import { Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { choice, kindOf, longText, ref, text } from '../../core/entity'
import { email, phone } from '../../core/entity/field'
import { Invalid } from '../../core/entity/kind'
import { load } from '../../core/records/row'
import type { Purpose, SendingChannel } from './consent'
import { fillingFor } from './filling'
import { message } from './message'
import { messageTemplate } from './messageTemplate'
import { queueMessage } from './queue'
import { filledIn } from './variables'

/** Somebody writes to a contact, or to an address. What may not be sent is refused at once, and nothing is kept. */
export const createMessage = act(message, 'create', {
  label: ['发消息', 'Send a message'],
  on: 'object',
  input: {
    channel: choice({ label: ['渠道', 'Channel'], dictionary: 'messageChannel', required: true, default: 'email' }),
    contact: ref('contact', { label: ['联系人', 'Contact'] }),
    to: text({ label: ['收件地址', 'To'], max: 254 }),
    template: ref('messageTemplate', { label: ['消息模板', 'Template'] }),
    subject: text({ label: ['主题', 'Subject'], max: 300 }),
    body: longText({ label: ['正文', 'Text'], max: 20_000 }),
    purpose: choice({ label: ['用途', 'Purpose'], dictionary: 'messagePurpose', required: true, default: 'personal' }),
  },
  async run(ctx, _, input) {
    const strange = Object.entries((input as unknown as { draft: object }).draft).flatMap(([field, value]) =>
      value === null ? [] : [field],
    )
    if (strange.length > 0)
      throw new Refusal(
        'record.invalid',
        { count: strange.length },
        422,
        strange.map(field => ({ field, code: 'field.readOnly' })),
      )
    const channel = input.channel as SendingChannel
    if (!input.contact && !input.to) throw refuse('message.nobody')
    const letter = await written(ctx, channel, input)
    if (!letter.body?.trim()) throw refuse('message.empty')
    const row = await queueMessage(ctx, {
      channel,
      purpose: input.purpose as Purpose,
      contact: input.contact,
      // A contact is written to where the contact is reached.
      to: input.contact ? null : addressFrom(ctx, channel, input.to!),
      template: input.template,
      subject: letter.subject,
      body: letter.body,
      owner: ctx.user.system ? null : ctx.user.id,
    })
    if (row.status === 'refused') throw refuse(`message.${row.why}`)
    return row
  },
})

/** The text as given, or the template's, filled in for the contact. */
async function written(
  ctx: Ctx,
  channel: SendingChannel,
  input: { contact: string | null; template: string | null; subject: string | null; body: string | null },
): Promise<{ subject: string | null; body: string | null }> {
  if (!input.template && !/\{/.test(input.body ?? '')) return input
  const filling = await fillingFor(ctx, { contact: input.contact, owner: ctx.user.id })
  const template = input.template ? await load(ctx, messageTemplate, input.template, 'read') : null
  const subject = input.subject ?? template?.subject ?? null
  const body =
    input.body ?? (channel === 'sms' ? template?.shortText : null) ?? template?.body ?? template?.shortText ?? null
  return { subject: subject && filledIn(subject, filling), body: body && filledIn(body, filling) }
}

function addressFrom(ctx: Ctx, channel: SendingChannel, to: string): string {
  const field = channel === 'email' ? email({ label: ['', ''] }) : phone({ label: ['', ''] })
  const parsed = kindOf(field).parse(to.trim(), field, ctx.words)
  if (parsed instanceof Invalid)
    throw new Refusal('record.invalid', { count: 1 }, 422, [{ field: 'to', code: parsed.code, params: parsed.params }])
  return parsed as string
}
