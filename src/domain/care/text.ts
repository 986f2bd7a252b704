import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { labelIn } from '../../core/i18n/say'
import { rowSql } from '../../core/records/row'
import { consentField, type contact as contacts } from '../customers'
import {
  addressOf,
  dayInWords,
  filledIn,
  fillingFor,
  messageTemplate,
  refusalOf,
  type SendingChannel,
} from '../messages'
import type { care } from './care'
import { careRule } from './careRule'
import { careDictionaries } from './dictionaries'
import { FESTIVALS } from './festivals'

export type Care = Row<typeof care>
export type CareRule = Row<typeof careRule>
type Contact = Row<typeof contacts>

const OCCASIONS = new Map(
  careDictionaries.find(d => d.name === 'careOccasion')!.items.map(([code, zh, en]) => [code, [zh, en] as const]),
)

/** The rule behind a planned care, as it stands now; none where somebody planned it by hand. */
export async function ruleOf(ctx: Ctx, row: Care): Promise<CareRule | null> {
  if (!row.rule) return null
  const [found] = await ctx.db.query<{ row: CareRule }>(
    sql`select ${rowSql(careRule)} as row from care_rules t where t.id = ${row.rule} and t.deleted_at is null`,
  )
  return found?.row ?? null
}

/** The road to take: of those the rule names and the company sends on the one the contact likes best and accepts. Null when none is open. */
export async function channelFor(
  ctx: Ctx,
  row: Care,
  rule: CareRule | null,
  contact: Contact,
): Promise<SendingChannel | null> {
  const named = (row.channel ? [row.channel] : (rule?.channels ?? [])) as SendingChannel[]
  const open = await ctx.db.query<{ channel: string }>(
    sql`select channel from message_senders where active and deleted_at is null`,
  )
  const place = (channel: string) =>
    (open.some(one => one.channel === channel) ? 0 : 2) + (channel === contact.preferredChannel ? 0 : 1)
  const ordered = [...named].sort((a, b) => place(a) - place(b))
  // Where there is one road only, the outbox tells why it is closed.
  if (ordered.length === 1) return ordered[0]!
  for (const channel of ordered)
    if (!(await refusalOf(ctx, channel, 'care', { contact, to: addressOf(channel, contact) }))) return channel
  return null
}

/** What will be said: what somebody wrote for this one, else the template filled in. */
export async function textOf(
  ctx: Ctx,
  row: Care,
  rule: CareRule | null,
  channel: SendingChannel | null,
): Promise<{ subject: string; body: string | null }> {
  const subject = row.subject ?? ''
  if (row.body || !rule?.template) return { subject, body: row.body ?? null }
  const [found] = await ctx.db.query<{ row: Row<typeof messageTemplate> }>(
    sql`select ${rowSql(messageTemplate)} as row from message_templates t where t.id = ${rule.template} and t.deleted_at is null`,
  )
  if (!found) return { subject, body: null }
  const occasion =
    rule.occasion === 'festival'
      ? FESTIVALS.find(f => f.code === rule.festival)?.label
      : (['birthday', 'founding', 'firstDeal'].includes(rule.occasion) && OCCASIONS.get(rule.occasion)) || null
  const filling = {
    ...(await fillingFor(ctx, { contact: row.contact, account: row.account, owner: row.owner })),
    occasion: occasion ? labelIn(occasion, ctx.lang) : null,
    date: row.occursOn ? dayInWords(row.occursOn) : null,
    years: await yearsOf(ctx, row),
  }
  const { row: template } = found
  const text = (channel === 'sms' ? template.shortText : null) ?? template.body ?? template.shortText ?? ''
  return {
    subject: row.edited || !template.subject ? subject : filledIn(template.subject, filling),
    body: filledIn(text, filling),
  }
}

/** How many years it is on the day; nothing for what is no anniversary. */
async function yearsOf(ctx: Ctx, row: Care): Promise<string | null> {
  const began = { birthday: 'birthday', founding: 'founded_on', firstDeal: 'first_deal_on' }[row.occasion ?? '']
  if (!began || !row.occursOn) return null
  const [found] = await ctx.db.query<{
    years: number | null
  }>(sql`select (extract(year from ${row.occursOn}::date) - extract(year from ${raw(began)}))::int as years
    from ${raw(began === 'birthday' ? 'contacts' : 'accounts')} where id = ${began === 'birthday' ? row.contact : row.account}`)
  return found?.years ? String(found.years) : null
}

/** Roads that the contact refused, for a colleague who is to be in touch. */
export const refusedBy = (ctx: Ctx, contact: Contact): string[] =>
  (['email', 'sms', 'phone', 'wechat'] as const)
    .filter(channel => contact[consentField(channel)] === 'refused')
    .map(channel => String(ctx.words.dictionary('channel')?.get(channel)?.label ?? channel))
