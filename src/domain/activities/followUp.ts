import { reaction } from '../../core/acts/act'
import { sql } from '../../core/db/statement'
import { activity } from './activity'

/** Moves the account's clocks: last contact only forwards, next follow-up as the activity says. A note is no contact. */
export const followUp = reaction(activity, ['create', 'update'], async (ctx, row) => {
  if (!row.account) return
  const contacted = row.type !== 'note' && Date.parse(row.occurredAt) <= ctx.now.getTime() + 60_000
  await ctx.db.query(sql`update accounts set
      last_contact_at = case when ${contacted}::boolean then greatest(last_contact_at, ${row.occurredAt}::timestamptz) else last_contact_at end,
      next_follow_up_on = coalesce(${row.nextFollowUpOn ?? null}::date, next_follow_up_on)
    where id = ${row.account} and tenant_id = ${ctx.tenant}`)
})
