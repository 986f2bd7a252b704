import { act } from '../../core/acts/act'
import { forbidden, invalid, refuse, refuseInvalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { choice, kindOf, longText, ref, text } from '../../core/entity'
import { email, phone } from '../../core/entity/field'
import { Invalid } from '../../core/entity/kind'
import { load } from '../../core/records/row'
import { contact as contacts } from '../customers'
import type { Purpose, SendingChannel } from './consent'
import { fillingFor } from './filling'
import { message } from './message'
import { messageTemplate } from './messageTemplate'
import { queueMessage } from './queue'
import { filledIn } from './variables'

const letterInput = {
  channel: choice({ label: ['渠道', 'Channel'], dictionary: 'messageChannel', required: true, default: 'email' }),
  template: ref('messageTemplate', { label: ['消息模板', 'Template'] }),
  subject: text({ label: ['主题', 'Subject'], max: 300 }),
  body: longText({
    label: ['正文', 'Text'],
    max: 20_000,
    hint: ['选了模板可以不写', 'Not needed with a template'],
  }),
  purpose: choice({ label: ['用途', 'Purpose'], dictionary: 'messagePurpose', required: true, default: 'personal' }),
}
interface Written {
  channel: string
  template: string | null
  subject: string | null
  body: string | null
  purpose: string
}

/** Somebody writes to a contact, or to an address. What may not be sent is refused at once, and nothing is kept. */
export const createMessage = act(message, 'create', {
  label: ['发消息', 'Send a message'],
  on: 'object',
  input: {
    ...letterInput,
    contact: ref('contact', { label: ['联系人', 'Contact'] }),
    to: text({ label: ['收件地址', 'To'], max: 254 }),
  },
  async run(ctx, _, input) {
    const strange = Object.entries((input as unknown as { draft: object }).draft).flatMap(([field, value]) =>
      value === null ? [] : [{ field, code: 'field.readOnly' }],
    )
    refuseInvalid(strange)
    if (!input.contact && !input.to) throw refuse('message.nobody')
    // A contact is written to where the contact is reached.
    const to = input.contact ? null : addressFrom(ctx, input.channel as SendingChannel, input.to!)
    return write(ctx, input, input.contact, to)
  },
})

/** The same from a contact's page, or to each of a selection; who refused gets nothing, and the answer says so. */
export const writeToContact = act(contacts, 'write', {
  label: ['发消息', 'Send a message'],
  icon: 'send',
  needs: 'read',
  batch: true,
  input: letterInput,
  async run(ctx, row, input) {
    if (!ctx.user.system && !ctx.user.rights(message.name).create)
      throw forbidden('right.create', { object: message.name })
    await write(ctx, input, row.id, null)
  },
})

async function write(ctx: Ctx, input: Written, contact: string | null, to: string | null) {
  const channel = input.channel as SendingChannel
  const { subject, body } = await written(ctx, channel, { ...input, contact })
  if (!body?.trim()) throw refuse('message.empty')
  const row = await queueMessage(ctx, {
    channel,
    purpose: input.purpose as Purpose,
    contact,
    to,
    template: input.template,
    subject,
    body,
    owner: ctx.user.system ? null : ctx.user.id,
  })
  if (row.status === 'refused') throw refuse(`message.${row.why}`)
  return row
}

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
  if (parsed instanceof Invalid) throw invalid('to', parsed.code, parsed.params)
  return parsed as string
}
