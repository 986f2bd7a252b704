import { onBehalf } from '../../core/access/behalf'
import { inTransaction } from '../../core/acts/perform'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { rowSql } from '../../core/records/row'
import type { Job } from '../../core/slice'
import { notification, notify } from '../together'
import { announcement } from './announcement'
import { audienceOf } from './audience'
import { readReceipt } from './readReceipt'

/** Rings everybody's bell, apart from the act: a company has thousands. Who was told or has read it already is not told again. */
export const tell: Job<{ id: string }> = {
  name: 'tell-of-announcement',
  async run(system, { id }) {
    const [found] = await system.db.query<{ row: Row<typeof announcement> }>(
      sql`select ${rowSql(announcement)} as row from ${raw(announcement.table)} t where t.id = ${id} and t.deleted_at is null`,
    )
    if (!found?.row.owner) return
    const { row } = found
    const ctx = await onBehalf(system, row.owner!, system.origin)
    await inTransaction(ctx, async tx => {
      const told = await tx.db.query<{ id: string }>(
        sql`select owner_id as id from ${raw(notification.table)} where about_object = 'announcement' and about_id = ${id}
          union select owner_id from ${raw(readReceipt.table)} where about_object = 'announcement' and about_id = ${id}`,
      )
      const already = new Set(told.map(one => one.id))
      await notify(tx, {
        to: (await audienceOf(tx, row)).map(person => person.id).filter(person => !already.has(person)),
        type: 'announcement',
        title: row.title,
        text: row.body,
        aboutObject: 'announcement',
        aboutId: id,
      })
    })
  },
}
