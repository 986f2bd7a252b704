import { act, reaction } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { sql } from '../../core/db/statement'
import { change } from '../../core/records/write'
import { contact as contacts } from '../customers'
import { blockedWhy, unblock } from './blocks'

/** An address from which mail came back works again, says somebody who knows. */
export const addressWorks = act(contacts, 'addressWorks', {
  label: ['邮箱已恢复', 'E-mail works again'],
  icon: 'mail-check',
  offer: { field: 'emailBounced', op: 'notNull' },
  allow: (_, row) => (row.emailBounced ? null : refuse('contact.notBounced')),
  async run(ctx, row) {
    if (row.email) await unblock(ctx, 'email', row.email)
    await change(ctx, contacts, row, { emailBounced: null })
  },
})

/** Another address is another matter. */
export const addressChanged = reaction(contacts, ['update'], async (ctx, after, before) => {
  if (after.email === (before?.email ?? null)) return
  const bounced = !!after.email && (await blockedWhy(ctx, 'email', after.email)) === 'bounced'
  if (bounced !== !!after.emailBounced)
    await ctx.db.query(
      sql`update contacts set email_bounced = ${bounced || null} where id = ${after.id} and tenant_id = ${ctx.tenant}`,
    )
})
