import { type Reaction, reaction } from '../../core/acts/act'
import { raw, sql } from '../../core/db/statement'
import { activity } from '../activities'

/** Keeps on the customer when somebody was last there, also where a visit is taken back. */
export const lastVisit: Reaction[] = [
  reaction(
    activity,
    ['create', 'update'],
    async (ctx, row, before) => {
      const happened = row.type === 'visit' && row.account && Date.parse(row.occurredAt) <= ctx.now.getTime() + 60_000
      if (
        !happened ||
        (before?.type === 'visit' && before.occurredAt === row.occurredAt && before.account === row.account)
      )
        return
      await ctx.db.query(sql`update ${raw(ctx.words.entity('account').table)} set last_visit_at = greatest(last_visit_at, ${row.occurredAt}::timestamptz)
        where id = ${row.account} and tenant_id = ${ctx.tenant}`)
    },
    // Being given to somebody else is no visit.
    async () => {},
  ),
  reaction(activity, ['delete', 'restore'], async (ctx, row) => {
    if (row.type !== 'visit' || !row.account) return
    await ctx.db.query(sql`update ${raw(ctx.words.entity('account').table)} set last_visit_at = (select max(occurred_at) from ${raw(activity.table)} v
        where v.account_id = ${row.account} and v.type = 'visit' and v.deleted_at is null and v.occurred_at <= ${ctx.now.toISOString()}::timestamptz)
      where id = ${row.account} and tenant_id = ${ctx.tenant}`)
  }),
]
