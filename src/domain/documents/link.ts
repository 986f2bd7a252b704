import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { seal, unseal } from '../../core/seal'

const OWNER = 'document link'
const MARK = 'sealed:'

/** The address of a delivery's page under ours: tenant and delivery, sealed, so that nobody can make one up. */
export const pathOf = async (ctx: Pick<Ctx, 'dataDir' | 'tenant'>, delivery: string): Promise<string> =>
  `/d/${(await seal(ctx.dataDir, JSON.stringify([ctx.tenant, delivery]), OWNER)).slice(MARK.length)}`

/** Whose delivery a link means; null for one that we did not make. */
export async function meantBy(dataDir: string, token: string): Promise<{ tenant: number; delivery: string } | null> {
  const opened = await unseal(dataDir, `${MARK}${token}`, OWNER).catch(() => null)
  if (!opened) return null
  const [tenant, delivery] = JSON.parse(opened) as [number, string]
  return Number.isInteger(tenant) && isId(delivery) ? { tenant, delivery } : null
}

/** Under which address customers reach us; null while the company did not say. */
export async function ourAddress(ctx: Ctx): Promise<string | null> {
  const [sender] = await ctx.db.query<{ address: string | null }>(
    sql`select link_address as address from message_senders where channel = 'email' and deleted_at is null limit 1`,
  )
  const address = sender?.address?.trim()
  if (!address) return null
  return (/^https?:/i.test(address) ? address : `https://${address}`).replace(/\/+$/, '')
}
