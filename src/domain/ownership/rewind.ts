import { inTransaction } from '../../core/acts/perform'
import { raw, sql } from '../../core/db/statement'
import type { Job } from '../../core/slice'
import { dueSql, exemptSql, rulesOf } from './clocks'

const BATCH = 1_000

/**
 * Sets the clocks of a board by rules that have changed, record by record in the order of their ids. Whoever was warned keeps
 * the days that were promised; nobody's clock is set before tomorrow, so that a warning still comes first.
 */
export const rewindJob: Job<{ object: string; board: string }> = {
  name: 'wind-clocks',
  async run(ctx, { object, board }) {
    const entity = ctx.words.entity(object)
    const rules = await rulesOf(ctx, entity)
    for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
      const after = last
      const ids = await inTransaction(ctx, async tx => {
        const part = await tx.db.query<{ id: string }>(sql`select id from ${raw(entity.table)} t
          where t.board_id = ${board} and t.owner_id is not null and t.deleted_at is null and t.id > ${after} order by t.id limit ${raw(String(BATCH))}`)
        const some = part.map(one => one.id)
        await tx.db.query(sql`update ${raw(entity.table)} w set recycle_due_at = n.due, recycle_why = n.basis, recycle_exempt = n.exempt,
            recycle_stage = case when n.due is null then null else w.recycle_stage end
          from (select t.id, d.due, d.basis, case when d.due is not null then ${exemptSql(entity, 't')} end as exempt
            from ${raw(entity.table)} t ${dueSql(tx, entity, rules, 't')} where t.id = any(${some}::uuid[])) n
          where w.id = n.id and w.tenant_id = ${tx.tenant} and (w.recycle_stage is null or n.due is null)
            and (w.recycle_due_at, w.recycle_why, w.recycle_exempt) is distinct from (n.due, n.basis, n.exempt)`)
        return some
      })
      if (ids.length < BATCH) return
      last = ids.at(-1)!
    }
  },
}
