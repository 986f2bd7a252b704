import { inTransaction } from '../../core/acts/perform'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { addressOf, type Purpose, refusalOf, type SendingChannel } from './consent'
import { fileOutbox } from './fileOutbox'
import { type Adapter, type Line, type Message, NotSent, type Sender } from './line'
import { message } from './message'
import { messageSender } from './messageSender'
import { contactOf } from './queue'
import { smtp } from './smtp'

export const ADAPTERS: Record<string, Adapter> = { smtp, file: fileOutbox }

const MINUTE_MS = 60_000
const BATCH = 20
/** How long to wait before the next attempt; after the last one nobody tries again. */
const BACKOFF_MINUTES = [1, 5, 15, 60, 240]
/** Whoever began to send so long ago is gone. */
const ABANDONED_MINUTES = 10

/** Whenever something is queued, and every minute: sends what is due. */
export const sendMessages: Job = { name: 'send-messages', cron: '* * * * *', run: ctx => sendDue(ctx) }

/** Sends what is due on every channel that is switched on, within each sender's pace. */
export async function sendDue(ctx: Ctx): Promise<void> {
  await giveUpAbandoned(ctx)
  const senders = await ctx.db.query<{ row: Sender }>(
    sql`select ${rowSql(messageSender)} as row from message_senders t where t.active and t.deleted_at is null`,
  )
  for (const { row } of senders) await sendBy(ctx, row)
}

async function sendBy(ctx: Ctx, sender: Sender): Promise<void> {
  let line: Line | undefined
  try {
    for (let claimed = await claim(ctx, sender); claimed.length > 0; claimed = await claim(ctx, sender)) {
      for (const one of claimed) {
        try {
          line ??= await ADAPTERS[sender.adapter]!(ctx, sender)
          await line.send(one)
          await settle(ctx, one, { status: 'sent', why: null, detail: null, sentAt: ctx.now.toISOString() })
        } catch (error) {
          if (!(error instanceof NotSent)) throw error
          if (error.when !== 'never') {
            line?.close()
            line = undefined
          }
          await settle(ctx, one, afterFailure(ctx, one, error))
        }
      }
    }
  } finally {
    line?.close()
  }
}

/**
 * Takes messages to send. In one transaction, one sender at a time: so nobody else sends them, the pace holds, and what the
 * recipient refused since it was queued stays here.
 */
async function claim(ctx: Ctx, sender: Sender): Promise<Message[]> {
  return inTransaction(ctx, async tx => {
    await tx.db.query(sql`select id from message_senders where id = ${sender.id} for update`)
    const now = tx.now.toISOString()
    const [tried] = await tx.db.query<{ count: number }>(sql`select count(*) as count from messages
      where channel = ${sender.channel} and tried_at > ${new Date(tx.now.getTime() - MINUTE_MS).toISOString()} and deleted_at is null`)
    const room = Math.min(BATCH, (sender.perMinute ?? BATCH) - Number(tried!.count))
    if (room <= 0) return []
    for (;;) {
      const due = await tx.db.query<{ row: Message }>(sql`select ${rowSql(message)} as row from messages t
        where t.next_try_at <= ${now} and t.status = 'queued' and t.channel = ${sender.channel} and t.deleted_at is null
        order by t.next_try_at, t.id limit ${raw(String(room))} for update skip locked`)
      const claimed: Message[] = []
      for (const { row } of due) {
        const taken = await take(tx, row)
        if (taken) claimed.push(taken)
      }
      // Where all were refused there may be more behind them.
      if (claimed.length > 0 || due.length === 0) return claimed
    }
  })
}

/** Marks a message as being sent, or as refused when that is what its recipient says by now. */
async function take(ctx: Ctx, row: Message): Promise<Message | null> {
  if (row.expiresAt && Date.parse(row.expiresAt) <= ctx.now.getTime()) {
    await change(ctx, message, row, { status: 'failed', why: 'expired', nextTryAt: null }, 'send')
    return null
  }
  const channel = row.channel as SendingChannel
  const contact = await contactOf(ctx, row.contact)
  const to = contact ? addressOf(channel, contact) : row.to
  const why = row.contact && !contact ? 'gone' : await refusalOf(ctx, channel, row.purpose as Purpose, { contact, to })
  if (why) {
    await change(ctx, message, row, { status: 'refused', why, nextTryAt: null }, 'send')
    return null
  }
  const attempts = (row.attempts ?? 0) + 1
  return change(
    ctx,
    message,
    row,
    { status: 'sending', to, triedAt: ctx.now.toISOString(), nextTryAt: null, attempts },
    'send',
  )
}

const settle = (ctx: Ctx, row: Message, outcome: Record<string, unknown>) =>
  inTransaction(ctx, async tx => {
    const [now] = await tx.db.query<{ row: Message }>(
      sql`select ${rowSql(message)} as row from messages t where t.id = ${row.id} and t.status = 'sending' for update`,
    )
    if (now) await change(tx, message, now.row, outcome, 'send')
  })

function afterFailure(ctx: Ctx, row: Message, { when, message: detail }: NotSent): Record<string, unknown> {
  const told = { detail: detail.slice(0, 500) }
  if (when === 'unclear') return { ...told, status: 'failed', why: 'unclear' }
  if (when === 'never') return { ...told, status: 'failed', why: 'rejected' }
  const wait = BACKOFF_MINUTES[(row.attempts ?? 1) - 1]
  if (wait === undefined) return { ...told, status: 'failed', why: 'gaveUp' }
  return {
    ...told,
    status: 'queued',
    why: 'unreachable',
    nextTryAt: new Date(ctx.now.getTime() + wait * MINUTE_MS).toISOString(),
  }
}

/** A process that died while it sent leaves messages of which nobody knows whether they arrived: a person decides. */
async function giveUpAbandoned(ctx: Ctx): Promise<void> {
  const since = new Date(ctx.now.getTime() - ABANDONED_MINUTES * MINUTE_MS).toISOString()
  await inTransaction(ctx, async tx => {
    const left = await tx.db.query<{ row: Message }>(sql`select ${rowSql(message)} as row from messages t
      where t.tried_at < ${since} and t.status = 'sending' and t.deleted_at is null limit 200 for update skip locked`)
    for (const { row } of left) await change(tx, message, row, { status: 'failed', why: 'unclear' }, 'send')
  })
}
