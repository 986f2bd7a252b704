import { type Reaction, reaction } from '../../core/acts/act'
import { systemPrincipal } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { join, raw, type Sql, sql } from '../../core/db/statement'
import { type Filter, filterSql } from '../../core/records/filter'
import { lead, OPEN } from './lead'

/** A scoring rule as the statement needs it. */
export interface ScoreRule {
  id: string
  name: string
  points: number
  where: Filter | null
  board: string | null
}

/** The rules in force. */
export const scoreRulesOf = (ctx: Ctx): Promise<ScoreRule[]> =>
  ctx.db.query<ScoreRule>(sql`select id, name, points, "where", board_id as board from lead_score_rules
    where active and deleted_at is null order by position, id`)

/** The condition that a rule means the lead under `t`. Rules apply whoever looks. */
export const fits = (ctx: Ctx, { where, board }: Pick<ScoreRule, 'where' | 'board'>): Sql => {
  const system = { ...ctx, user: systemPrincipal(ctx.tenant) }
  return sql`(${filterSql(system, ctx.words.entity(lead.name), where)}${board ? sql` and t.board_id = ${board}::uuid` : raw('')})`
}

/** A lateral join `s` to the lead under `t`: score and reasons, the weightiest first; null and null where there are no rules. */
export function scoreSql(ctx: Ctx, rules: readonly ScoreRule[]): Sql {
  if (rules.length === 0) return sql`cross join (select null::int8 as score, null::jsonb as reasons) s`
  const values = rules.map(
    rule => sql`(${fits(ctx, rule)}, ${rule.id}::text, ${Number(rule.points)}::int8, ${rule.name}::text)`,
  )
  return sql`cross join lateral (select coalesce(sum(r.points), 0)::int8 as score,
      jsonb_agg(jsonb_build_object('rule', r.rule, 'points', r.points, 'reason', r.reason) order by abs(r.points) desc, r.reason) as reasons
    from (values ${join(values)}) r(fits, rule, points, reason) where r.fits) s`
}

/** Open leads are scored; what has become of the others does not change any more. */
export const stillOpen = sql`t.status = any(${[...OPEN]}::text[]) and t.deleted_at is null`

/** Scores the leads that `which` (on alias t) names, in one statement; only what differs is written. @returns how many differed */
export async function score(ctx: Ctx, rules: readonly ScoreRule[], which: Sql): Promise<number> {
  const rows = await ctx.db.query(sql`
    update leads l set score = n.score, score_reasons = n.reasons
    from (select t.id, s.score, s.reasons from leads t ${scoreSql(ctx, rules)} where ${which} and ${stillOpen}) n
    where l.id = n.id and l.tenant_id = ${ctx.tenant} and (l.score is distinct from n.score or l.score_reasons is distinct from n.reasons)
    returning l.id`)
  return rows.length
}

/** Scores some leads by the rules in force. */
export async function scoreNow(ctx: Ctx, ids: readonly string[]): Promise<void> {
  const rules = await scoreRulesOf(ctx)
  if (rules.length > 0) await score(ctx, rules, sql`t.id = any(${ids}::uuid[])`)
}

/** A lead is scored when it is new and whenever it changes, in the same transaction. */
export const scoring: Reaction = reaction(
  lead,
  ['create', 'update', 'restore'],
  (ctx, row) => scoreNow(ctx, [row.id]),
  (ctx, given) =>
    scoreNow(
      ctx,
      given.map(({ after }) => after.id),
    ),
  (ctx, created) =>
    scoreNow(
      ctx,
      created.map(({ id }) => id),
    ),
)
