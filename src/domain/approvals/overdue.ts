import { inTransaction } from '../../core/acts/perform'
import { raw, sql } from '../../core/db/statement'
import { rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { notify } from '../together'
import { approvalRequest } from './approvalRequest'
import { approvalTask } from './approvalTask'
import { requestById, type TaskRow } from './keeping'
import { proceed } from './proceed'

const BATCH = 200

/**
 * Every five minutes: reminds deciders before their time is up; when it is, tells them, their manager, who submitted and the
 * board's administrators, and notes it in the request's story. Nothing is decided by time.
 */
export const overdue: Job = {
  name: 'approvals-overdue',
  cron: '*/5 * * * *',
  async run(ctx) {
    const now = ctx.now.toISOString()
    await inTransaction(ctx, async tx => {
      const due = await tx.db.query<{
        row: TaskRow
      }>(sql`select ${rowSql(approvalTask)} as row from ${raw(approvalTask.table)} t
        where t.remind_at <= ${now} and t.due_at > ${now} and t.status = 'open' and t.deleted_at is null order by t.remind_at limit ${BATCH} for update skip locked`)
      for (const { row } of due) {
        await change(tx, approvalTask, row, { remindAt: null }, 'remind')
        await notify(tx, { to: [row.owner!], type: 'reminder', ...aboutOf(row) })
      }
    })
    const late = await ctx.db.query<{ request: string }>(sql`select distinct request_id as request from approval_tasks
      where due_at <= ${now} and status = 'open' and overdue_at is null and deleted_at is null limit ${BATCH}`)
    for (const { request: id } of late)
      await inTransaction(ctx, async tx => {
        let request = await requestById(tx, id)
        if (!request) return
        const tasks = await tx.db.query<{
          row: TaskRow
        }>(sql`select ${rowSql(approvalTask)} as row from ${raw(approvalTask.table)} t
          where t.request_id = ${id} and t.due_at <= ${now} and t.status = 'open' and t.overdue_at is null`)
        for (const { row } of tasks) {
          await change(tx, approvalTask, row, { overdueAt: now }, 'overdue')
          request = await proceed(tx, request, { kind: 'overdue', task: row.id })
          const above = await tx.db.query<{
            id: string
          }>(sql`select manager_id as id from users where id = ${row.owner} and manager_id is not null
            union select u.id from users u join roles r on r.id = any(u.roles) and r.code = 'board-admin' where u.board_id = ${request.board}`)
          const to = [row.owner!, request.owner!, ...above.map(one => one.id)]
          await notify(tx, { to, type: 'overdue', ...aboutOf(row) })
        }
      })
  },
}

const aboutOf = (task: TaskRow) => ({
  title: task.title,
  text: task.stepName,
  aboutObject: approvalRequest.name,
  aboutId: task.request,
})
