import { act } from '../../core/acts/act'
import { forbidden, refuse } from '../../core/acts/refusal'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { type Entity, flag, longText, number, type Row, ref, text } from '../../core/entity'
import { say } from '../../core/i18n/say'
import { read } from '../../core/records/query'
import { change, insert } from '../../core/records/write'
import { contactOf, message, queueMessage } from '../messages'
import { document } from './document'
import { documentDelivery } from './documentDelivery'
import { ourAddress, pathOf } from './link'
import { aboutOf } from './make'
import { printableOf } from './printable'

const DAY_MS = 86_400_000
const DAYS = 30
const DAYS_MAX = 365

const linkInput = {
  days: number({
    label: ['链接有效天数', 'Link holds for'],
    scale: 0,
    min: 1,
    default: DAYS,
    unit: ['天', 'days'],
  }),
  mayAnswer: flag({ label: ['客户可以在线接受或拒绝', 'The customer may accept or decline'], default: true }),
}

/** Mails a paper to a customer, with a link by which we learn that they looked at it. */
export const sendDocument = act(document, 'send', {
  label: ['发送', 'Send'],
  icon: 'send',
  needs: 'read',
  input: {
    contact: ref('contact', { label: ['联系人', 'Contact'] }),
    to: text({
      label: ['收件地址', 'To'],
      max: 254,
      hint: ['选了联系人就用联系人的', 'A contact is written to at their own'],
    }),
    subject: text({ label: ['主题', 'Subject'], max: 300 }),
    body: longText({ label: ['正文', 'Text'], max: 10_000 }),
    attached: flag({ label: ['随邮件附上文件', 'With the file attached'], default: true }),
    ...linkInput,
  },
  async run(ctx, paper, input) {
    if (!ctx.user.system && !ctx.user.rights(message.name).create)
      throw forbidden('right.create', { object: message.name })
    const to = input.to?.trim() || null
    if (!input.contact && !to) throw refuse('message.nobody')
    if (to && !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(to)) throw refuse('document.noAddress')
    const contact = await contactOf(ctx, input.contact)
    const delivery = await deliver(ctx, paper, {
      name: contact ? [contact.name, to ?? contact.email].filter(Boolean).join(' ') : to!,
      contact: contact?.id ?? null,
      days: input.days ?? DAYS,
      mayAnswer: input.mayAnswer !== false,
    })
    const address = await ourAddress(ctx)
    const link = address && `${address}${await pathOf(ctx, delivery.id)}`
    const body = input.body?.trim() || say('document.mailBody', { name: paper.name }, ctx.lang)
    const sent = await queueMessage(ctx, {
      channel: 'email',
      purpose: 'personal',
      contact: contact?.id ?? null,
      to: contact ? null : to,
      subject: input.subject?.trim() || paper.name,
      body: link ? `${body}\n\n${say('document.mailLink', { link }, ctx.lang)}` : body,
      attachments: input.attached === false ? [] : (paper.file ?? []),
      owner: ctx.user.system ? null : ctx.user.id,
      aboutObject: paper.aboutObject ?? undefined,
      aboutId: paper.aboutId ?? undefined,
    })
    if (sent.status === 'refused') throw refuse(`message.${sent.why}`)
    await change(ctx, documentDelivery, delivery, { message: sent.id }, 'send')
    return read(ctx, ctx.words.entity(document.name), paper.id)
  },
})

/** A link to give away by whatever road: a chat, a text message. */
export const shareLink = act(document, 'link', {
  label: ['生成链接', 'Make a link'],
  icon: 'link',
  needs: 'read',
  input: { name: text({ label: ['给谁', 'For whom'], max: 100 }), ...linkInput },
  async run(ctx, paper, { name, days, mayAnswer }) {
    const delivery = await deliver(ctx, paper, {
      name: name?.trim() || say('document.byLink', {}, ctx.lang),
      contact: null,
      days: days ?? DAYS,
      mayAnswer: mayAnswer !== false,
    })
    const path = await pathOf(ctx, delivery.id)
    return {
      delivery: delivery.id,
      path,
      url: `${(await ourAddress(ctx)) ?? ''}${path}`,
      expiresAt: delivery.expiresAt,
    }
  },
})

/** Ends a link at once. */
export const revokeLink = act(documentDelivery, 'revoke', {
  label: ['撤回链接', 'Revoke the link'],
  icon: 'link-2-off',
  allow: (_ctx, delivery) => (delivery.revokedAt ? refuse('document.revoked') : null),
  async run(ctx, delivery) {
    await change(ctx, documentDelivery, delivery, { revokedAt: ctx.now.toISOString() }, 'revoke')
  },
})

interface Road {
  name: string
  contact: string | null
  days: number
  mayAnswer: boolean
}

/** A new way to a paper. What nobody has agreed to yet goes to no customer. */
async function deliver(ctx: Ctx, paper: Row<typeof document>, { days, mayAnswer, ...road }: Road) {
  if (days > DAYS_MAX) throw refuse('document.days', { max: DAYS_MAX })
  const record = await aboutOf(ctx, paper)
  const printed = printableOf(paper.aboutObject!)
  if (paper.sheet?.draft || printed?.draft?.(record)) throw refuse('document.draft')
  const first = paper.status === 'made'
  const delivery = await insert(ctx, documentDelivery, {
    ...road,
    document: paper.id,
    mayAnswer: mayAnswer && !!printed?.answered,
    expiresAt: new Date(ctx.now.getTime() + days * DAY_MS).toISOString(),
    views: 0,
    downloads: 0,
  })
  if (first) {
    await change(ctx, document, paper, { status: 'sent' }, 'send')
    await printed?.sent?.(ctx, record as Row<Entity<any>>)
  }
  return delivery
}

/** Until which day a link holds, as its page says it. */
export const lastDay = (expiresAt: string): string => dayOf(new Date(Date.parse(expiresAt) - 1))
