import { type Act, act } from '../../core/acts/act'
import { type Refusal, Refusal as Refused, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { change } from '../../core/records/write'
import { coolDown, fullOf, lockHolders, termsOf, usedBy } from './quotas'

/**
 * Takes a record out of the pool for oneself. Of two who claim at once one wins, since the record is locked; quotas hold, since
 * what a person takes is counted under a lock of that person.
 */
export const claim = (entity: Entity<any>): Act =>
  act(entity, 'claim', {
    label: ['领取', 'Claim'],
    icon: 'hand',
    needs: 'read',
    batch: true,
    offer: { field: 'pool', op: 'notNull' },
    missing: (ctx, id) => takenBy(ctx, entity, id),
    async allow(ctx, record) {
      const row = record as Record<string, any>
      if (!row.pool) return owned(ctx, row.owner)
      return ctx.user.pools.some(p => p.id === row.pool) ? null : new Refused('pool.notMember', {}, 403)
    },
    async run(ctx, record) {
      const row = record as Record<string, any>
      const terms = await termsOf(ctx, row.pool)
      await lockHolders(ctx, [ctx.user.id], terms)
      const used = await usedBy(ctx, entity, terms, ctx.user.id, row.id)
      const refusal =
        fullOf(used, ['daily', 'total', 'owned']) ?? (await coolDown(ctx, entity, terms, ctx.user.id, row.id))
      if (refusal) throw refusal
      await change(ctx, entity, record, { owner: ctx.user.id, poolReason: null }, 'claim')
    },
  })

async function owned(ctx: Ctx, owner: string | null): Promise<Refusal> {
  if (owner === ctx.user.id) return refuse('pool.yours')
  const name = await nameOf(ctx, owner)
  return name ? new Refused('pool.takenBy', { name }, 409) : refuse('pool.notInPool')
}

/** Whoever saw the record in the pool a moment ago learns who was faster. */
async function takenBy(ctx: Ctx, entity: Entity<any>, id: string): Promise<Refusal | null> {
  const [last] = await ctx.db.query<{ next: string | null }>(sql`
    select next_id as next from ownerships where object = ${entity.name} and record_id = ${id} and pool_id = any(${ctx.user.pools.map(p => p.id)}::uuid[])
      and until > ${new Date(ctx.now.getTime() - 3_600_000).toISOString()} order by until desc limit 1`)
  const name = last && (await nameOf(ctx, last.next))
  return name ? new Refused('pool.takenBy', { name }, 409) : null
}

async function nameOf(ctx: Ctx, id: string | null): Promise<string | null> {
  if (!id) return null
  const [user] = await ctx.db.query<{ name: string }>(sql`select name from users where id = ${id}`)
  return user?.name ?? null
}
