import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { SendingChannel } from './consent'

/** Why nothing is sent to an address any more, whoever it stands with: it was refused from there, or what is sent comes back. */
export type Blocked = 'refused' | 'bounced'

/** An address as it compares. */
export const levelled = (address: string) => address.trim().toLowerCase()

/** Why an address is closed on a channel; null while it is open. A refusal counts more than a bounce. */
export async function blockedWhy(ctx: Ctx, channel: SendingChannel, address: string): Promise<Blocked | null> {
  const found = await ctx.db.query<{ why: Blocked }>(
    sql`select why from message_blocks where channel = ${channel} and address = ${levelled(address)}`,
  )
  return (found.find(({ why }) => why === 'refused') ?? found[0])?.why ?? null
}

/** Opens an address again after it bounced; a refusal stays. */
export async function unblock(ctx: Ctx, channel: SendingChannel, address: string): Promise<void> {
  await ctx.db.query(
    sql`delete from message_blocks where channel = ${channel} and address = ${levelled(address)} and why = 'bounced' and tenant_id = ${ctx.tenant}`,
  )
}
