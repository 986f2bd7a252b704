import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { enqueue } from '../../core/jobs/enqueue'
import { rowSql } from '../../core/records/row'
import { insert } from '../../core/records/write'
import type { contact as contacts } from '../customers'
import { addressOf, type Purpose, refusalOf, type SendingChannel } from './consent'
import { message } from './message'

export interface Letter {
  channel: SendingChannel
  purpose: Purpose
  contact?: string | null
  /** An address instead of a contact's own. */
  to?: string | null
  subject?: string | null
  body: string
  template?: string | null
  /** Files that go with it; e-mail only. */
  attachments?: readonly string[]
  /** In whose name; the author's unless given. */
  owner?: string | null
  board?: string
  aboutObject?: string
  aboutId?: string
  /** When it is no use any more. */
  expiresAt?: string
  /** The same key twice is one message. */
  key?: string
}

/**
 * Puts a message into the outbox, in the act's transaction; it is sent once that commits. The one way in: what the recipient
 * refused is kept as refused, with the reason, and never sent.
 */
export async function queueMessage(ctx: Ctx, letter: Letter): Promise<Row<typeof message>> {
  if (letter.key) {
    const [there] = await ctx.db.query<{ row: Row<typeof message> }>(
      sql`select ${rowSql(message)} as row from messages t where t.key = ${letter.key} and t.deleted_at is null`,
    )
    if (there) return there.row
  }
  const contact = await contactOf(ctx, letter.contact)
  const to = letter.to ?? (contact && addressOf(letter.channel, contact))
  const why =
    letter.contact && !contact ? 'gone' : await refusalOf(ctx, letter.channel, letter.purpose, { contact, to })
  const row = await insert(ctx, message, {
    ...letter,
    subject: letter.subject?.slice(0, 300) || letter.body.split('\n')[0]!.slice(0, 60),
    contact: contact?.id ?? null,
    account: contact?.account ?? null,
    to,
    status: why ? 'refused' : 'queued',
    why,
    attempts: 0,
    nextTryAt: why ? null : ctx.now.toISOString(),
    key: letter.key ?? null,
  })
  if (!why) await wakeSender(ctx)
  return row
}

/** Asks for what is queued to be sent once the act has committed. */
export const wakeSender = (ctx: Ctx) => enqueue(ctx, 'send-messages', null, { key: `${ctx.tenant}:send-messages` })

/** A contact as it is now; null when it is gone. */
export async function contactOf(ctx: Ctx, id: string | null | undefined): Promise<Row<typeof contacts> | null> {
  if (!id) return null
  const [found] = await ctx.db.query<{ row: Row<typeof contacts> }>(
    sql`select ${rowSql(ctx.words.entity('contact'))} as row from contacts t where t.id = ${id} and t.deleted_at is null`,
  )
  return found?.row ?? null
}
