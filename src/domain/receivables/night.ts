import { inTransaction } from '../../core/acts/perform'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Job } from '../../core/slice'
import { keepSums } from './sums'

const BATCH = 1_000

/**
 * After midnight: instalments whose day has passed are marked overdue; nothing else is touched, and a run that was killed goes on where
 * it stopped, for what is marked is no longer found.
 */
export const markOverdue: Job = {
  name: 'mark-overdue-instalments',
  cron: '5 0 * * *',
  run: overdueNight,
}

export async function overdueNight(ctx: Ctx): Promise<void> {
  for (;;) {
    const found = await inTransaction(ctx, async tx => {
      const due = await tx.db.query<{ id: string }>(sql`
        select id from instalments where status in ('open', 'partly') and overdue is not true and due_on < ${dayOf(ctx.now)}::date and open_amount > 0
          and deleted_at is null order by id limit ${raw(String(BATCH))} for no key update skip locked`)
      await keepSums(tx, { instalments: due.map(one => one.id) }, 'overdue')
      return due.length
    })
    if (found < BATCH) return
  }
}
