import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { matchKeys, phonesOf } from '../../core/matching/keys'
import { consentField, type contact as contacts } from '../customers'
import { blockedWhy } from './blocks'

export type SendingChannel = 'email' | 'sms'
export type Purpose = 'personal' | 'care' | 'service' | 'marketing'
/** Why somebody is not written to; codes of the dictionary `messageWhy`. */
export type Why = 'refused' | 'unknown' | 'noAddress' | 'gone' | 'bounced'

type Contact = Pick<Row<typeof contacts>, 'id' | 'email' | 'phone' | 'left' | 'emailConsent' | 'smsConsent'>
export interface Recipient {
  contact: Contact | null
  to: string | null
}

/** Where a contact is reached on a channel: the address as it is now, or null. */
export const addressOf = (channel: SendingChannel, contact: Pick<Contact, 'email' | 'phone'>): string | null =>
  channel === 'email'
    ? contact.email?.trim() || null
    : (phonesOf(contact.phone ?? '').find(number => /^\+(?!86)|^\+861/.test(number)) ?? null)

/**
 * The one rule of who may be written to on a channel: nobody who refused it, under whatever record the address stands; who said
 * nothing, as the company decided.
 * @returns null when the message may go
 */
export async function refusalOf(
  ctx: Ctx,
  channel: SendingChannel,
  purpose: Purpose,
  { contact, to }: Recipient,
): Promise<Why | null> {
  if (contact?.left) return 'gone'
  const consents = contact ? [contact[consentField(channel)]] : []
  if (consents.includes('refused')) return 'refused'
  if (!to) return 'noAddress'
  const blocked = await blockedWhy(ctx, channel, to)
  if (blocked) return blocked
  for (const same of await sharing(ctx, channel, to)) consents.push(same[consentField(channel)])
  if (consents.includes('refused')) return 'refused'
  if (consents.includes('allowed')) return null
  const [sender] = await ctx.db.query<{ rule: string }>(
    sql`select unknown_consent as rule from message_senders where channel = ${channel} and deleted_at is null`,
  )
  const rule = sender?.rule ?? 'nothing'
  return rule === 'everything' || (rule === 'personal' && purpose !== 'marketing') ? null : 'unknown'
}

/** Contacts with the same address: consent is a person's, and the same person may have been entered twice. */
export async function sharing(ctx: Ctx, channel: SendingChannel, to: string): Promise<Contact[]> {
  const keys = matchKeys(ctx.tenant, ctx.words.entity('contact'), channel === 'email' ? { email: to } : { phone: to })
  if (keys.length === 0) return []
  const found =
    await ctx.db.query<Contact>(sql`select c.id, c.email, c.phone, c.email_consent as "emailConsent", c.sms_consent as "smsConsent"
    from search_documents d join contacts c on c.id = d.record_id where d.object = 'contact' and d.terms && ${keys}::int4[] and c.deleted_at is null
    limit 100`)
  // What is found by a hash is compared with the address itself.
  return found.filter(one =>
    channel === 'email'
      ? one.email?.trim().toLowerCase() === to.trim().toLowerCase()
      : phonesOf(one.phone ?? '').some(n => phonesOf(to).includes(n)),
  )
}
