import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { seal, unseal } from '../../core/seal'

const ownerOf = (ctx: Ctx, senderId: string) => `sender ${ctx.tenant} ${senderId}`

/** Keeps the password of a sender, sealed; an empty one is forgotten. */
export async function keepPassword(ctx: Ctx, senderId: string, password: string): Promise<void> {
  await ctx.db.query(sql`delete from message_passwords where sender_id = ${senderId}`)
  if (!password) return
  const sealed = await seal(ctx.dataDir, password, ownerOf(ctx, senderId))
  await ctx.db.query(
    sql`insert into message_passwords (tenant_id, sender_id, sealed) values (${ctx.tenant}, ${senderId}, ${sealed})`,
  )
}

/** The password of a sender, for the one moment of signing in to its server. */
export async function passwordOf(ctx: Ctx, senderId: string): Promise<string | null> {
  const [kept] = await ctx.db.query<{ sealed: string }>(
    sql`select sealed from message_passwords where sender_id = ${senderId}`,
  )
  return kept ? unseal(ctx.dataDir, kept.sealed, ownerOf(ctx, senderId)) : null
}
