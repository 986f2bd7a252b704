import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { raw, sql } from '../../core/db/statement'
import { rowSql } from '../../core/records/row'
import { change, remove } from '../../core/records/write'
import { task } from './task'

/** Opens a task again. The next occurrence that its completion left goes, unless somebody has begun to work with it. */
export const reopenTask = act(task, 'reopen', {
  label: ['重新打开', 'Reopen'],
  icon: 'rotate-ccw',
  batch: true,
  allow: (_ctx, row) => (row.status === 'open' ? refuse('task.open') : null),
  async run(ctx, row) {
    await change(ctx, task, row, { status: 'open', completedAt: null, result: null }, 'reopen')
    const next = await ctx.db.query<{ row: any }>(sql`select ${rowSql(task)} as row from ${raw(task.table)} t
      where t.previous_id = ${row.id} and t.status = 'open' and t.version = 1 and t.deleted_at is null`)
    for (const { row: occurrence } of next) await remove(ctx, task, occurrence)
  },
})
