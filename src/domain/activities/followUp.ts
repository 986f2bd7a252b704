import { reaction } from '../../core/acts/act'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { wind } from '../ownership'
import { activity } from './activity'

/**
 * Moves the clocks of what the activity is about: last contact only forwards, next follow-up as the activity says. A note is no
 * contact. A contact puts off recycling.
 */
export const followUp = reaction(
  activity,
  ['create', 'update'],
  async (ctx, row) => {
    const contacted = row.type !== 'note' && Date.parse(row.occurredAt) <= ctx.now.getTime() + 60_000
    for (const [object, id] of aboutWhat(ctx, row)) {
      const entity = ctx.words.entity(object)
      const next = 'nextFollowUpOn' in entity.fields
      if (!contacted && !(next && row.nextFollowUpOn)) continue
      await ctx.db.query(sql`update ${raw(entity.table)} set
        last_contact_at = case when ${contacted}::boolean then greatest(last_contact_at, ${row.occurredAt}::timestamptz) else last_contact_at end
        ${next ? sql`, next_follow_up_on = coalesce(${row.nextFollowUpOn ?? null}::date, next_follow_up_on)` : raw('')}
      where id = ${id} and tenant_id = ${ctx.tenant}`)
      if (contacted && entity.pool) await wind(ctx, entity, [id])
    }
  },
  // Being given to somebody else is no contact.
  async () => {},
)

/** Its account, and another record it may be about, where those keep the day of the last contact. */
function aboutWhat(ctx: Ctx, row: { account: string | null; aboutObject: string | null; aboutId: string | null }) {
  const about = ctx.words.findEntity(row.aboutObject ?? '')
  const other = about?.fields.lastContactAt && isId(row.aboutId) ? [[about.name, row.aboutId] as const] : []
  const account = row.account ? [['account', row.account] as const] : []
  return [...account, ...other.filter(([, id]) => id !== row.account)]
}
