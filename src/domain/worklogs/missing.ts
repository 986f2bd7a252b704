import { today } from '../../core/access/me'
import { inTransaction } from '../../core/acts/perform'
import { startOf } from '../../core/calendar/china'
import { isWorkingDay } from '../../core/calendar/workingDays'
import { sql } from '../../core/db/statement'
import type { Job } from '../../core/slice'
import { notify } from '../together'
import { later } from './days'

/** A team that has not written for so long does not use logs, and its manager is not told day after day that it doesn't. */
const LIVELY_DAYS = 14

/** At noon, when the logs of yesterday close: tells managers whose are missing, once for each day. */
export const missingLogs: Job = {
  name: 'missing-work-logs',
  cron: '5 12 * * *',
  async run(ctx) {
    const day = later(today(ctx), -1)
    if (!isWorkingDay(day)) return
    await inTransaction(ctx, async tx => {
      const teams = await tx.db.query<{ manager: string; names: string[] }>(sql`
        with members as (
          select u.id, u.name, u.manager_id as manager, u.created_at < ${startOf(day)} and not exists (
              select 1 from work_logs w where w.owner_id = u.id and w.day = ${day} and w.status = 'submitted' and w.deleted_at is null) as missing
          from users u where u.status = 'active' and u.deleted_at is null and u.manager_id is not null)
        select manager, array_agg(name order by name) filter (where missing) as names from members m
        where exists (select 1 from work_logs w join members o on o.id = w.owner_id and o.manager = m.manager
            where w.day between ${later(day, -LIVELY_DAYS)} and ${day} and w.status = 'submitted' and w.deleted_at is null)
          and not exists (select 1 from notifications n where n.owner_id = m.manager and n.type = 'missingLog' and n.title = ${day} and n.deleted_at is null)
        group by manager having bool_or(missing)`)
      for (const { manager, names } of teams)
        await notify(tx, { to: [manager], type: 'missingLog', title: day, text: names.join('、') })
    })
  },
}
