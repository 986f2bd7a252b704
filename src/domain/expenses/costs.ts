import { reachOf, within } from '../../core/access/reach'
import { forbidden } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'

export const COST_BY = ['account', 'opportunity', 'kind', 'owner', 'board', 'month'] as const
export type CostBy = (typeof COST_BY)[number]

export interface CostLine {
  /** Id of the record, code of the kind, or the month; null: not said. */
  key: string | null
  /** Null where the caller may not see the record. */
  name: string | null
  /** Approved, in fen. */
  cost: number
  /** Still being decided. */
  pending: number
  count: number
  /** Won in the same period with the same customer, deal, person, board or month; null where that asks nothing. */
  won: number | null
}
export interface Costs {
  cost: number
  pending: number
  count: number
  won: number | null
  /** How many groups there are; the costliest are among `items`. */
  groups: number
  items: CostLine[]
}

const SHOWN = 200

/** Where a group's key stands in an expense, in an opportunity that was won, and what names it. */
const KEYS: Record<CostBy, { expense: string; won: string | null; names?: { object: string; column: string } }> = {
  account: { expense: 'l.account_id', won: 'o.account_id', names: { object: 'account', column: 'name' } },
  opportunity: { expense: 'l.opportunity_id', won: 'o.id', names: { object: 'opportunity', column: 'name' } },
  kind: { expense: 'l.kind', won: null },
  owner: { expense: 'l.owner_id', won: 'o.owner_id', names: { object: 'user', column: 'name' } },
  board: { expense: 'l.board_id', won: 'o.board_id', names: { object: 'board', column: 'name' } },
  month: { expense: `to_char(l.day, 'YYYY-MM')`, won: `to_char(o.closed_on, 'YYYY-MM')` },
}

/**
 * What customers, deals, people, kinds or months cost, beside what was won with them in the same days: expenses of approved claims and
 * of those being decided, and opportunities in renminbi, both as far as the caller sees them. One statement, whatever their number.
 * @param from first day, `to` last day
 */
export async function costs(ctx: Ctx, by: CostBy, from: string, to: string): Promise<Costs> {
  const expense = ctx.words.entity('expenseLine')
  const reach = reachOf(ctx, expense, 'read')
  if (reach.kind === 'nothing') throw forbidden('right.read', { object: expense.name })
  const opportunity = ctx.words.entity('opportunity')
  const sees = reachOf(ctx, opportunity, 'read')
  const { expense: key, won: wonKey, names } = KEYS[by]
  const wonWith = sees.kind === 'nothing' ? null : wonKey
  const wonRows = sql`from opportunities o where o.deleted_at is null and o.status = 'won'
    and o.closed_on between ${from}::date and ${to}::date and coalesce(o.currency, 'CNY') = 'CNY' and ${within(sees, opportunity, 'o')}`
  const won: Sql = wonWith
    ? sql`select ${raw(wonWith)}::text as key, sum(o.amount) as amount ${wonRows} group by 1`
    : raw('select null::text as key, null::numeric as amount where false')
  const target = names && ctx.words.entity(names.object)
  const named = target
    ? sql`(select n.${raw(names!.column)} from ${raw(target.table)} n where n.id = g.key::uuid and ${within(reachOf(ctx, target, 'read'), target, 'n')})`
    : raw('g.key')
  const [found] = await ctx.db.query<{
    cost: number
    pending: number
    count: number
    won: number | null
    groups: number
    items: CostLine[] | null
  }>(sql`
    with spent as materialized (
      select ${raw(key)}::text as key, sum(l.amount) filter (where c.approval = 'approved') as cost,
        sum(l.amount) filter (where c.approval = 'running') as pending, count(*) as count
      from expense_lines l join expense_claims c on c.id = l.claim_id
      where l.deleted_at is null and c.deleted_at is null and c.approval in ('approved', 'running')
        and l.day between ${from}::date and ${to}::date and ${within(reach, expense, 'l')}
      group by 1),
    won as (${won}),
    g as (select s.key, coalesce(s.cost, 0) as cost, coalesce(s.pending, 0) as pending, s.count, w.amount as won
      from spent s left join won w on w.key = s.key)
    select coalesce(sum(g.cost), 0)::bigint as cost, coalesce(sum(g.pending), 0)::bigint as pending, coalesce(sum(g.count), 0)::bigint as count,
      count(*)::int as groups, ${sees.kind === 'nothing' ? raw('null::bigint') : sql`(select coalesce(sum(o.amount), 0)::bigint ${wonRows})`} as won,
      (select json_agg(json_build_object('key', g.key, 'name', ${named}, 'cost', g.cost, 'pending', g.pending, 'count', g.count,
          'won', ${wonWith ? raw('coalesce(g.won, 0)') : raw('null')}) order by ${by === 'month' ? raw('g.key') : raw('g.cost + g.pending desc, g.key')})
        from (select * from g order by ${by === 'month' ? raw('key desc') : raw('cost + pending desc, key')} limit ${raw(String(SHOWN))}) g) as items
    from g`)
  const { cost, pending, count, groups, won: whole, items } = found!
  return {
    cost: Number(cost),
    pending: Number(pending),
    count: Number(count),
    groups,
    won: whole === null ? null : Number(whole),
    items: items ?? [],
  }
}
