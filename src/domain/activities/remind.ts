import { sql } from '../../core/db/statement'
import type { Job } from '../../core/slice'
import { notify } from '../together'

/** Every minute: tells people of tasks whose reminder has come. */
export const remind: Job = {
  name: 'remind-of-tasks',
  cron: '* * * * *',
  async run(ctx) {
    await ctx.database.transaction(ctx.tenant, async db => {
      const due = await db.query<{ id: string; subject: string; owner: string; due: string | null }>(sql`
        update tasks set reminded_at = ${ctx.now.toISOString()} where id in (select id from tasks where remind_at <= ${ctx.now.toISOString()} and reminded_at is null
          and status = 'open' and deleted_at is null and owner_id is not null order by remind_at limit 500 for update skip locked)
        and tenant_id = ${ctx.tenant} returning id, subject, owner_id as owner, to_char(due_at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI') as due`)
      for (const task of due)
        await notify(
          { ...ctx, db },
          {
            to: [task.owner],
            type: 'reminder',
            title: task.subject,
            text: task.due,
            aboutObject: 'task',
            aboutId: task.id,
          },
        )
    })
  },
}
