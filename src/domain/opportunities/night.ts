import { inTransaction } from '../../core/acts/perform'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { isLang } from '../../core/i18n/locale'
import { say } from '../../core/i18n/say'
import type { Job } from '../../core/slice'
import { notify } from '../together'
import { mark, these } from './marks'

const BATCH = 500
/** So many are named to their owner; the rest is counted. */
const NAMED = 5

/**
 * Every night: marks what has come to stall or passed its day, and touches nothing else; owners hear of what has stalled. A run that
 * was killed goes on where it stopped, for what is marked is no longer found.
 */
export const markNight: Job = {
  name: 'mark-stalled-opportunities',
  cron: '10 1 * * *',
  run: night,
}

export async function night(ctx: Ctx): Promise<void> {
  const today = dayOf(ctx.now)
  for (;;) {
    const done = await inTransaction(ctx, async tx => {
      const due = await tx.db.query<{ id: string; stalls: boolean }>(sql`
        (select id, true as stalls from opportunities where deleted_at is null and status = 'open' and stalled is not true
          and stalls_at <= ${tx.now.toISOString()}::timestamptz limit ${raw(String(BATCH))})
        union all (select id, false from opportunities where deleted_at is null and status = 'open' and overdue is not true
          and close_date < ${today}::date limit ${raw(String(BATCH))})`)
      const changed = await mark(tx, these([...new Set(due.map(one => one.id))]))
      await tell(
        tx,
        due.filter(one => one.stalls).map(one => one.id),
      )
      return due.length < BATCH || changed === 0
    })
    if (done) return
  }
}

/** One notice for each owner, however many there are. */
async function tell(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const owners = await ctx.db.query<{
    owner: string
    lang: string | null
    n: number
    names: string[]
    first: string
  }>(sql`
    select o.owner_id as owner, u.lang, count(*)::int as n, (array_agg(o.name order by o.stalls_at))[1:${raw(String(NAMED))}] as names,
      (array_agg(o.id order by o.stalls_at))[1] as first
    from opportunities o join users u on u.id = o.owner_id where o.id = any(${ids}::uuid[]) and o.stalled group by 1, 2`)
  for (const { owner, lang, n, names, first } of owners) {
    const spoken = isLang(lang) ? lang : ctx.lang
    await notify(ctx, {
      to: [owner],
      type: 'stalled',
      title: say('opportunity.stalled', { count: n }, spoken),
      text: names.join(spoken === 'en' ? ', ' : '、'),
      ...(n === 1 ? { aboutObject: 'opportunity', aboutId: first } : {}),
    })
  }
}

/** Sets the clocks of a pipeline's open opportunities anew, after its days or a stage's have changed. */
export const markPipeline: Job<{ pipeline: string }> = {
  name: 'mark-opportunities',
  async run(ctx, { pipeline }) {
    for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
      const after = last
      const ids = await inTransaction(ctx, async tx => {
        const some = await tx.db.query<{ id: string }>(sql`select id from opportunities
          where pipeline_id = ${pipeline} and status = 'open' and deleted_at is null and id > ${after} order by id limit ${raw(String(BATCH))}`)
        await mark(tx, these(some.map(one => one.id)))
        return some.map(one => one.id)
      })
      if (ids.length < BATCH) return
      last = ids.at(-1)!
    }
  },
}
