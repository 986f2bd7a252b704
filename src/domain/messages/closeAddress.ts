import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import { contact as contacts } from '../customers'
import { type Blocked, levelled } from './blocks'
import { type SendingChannel, sharing } from './consent'

/**
 * Closes an address on a channel, and notes it with every contact that has it: an unsubscription as a refusal, a bounce as an
 * address that does not work. A second time nothing changes.
 */
export async function closeAddress(
  ctx: Ctx,
  channel: SendingChannel,
  address: string,
  why: Blocked,
  message: string | null,
): Promise<void> {
  await ctx.db.query(sql`insert into message_blocks (tenant_id, channel, address, why, message_id, since)
    values (${ctx.tenant}, ${channel}, ${levelled(address)}, ${why}, ${message}, ${ctx.now.toISOString()}) on conflict do nothing`)
  const wanted: Record<string, unknown> =
    why === 'refused' ? { [`${channel}Consent`]: 'refused', consentSource: 'unsubscribe' } : { emailBounced: true }
  const [field, value] = Object.entries(wanted)[0]!
  for (const { id } of await sharing(ctx, channel, address)) {
    const [found] = await ctx.db.query<{ row: any }>(
      sql`select ${rowSql(ctx.words.entity(contacts.name))} as row from contacts t where t.id = ${id} and t.deleted_at is null for update`,
    )
    if (found && found.row[field] !== value) await change(ctx, contacts, found.row, wanted)
  }
}
