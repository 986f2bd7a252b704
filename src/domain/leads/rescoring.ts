import { v7 as uuid } from 'uuid'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { enqueue } from '../../core/jobs/enqueue'
import type { Job } from '../../core/slice'
import { score, scoreRulesOf, stillOpen } from './score'

/** So many leads are scored in one transaction. */
const TOGETHER = 2_000
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/** How far the scoring of all leads has come. */
export interface Rescoring {
  startedAt: string
  endedAt: string | null
  total: number
  done: number
  changed: number
}

/** Scores all open leads in the order of their ids, a page in a transaction, and goes on where it was killed. */
export const scoreLeads: Job<{ run: string }> = {
  name: 'leads.score',
  async run(system, { run }) {
    for (;;) {
      const more = await system.database.transaction(system.tenant, db => page({ ...system, db, now: new Date() }, run))
      if (!more) return
    }
  },
}

/** Every night, since rules may speak of days: «no contact for 7 days». */
export const scoreNightly: Job = {
  name: 'leads.score-nightly',
  cron: '40 3 * * *',
  run: ctx => rescore(ctx),
}

/** Begins scoring all leads; a run that is under way begins anew, for the rules are others now. */
export async function rescore(ctx: Ctx): Promise<void> {
  const [going] = await ctx.db.query<{ id: string }>(
    sql`select id from lead_scorings where ended_at is null order by started_at desc limit 1 for update`,
  )
  const run = going?.id ?? uuid()
  const [{ total } = { total: 0 }] = await ctx.db.query<{ total: number }>(
    sql`select count(*) as total from leads t where ${stillOpen}`,
  )
  await ctx.db.query(sql`insert into lead_scorings (tenant_id, id, started_at, after_id, total) values (${ctx.tenant}, ${run}, ${ctx.now.toISOString()}, ${BEFORE_ALL}, ${total})
    on conflict (tenant_id, id) do update set after_id = excluded.after_id, total = excluded.total, done = 0, changed = 0`)
  await enqueue(ctx, scoreLeads.name, { run }, { key: run })
}

async function page(ctx: Ctx, run: string): Promise<boolean> {
  const [at] = await ctx.db.query<{ after: string }>(
    sql`select after_id as after from lead_scorings where id = ${run} and ended_at is null for update`,
  )
  if (!at) return false
  const next = await ctx.db.query<{ id: string }>(
    sql`select t.id from leads t where t.id > ${at.after}::uuid and ${stillOpen} order by t.id limit ${TOGETHER}`,
  )
  const ids = next.map(one => one.id)
  const changed = await score(ctx, await scoreRulesOf(ctx), sql`t.id = any(${ids}::uuid[])`)
  const over = ids.length < TOGETHER
  await ctx.db.query(sql`update lead_scorings set after_id = ${ids.at(-1) ?? at.after}, done = done + ${ids.length}::int4, changed = changed + ${changed}::int4,
    ended_at = ${over ? ctx.now.toISOString() : null} where id = ${run} and tenant_id = ${ctx.tenant}`)
  return !over
}

/** The latest run; null where there was none. */
export async function lastRescoring(ctx: Ctx): Promise<Rescoring | null> {
  const [found] = await ctx.db.query<Rescoring>(sql`
    select started_at as "startedAt", ended_at as "endedAt", total, done, changed from lead_scorings order by started_at desc limit 1`)
  return found ?? null
}
