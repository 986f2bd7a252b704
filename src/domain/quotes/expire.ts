import { inTransaction } from '../../core/acts/perform'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { quote } from './quote'

const BATCH = 200

/** Every night: what was sent and no longer holds has expired. A run that was killed goes on where it stopped. */
export const expireNight: Job = { name: 'expire-quotes', cron: '20 0 * * *', run: expire }

export async function expire(ctx: Ctx): Promise<void> {
  const today = dayOf(ctx.now)
  for (let full = true; full; )
    full = await inTransaction(ctx, async tx => {
      const due = await tx.db.query<{ row: Row<typeof quote> }>(sql`
        select ${rowSql(quote)} as row from ${raw(quote.table)} t where t.status = 'sent' and t.valid_until < ${today}::date
          and t.deleted_at is null order by t.valid_until, t.id limit ${raw(String(BATCH))} for update skip locked`)
      for (const { row } of due) await change(tx, quote, row, { status: 'expired' }, 'expire')
      return due.length === BATCH
    })
}
