import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { change } from '../../core/records/write'
import { addressOf, type Purpose, refusalOf, type SendingChannel } from './consent'
import { message } from './message'
import { contactOf, wakeSender } from './queue'

/** Sends again what did not go out: to the address as it is now, if the recipient still may be written to. */
export const resend = act(message, 'resend', {
  label: ['重发', 'Send again'],
  icon: 'rotate-cw',
  batch: true,
  allow: (_, row) =>
    ['failed', 'refused', 'cancelled'].includes(row.status ?? '') ? null : refuse('message.notFailed'),
  async run(ctx, row) {
    const channel = row.channel as SendingChannel
    const contact = await contactOf(ctx, row.contact)
    const to = contact ? addressOf(channel, contact) : row.to
    const why =
      row.contact && !contact ? 'gone' : await refusalOf(ctx, channel, row.purpose as Purpose, { contact, to })
    if (why) throw refuse(`message.${why}`)
    await change(
      ctx,
      message,
      row,
      { status: 'queued', why: null, detail: null, attempts: 0, to, nextTryAt: ctx.now.toISOString(), expiresAt: null },
      'resend',
    )
    await wakeSender(ctx)
  },
})

/** Takes back what has not gone out yet. */
export const cancelMessage = act(message, 'cancel', {
  label: ['取消发送', 'Cancel'],
  icon: 'circle-x',
  batch: true,
  allow: (_, row) => (row.status === 'queued' ? null : refuse('message.notQueued')),
  async run(ctx, row) {
    await change(ctx, message, row, { status: 'cancelled', nextTryAt: null }, 'cancel')
  },
})
