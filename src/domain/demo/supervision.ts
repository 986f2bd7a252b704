import { inTransaction } from '../../core/acts/perform'
import { isWorkingDay } from '../../core/calendar/workingDays'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { create } from '../../core/records/write'
import { useRule } from '../supervision'
import type { Chance } from './chance'
import type { Days } from './days'
import { colleagues, type Ids, LEFT } from './people'

const KEPT_DAYS = 120
/** What boards ask of their people a working day: calls and visits. */
const TARGETS = [
  ['营销中心', 3, 0.4],
  ['糖酒会办公室', 4, 0.2],
  ['发行部', 4, null],
] as const

/** Headquarters' rules of use for the boards that sell, and on which days people came to work in the system. */
export async function rulesOfUse(general: Ctx, chance: Chance, ids: Ids, days: Days): Promise<void> {
  await inTransaction(general, async ctx => {
    for (const [board, callsPerDay, visitsPerDay] of TARGETS)
      if (ids.boards.has(board))
        await create(ctx, useRule, {
          name: `${board}使用规则`,
          board: ids.boards.get(board),
          callsPerDay,
          visitsPerDay,
        })
    const users: string[] = []
    const worked: string[] = []
    for (const { login } of colleagues) {
      const diligence = 0.8 + chance.next() * 0.2
      for (let ago = KEPT_DAYS; ago > 0; ago--) {
        if (!isWorkingDay(days.day(ago)) || !chance.often(diligence)) continue
        if (login === LEFT.login && ago < LEFT.daysAgo) continue
        users.push(ids.people.get(login)!)
        worked.push(days.day(ago))
      }
    }
    await ctx.db.query(sql`insert into usage_days (tenant_id, user_id, day)
      select ${ctx.tenant}::int4, u, d from unnest(${users}::uuid[], ${worked}::date[]) as x(u, d) on conflict do nothing`)
  })
}
