import { reaction } from '../../core/acts/act'
import { sql } from '../../core/db/statement'
import { activity } from '../activities'
import { mark, these } from './marks'

/** A contact about an opportunity moves its last contact, forwards only, and puts off its stalling. A note is no contact. */
export const contacted = reaction(
  activity,
  ['create', 'update'],
  async (ctx, row) => {
    if (!row.opportunity || row.type === 'note' || Date.parse(row.occurredAt) > ctx.now.getTime() + 60_000) return
    await ctx.db.query(sql`update opportunities set last_contact_at = greatest(last_contact_at, ${row.occurredAt}::timestamptz)
      where id = ${row.opportunity} and tenant_id = ${ctx.tenant}`)
    await mark(ctx, these([row.opportunity]))
  },
  // Being given to somebody else is no contact.
  async () => {},
)
