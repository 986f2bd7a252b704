import { act } from '../../core/acts/act'
import { sql } from '../../core/db/statement'
import { change } from '../../core/records/write'
import { notification } from './notification'

export const readNotification = act(notification, 'read', {
  label: ['标为已读', 'Mark read'],
  needs: 'read',
  batch: true,
  async run(ctx, row) {
    if (!row.readAt) await change(ctx, notification, row, { readAt: ctx.now.toISOString() }, 'read')
  },
})

/** Everything the caller has not read yet, at once. */
export const readAll = act(notification, 'readAll', {
  label: ['全部已读', 'Mark all read'],
  on: 'object',
  needs: 'read',
  async run(ctx) {
    const rows = await ctx.db.query(
      sql`update notifications set read_at = ${ctx.now.toISOString()}, version = version + 1 where owner_id = ${ctx.user.id} and read_at is null and tenant_id = ${ctx.tenant} returning 1 as one`,
    )
    return { read: rows.length }
  },
})
