import { act } from '../../core/acts/act'
import { inTransaction } from '../../core/acts/perform'
import { dayOf } from '../../core/calendar/china'
import { systemPrincipal } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { rowSql } from '../../core/records/row'
import { change, insert } from '../../core/records/write'
import type { Job } from '../../core/slice'
import { forecastSnapshot } from './forecastSnapshot'
import { mondayOf, shifted } from './periods'

/** Open opportunities that are to close later than this say nothing yet that anybody forecasts. */
const AHEAD_DAYS = 550

/** Keeps what the opportunities of today say, as this week's snapshot; taken again in the same week it takes the earlier one's place. */
export const takeSnapshot = act(forecastSnapshot, 'take', {
  label: ['拍快照', 'Take snapshot'],
  icon: 'camera',
  on: 'object',
  run: async ctx => keep({ ...ctx, user: systemPrincipal(ctx.tenant) }),
})

/** Every morning, until the week has its snapshot: whoever was switched off on Monday has it on Tuesday. */
export const weeklySnapshot: Job = {
  name: 'forecast-snapshot',
  cron: '20 3 * * *',
  async run(ctx) {
    const [there] = await ctx.db.query(
      sql`select 1 from forecast_snapshots where week = ${mondayOf(dayOf(ctx.now))}::date and deleted_at is null`,
    )
    if (!there) await inTransaction(ctx, keep)
  },
}

/**
 * A row of `forecast_states` says what an opportunity said from one week until another, so what nobody touches costs nothing week
 * after week. Rows that no longer hold end with this week, changed ones begin with it: three sets, one statement.
 */
export async function keep(ctx: Ctx): Promise<unknown> {
  const today = dayOf(ctx.now)
  const week = mondayOf(today)
  const wonSince = `${Number(today.slice(0, 4)) - 1}-01-01`
  // Half a million opportunities take their time; nobody waits for this.
  await ctx.db.query(sql`set local statement_timeout to 0`)
  await ctx.db.query(sql`select pg_advisory_xact_lock(hashtext('forecast snapshot'), ${ctx.tenant}::int4)`)
  const [counted] = await ctx.db.query<{ opportunities: number; changed: number }>(sql`
    with now as materialized (
      select o.id, o.owner_id, o.board_id, o.product_id, o.pipeline_id, o.stage_id, coalesce(o.amount, 0) as amount, coalesce(o.currency, 'CNY') as currency, o.status,
        coalesce(o.forecast, 'pipeline') as forecast, coalesce(o.probability, 0) as probability, case o.status when 'won' then o.closed_on else o.close_date end as due_on
      from opportunities o where o.deleted_at is null
        and ((o.status = 'open' and (o.close_date is null or o.close_date <= ${shifted(today, AHEAD_DAYS)}::date)) or (o.status = 'won' and o.closed_on >= ${wonSince}::date))),
    old as materialized (
      select s.opportunity_id, s.from_week, n.id is null as gone from forecast_states s left join now n on n.id = s.opportunity_id
      where s.until_week = 'infinity' and (n.id is not null or s.due_on is null or s.status = 'open' or s.due_on >= ${wonSince}::date)
        and (s.owner_id, s.board_id, s.product_id, s.pipeline_id, s.stage_id, s.amount, s.currency, s.status, s.forecast, s.probability, s.due_on)
          is distinct from (n.owner_id, n.board_id, n.product_id, n.pipeline_id, n.stage_id, n.amount, n.currency, n.status, n.forecast, n.probability, n.due_on)),
    ended as (update forecast_states s set until_week = ${week}::date from old
      where s.opportunity_id = old.opportunity_id and s.from_week = old.from_week and s.from_week < ${week}::date returning 1),
    undone as (delete from forecast_states s using old
      where s.opportunity_id = old.opportunity_id and s.from_week = old.from_week and s.from_week >= ${week}::date and old.gone returning 1),
    written as (insert into forecast_states (tenant_id, opportunity_id, from_week, until_week, owner_id, board_id, product_id, pipeline_id, stage_id, amount, currency, status, forecast, probability, due_on)
      select ${ctx.tenant}::int4, n.id, ${week}::date, 'infinity', n.owner_id, n.board_id, n.product_id, n.pipeline_id, n.stage_id, n.amount, n.currency, n.status, n.forecast, n.probability, n.due_on
      from now n where exists (select from old where old.opportunity_id = n.id)
        or not exists (select from forecast_states s where s.opportunity_id = n.id and s.until_week = 'infinity')
      on conflict (tenant_id, opportunity_id, from_week) do update set until_week = excluded.until_week, owner_id = excluded.owner_id, board_id = excluded.board_id,
        product_id = excluded.product_id, pipeline_id = excluded.pipeline_id, stage_id = excluded.stage_id, amount = excluded.amount, currency = excluded.currency,
        status = excluded.status, forecast = excluded.forecast, probability = excluded.probability, due_on = excluded.due_on returning 1)
    select (select count(*) from now)::int as opportunities, (select count(*) from written)::int + (select count(*) from undone)::int
      + (select count(*) from old where gone and from_week < ${week}::date)::int as changed`)
  const values = { takenAt: ctx.now.toISOString(), ...counted! }
  const [there] = await ctx.db.query<{ row: any }>(
    sql`select ${rowSql(forecastSnapshot)} as row from ${raw(forecastSnapshot.table)} t where t.week = ${week}::date and t.deleted_at is null for update`,
  )
  return there
    ? change(ctx, forecastSnapshot, there.row, values, 'take')
    : insert(ctx, forecastSnapshot, { week, ...values }, 'take')
}
