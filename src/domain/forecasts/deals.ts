import { reachOf, within } from '../../core/access/reach'
import { notFound } from '../../core/acts/refusal'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import { say } from '../../core/i18n/say'
import { afterSql, ageSql, CURRENT, chancesSql, weeksTo } from './chances'
import { WEEKS } from './curves'
import { type Asked, among, checkReads, source, worth } from './figures'
import { MONTHS_BACK } from './learn'
import type { Period } from './periods'
import { belongingTo, type Subject } from './subject'

/** An open deal with what the past says of deals like it. */
export interface Deal {
  id: string
  name: string
  account: string | null
  owner: string | null
  stage: string | null
  /** Days in the stage. */
  days: number
  /** Minor units. */
  amount: number
  currency: string
  closeDate: string | null
  /** The fixed one, in percent. */
  probability: number | null
  /** Of being won within the period; with `lost`, of being lost by its end, and what is left, of being open, it makes 1. */
  chance: number | null
  lost: number | null
  /** On what this rests, in words. */
  evidence: string | null
}

const PAGE = 50

/** A subject's open deals, those first that the period's statistical forecast owes most to. */
export async function dealsOf(
  ctx: Ctx,
  asked: Asked,
  whose: Subject,
  offset: number,
): Promise<{ items: Deal[]; next: number | null }> {
  checkReads(ctx)
  const due = sql`coalesce(c.chance, 0) * ${worth(asked.measure)}`
  // The page is found in the index alone; only its deals are read.
  const rows = await ctx.db.query<Found>(
    sql`with k as materialized (select t.id, ${due} as due from ${source(undefined)} t
        left join (${chancesSql(asked.period, dayOf(ctx.now))}) c on c.pipeline_id = t.pipeline_id and c.stage_id = t.stage_id and c.age = ${ageSql(sql`${ctx.now.toISOString()}::timestamptz`)}
        where t.status = 'open' and ${among(ctx, asked)} and ${belongingTo(whose, 't')} order by due desc, t.id limit ${raw(String(PAGE + 1))} offset ${offset})
      ${found(ctx, asked.period, raw('select o.*, k.due from k join opportunities o on o.id = k.id'))} order by t.due desc, t.id`,
  )
  return {
    items: rows.slice(0, PAGE).map(row => told(ctx, asked.period, row)),
    next: rows.length > PAGE ? offset + PAGE : null,
  }
}

/** What the past says of one deal, in the caller's sight. Its chances by period, the nearest first. */
export async function oddsOf(
  ctx: Ctx,
  id: string,
  periods: readonly Period[],
): Promise<{ period: Period; deal: Deal }[]> {
  checkReads(ctx)
  const entity = ctx.words.entity('opportunity')
  const all: { period: Period; deal: Deal }[] = []
  for (const period of periods) {
    const [row] = await ctx.db.query<Found>(
      found(
        ctx,
        period,
        sql`select * from opportunities t where t.id = ${id} and t.deleted_at is null and ${within(reachOf(ctx, entity, 'read'), entity, 't')}`,
      ),
    )
    if (!row) throw notFound()
    all.push({ period, deal: told(ctx, period, row) })
  }
  return all
}

interface Found extends Omit<Deal, 'evidence'> {
  age: number | null
  cases: number | null
  wonCases: number | null
  lostCases: number | null
}

function found(ctx: Ctx, period: Period, deals: Sql): Sql {
  const { first, last } = weeksTo(period, dayOf(ctx.now))
  const now = sql`${ctx.now.toISOString()}::timestamptz`
  const over = period.to < dayOf(ctx.now)
  const count = (column: 'won' | 'lost') =>
    raw(`o.${column}[${Math.min(Math.ceil(last), WEEKS) + 1}] - o.${column}[${Math.min(Math.floor(first), WEEKS) + 1}]`)
  const account = ctx.words.entity('account')
  return sql`
    select t.id, t.name, a.name as account, u.name as owner, g.name as stage, greatest(0, floor(extract(epoch from ${now} - coalesce(t.stage_entered_at, t.created_at)) / 86400))::int as days,
      coalesce(t.amount, 0) as amount, coalesce(t.currency, 'CNY') as currency, to_char(t.close_date, 'YYYY-MM-DD') as "closeDate", t.probability,
      x.chance, x.lost, x.age, x.cases, x.won_cases as "wonCases", x.lost_cases as "lostCases"
    from (${deals}) t left join stages g on g.id = t.stage_id left join users u on u.id = t.owner_id
      left join accounts a on a.id = t.account_id and a.deleted_at is null and ${within(reachOf(ctx, account, 'read'), account, 'a')}
      left join lateral (select o.age, o.cases, least(1, greatest(0, ${afterSql('won_by', last)} - ${afterSql('won_by', first)})) as chance,
          ${afterSql('lost_by', last)} as lost, ${count('won')} as won_cases, ${count('lost')} as lost_cases
        from forecast_odds o where ${raw(over ? 'false' : "t.status = 'open'")} and ${CURRENT} and o.pipeline_id = t.pipeline_id and o.stage_id = t.stage_id and o.age = ${ageSql(now)}) x on true`
}

const FEW = 12

function told(ctx: Ctx, period: Period, { age, cases, wonCases, lostCases, ...deal }: Found): Deal {
  if (deal.chance === null || cases === null) return { ...deal, evidence: null }
  const { first, last } = weeksTo(period, dayOf(ctx.now))
  const { lang } = ctx
  const code = `forecast.${first > 0 ? 'between' : 'within'}${age ? 'Aged' : ''}`
  const seen = {
    months: MONTHS_BACK,
    cases,
    stage: deal.stage ?? '',
    age: age ?? 0,
    won: wonCases ?? 0,
    lost: lostCases ?? 0,
  }
  const evidence = say(code, { ...seen, first: Math.round(first * 7), last: Math.round(last * 7) }, lang)
  return {
    ...deal,
    evidence: cases < FEW ? `${evidence}${lang === 'en' ? '. ' : '。'}${say('forecast.few', {}, lang)}` : evidence,
  }
}
