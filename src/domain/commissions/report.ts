import { reachOf, within } from '../../core/access/reach'
import { forbidden } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { labelIn } from '../../core/i18n/say'
import { load } from '../../core/records/row'
import { commissionStatement } from './commissionStatement'
import { commissionDictionaries } from './dictionaries'
import type { Basis } from './earn'
import { sentenceOf } from './sentence'

interface Named {
  id: string
  name: string
}
export interface StatementRow {
  id: string
  version: number
  period: string
  currency: string
  total: number
  lines: number
  owner: Named
  board: Named
  approval: string
  computedAt: string
  paidOn: string | null
}
export interface StatementLine {
  id: string
  kind: string
  kindLabel: string
  /** Month in which it was earned, where that is another. */
  period: string
  title: string | null
  about: { object: string; id: string } | null
  account: Named | null
  earnedOn: string | null
  plan: string | null
  amount: number
  sentence: string
}
/** A month as a whole, and each person's statement of it, as far as the caller sees them. */
export interface MonthOfCommission {
  period: string
  totals: { currency: string; total: number; paid: number; statements: number }[]
  items: StatementRow[]
  next: string | null
}

const PAGE = 100

/** Statements of a month, largest first, a hundred at a time. @param after the id of the last one read */
export async function monthOfCommission(ctx: Ctx, period: string, after: string | null): Promise<MonthOfCommission> {
  const entity = ctx.words.entity(commissionStatement.name)
  const reach = reachOf(ctx, entity, 'read')
  if (reach.kind === 'nothing') throw forbidden('right.read', { object: entity.name })
  const mine = sql`m.period = ${period} and m.deleted_at is null and ${within(reach, entity, 'm')}`
  const totals = await ctx.db.query<MonthOfCommission['totals'][number]>(sql`
    select m.currency, sum(m.total)::bigint as total, coalesce(sum(m.total) filter (where m.paid_on is not null), 0)::bigint as paid, count(*)::int as statements
    from commission_statements m where ${mine} group by 1 order by 2 desc`)
  const items = await ctx.db.query<StatementRow>(sql`
    select m.id, m.version, m.period, m.currency, m.total, m.approval, m.computed_at as "computedAt", m.paid_on as "paidOn",
      json_build_object('id', u.id, 'name', u.name) as owner, json_build_object('id', b.id, 'name', b.name) as board,
      (select count(*)::int from commission_lines l where l.statement_id = m.id and l.deleted_at is null) as lines
    from commission_statements m join users u on u.id = m.owner_id join boards b on b.id = m.board_id
    where ${mine} and ${after ? sql`(m.total, m.id) < (select p.total, p.id from commission_statements p where p.id = ${after})` : raw('true')}
    order by m.total desc, m.id desc limit ${raw(String(PAGE + 1))}`)
  return { period, totals, items: items.slice(0, PAGE), next: items.length > PAGE ? items[PAGE - 1]!.id : null }
}

/** Months that have statements, latest first. */
export async function monthsWithStatements(ctx: Ctx): Promise<string[]> {
  const entity = ctx.words.entity(commissionStatement.name)
  const rows = await ctx.db.query<{ period: string }>(sql`
    select distinct m.period from commission_statements m where m.deleted_at is null and ${within(reachOf(ctx, entity, 'read'), entity, 'm')}
    order by 1 desc limit 36`)
  return rows.map(row => row.period)
}

/** A statement's lines, each with how it comes to its amount. */
export async function statementLines(ctx: Ctx, id: string): Promise<StatementLine[]> {
  const row = await load(ctx, commissionStatement, id, 'read')
  return linesOf(ctx, [row.id]).then(lines => lines.map(({ statement: _, ...line }) => line))
}

export async function linesOf(
  ctx: Ctx,
  statements: readonly string[],
): Promise<(StatementLine & { statement: string })[]> {
  const account = ctx.words.entity('account')
  const rows = await ctx.db.query<
    Omit<StatementLine, 'kindLabel' | 'sentence'> & { statement: string; currency: string; basis: Basis }
  >(sql`
    select l.id, l.statement_id as statement, l.kind, l.period, l.title, l.currency, l.basis, l.amount, l.earned_on as "earnedOn", p.name as plan,
      case when l.about_id is not null then json_build_object('object', l.about_object, 'id', l.about_id) end as about,
      case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as account
    from commission_lines l left join commission_plans p on p.id = l.plan_id
      left join accounts a on a.id = l.account_id and ${within(reachOf(ctx, account, 'read'), account, 'a')}
    where l.statement_id = any(${statements}::uuid[]) and l.deleted_at is null
    order by l.statement_id, (l.kind = 'adjustment'), l.earned_on nulls last, l.title, l.amount desc, l.id`)
  return rows.map(({ currency, basis, ...line }) => ({
    ...line,
    kindLabel: kindLabel(ctx, line.kind),
    sentence: sentenceOf(ctx, { amount: line.amount, currency, period: line.period, basis }),
  }))
}

const KINDS = commissionDictionaries.find(one => one.name === 'commissionLineKind')!.items
function kindLabel(ctx: Ctx, kind: string): string {
  const item = KINDS.find(([code]) => code === kind)
  return item ? labelIn([item[1], item[2]], ctx.lang) : kind
}
