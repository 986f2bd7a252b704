import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { hashPassword } from './password'
import { sessionsChanged } from './people'

/** Gives a person a password. Failures and locks are forgotten; `mustChange` makes the next log-in ask for one of their own. */
export async function setPassword(ctx: Ctx, userId: string, password: string, mustChange: boolean): Promise<void> {
  await setHashed(ctx, userId, await hashPassword(password), mustChange)
}

/** The same with a password that `hashPassword` has hashed already. */
export async function setHashed(ctx: Ctx, userId: string, hashed: string, mustChange: boolean): Promise<void> {
  await ctx.db.query(sql`insert into credentials (tenant_id, user_id, password, must_change, changed_at)
    values (${ctx.tenant}, ${userId}, ${hashed}, ${mustChange}, ${ctx.now.toISOString()})
    on conflict (tenant_id, user_id) do update set password = excluded.password, must_change = excluded.must_change,
      changed_at = excluded.changed_at, failures = 0, locked_until = null`)
}

/** Ends all sessions of a person, but the one to keep. */
export async function endSessions(ctx: Ctx, userId: string, keep: string | null = null): Promise<void> {
  await ctx.db.query(sql`delete from sessions where user_id = ${userId} and hash is distinct from ${keep}`)
  await sessionsChanged(ctx)
}
