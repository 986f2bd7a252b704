import type { Refusal } from '../../core/acts/refusal'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { type Duplicate, duplicates } from '../../core/matching/duplicates'
import { account, contact } from '../customers'
import { lead } from './lead'

type Lead = Row<typeof lead>

/** What a conversion would make of a lead, and who may be the same customer already. */
export interface Plan {
  accountName: string
  /** Nobody's where the lead names no person. */
  contactName: string | null
  opportunityName: string
  candidates: Candidate[]
  /** One of them is so alike that it has to be said which customer is meant. */
  collides: boolean
}
/** A record that looks like the customer. `account`: the customer it is or has become, where the caller may see that. */
export interface Candidate extends Duplicate {
  account: { id: string; name: string } | null
}

/** A lead without a company is the person's own. */
export const accountNameOf = (row: Lead): string => row.company ?? row.contactPerson ?? row.name
export const contactNameOf = (row: Lead): string | null => row.contactPerson ?? (row.company ? null : row.name)

export async function planOf(ctx: Ctx, row: Lead): Promise<Plan> {
  const accountName = accountNameOf(row)
  const candidates = await candidatesFor(ctx, row, accountName)
  return {
    accountName,
    contactName: contactNameOf(row),
    opportunityName: row.name,
    candidates,
    collides: candidates.some(one => one.score >= COLLIDES),
  }
}

/**
 * Customers, registrations and leads of colleagues that look like what a lead would become, over all boards. The caller's own
 * leads stand in nobody's way, unless they have become a customer.
 */
export async function candidatesFor(ctx: Ctx, row: Lead, name: string): Promise<Candidate[]> {
  const draft = { name, phone: row.phone, email: row.email }
  const found = await duplicates(ctx, ctx.words.entity(account.name), draft, row.id)
  const become = await accountsOf(
    ctx,
    found.filter(one => one.object === lead.name && !one.masked).map(one => one.id),
  )
  const seen = new Set<string>()
  return found.flatMap((one): Candidate[] => {
    const known =
      one.object === account.name ? (one.masked ? null : { id: one.id, name: one.name }) : (become.get(one.id) ?? null)
    if (!one.masked && !known) return []
    // A customer and the lead it came from are one candidate.
    if (known && seen.has(known.id)) return []
    if (known) seen.add(known.id)
    return [{ ...one, account: known }]
  })
}

async function accountsOf(ctx: Ctx, leads: readonly string[]): Promise<Map<string, { id: string; name: string }>> {
  if (leads.length === 0) return new Map()
  const rows = await ctx.db.query<{ lead: string; id: string; name: string }>(sql`
    select l.id as lead, a.id, a.name from leads l join accounts a on a.id = l.converted_account_id and a.deleted_at is null
    where l.id = any(${leads}::uuid[])`)
  return new Map(rows.map(({ lead: of, ...one }) => [of, one]))
}

/** From this likeness on it is asked which customer is meant; what is less alike is only shown. */
export const COLLIDES = 0.65

/** Somebody at the customer who is the lead's person already. */
export async function contactAt(ctx: Ctx, accountId: string, row: Lead, name: string): Promise<string | null> {
  const draft = { name, account: accountId, phone: row.phone, email: row.email }
  const found = (await duplicates(ctx, ctx.words.entity(contact.name), draft)).filter(
    one => one.object === contact.name && !one.masked && one.score >= SAME_PERSON,
  )
  if (found.length === 0) return null
  const [there] = await ctx.db.query<{ id: string }>(sql`select id from contacts
    where id = any(${found.map(one => one.id)}::uuid[]) and account_id = ${accountId} and deleted_at is null
    order by array_position(${found.map(one => one.id)}::uuid[], id) limit 1`)
  return there?.id ?? null
}
/** Name and employer the same, or a number. */
const SAME_PERSON = 0.65

/** Why a lead cannot be converted now. */
export function notConvertible(row: Lead): Refusal | null {
  if (row.status === 'converted') return refuse('lead.isConverted')
  if (row.status === 'invalid') return refuse('lead.isDiscarded')
  return row.pool ? refuse('lead.inPool') : null
}
