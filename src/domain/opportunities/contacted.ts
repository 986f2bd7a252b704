import { reaction } from '../../core/acts/act'
import { sql } from '../../core/db/statement'
import { activity } from '../activities'
import { mark, these } from './marks'

/**
 * A contact about an opportunity moves its last contact, forwards only, and puts off its stalling; the day on which one wants to be
 * in touch again is the day of its next step. A note is no contact.
 */
export const contacted = reaction(
  activity,
  ['create', 'update'],
  async (ctx, row) => {
    const contact = row.type !== 'note' && Date.parse(row.occurredAt) <= ctx.now.getTime() + 60_000
    if (!row.opportunity || !(contact || row.nextFollowUpOn)) return
    await ctx.db.query(sql`update opportunities set
        last_contact_at = case when ${contact}::boolean then greatest(last_contact_at, ${row.occurredAt}::timestamptz) else last_contact_at end,
        next_step_on = coalesce(${row.nextFollowUpOn ?? null}::date, next_step_on)
      where id = ${row.opportunity} and tenant_id = ${ctx.tenant}`)
    await mark(ctx, these([row.opportunity]))
  },
  // Being given to somebody else is no contact.
  async () => {},
)
