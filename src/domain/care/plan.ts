import { inTransaction } from '../../core/acts/perform'
import { dayOf } from '../../core/calendar/china'
import { dayNumber, dayText } from '../../core/calendar/lunar'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { labelIn, say } from '../../core/i18n/say'
import { columnSql } from '../../core/records/column'
import { filterSql } from '../../core/records/filter'
import { rowSql } from '../../core/records/row'
import type { Job } from '../../core/slice'
import { careRule } from './careRule'
import { FESTIVALS } from './festivals'
import { festivalDays, lunarReturns, type Return, solarReturns } from './occasions'

export type Rule = Pick<
  Row<typeof careRule>,
  | 'name'
  | 'occasion'
  | 'festival'
  | 'days'
  | 'field'
  | 'percent'
  | 'direction'
  | 'whom'
  | 'where'
  | 'board'
  | 'daysBefore'
  | 'means'
  | 'channels'
  | 'template'
> & { id: string }

/** So far ahead people see what is coming. */
export const HORIZON_DAYS = 31
/** What nobody could do at its time, because nothing ran, is made up for so long. */
const LATE_DAYS = 7
/** Occasions that are no use a day later. */
export const DATED: ReadonlySet<string> = new Set(['birthday', 'festival', 'founding', 'firstDeal'])

const after = (day: string, days: number) => dayText(dayNumber(day) + days)

/** Every night, and when a rule changes: what the next weeks bring, as records that people can look at, change and skip. */
export const planJob: Job = { name: 'plan-care', cron: '15 2 * * *', run: ctx => planCare(ctx) }

/**
 * Brings what is planned to what the rules say now: a statement or two for each rule, whatever the number of customers. Run twice
 * it changes nothing more, for everything has one key: rule, person, and the year or occurrence. What somebody edited stays.
 */
export async function planCare(ctx: Ctx): Promise<void> {
  const rules = await ctx.db.query<{ row: Rule }>(
    sql`select ${rowSql(careRule)} as row from care_rules t where t.active and t.deleted_at is null order by t.position, t.id`,
  )
  await inTransaction(ctx, async tx => {
    await tx.db.query(sql`select pg_advisory_xact_lock(hashtext(${`care ${tx.tenant}`}))`)
    await tx.db.query(sql`delete from cares where status = 'planned' and edited is not true and rule_id is not null
      and rule_id <> all(${rules.map(({ row }) => row.id)}::uuid[]) and tenant_id = ${tx.tenant}`)
    for (const { row } of rules) await planRule(tx, row)
  })
}

async function planRule(ctx: Ctx, rule: Rule): Promise<void> {
  const now = ctx.now.toISOString()
  const today = dayOf(ctx.now)
  await ctx.db.query(sql`
    with planned as materialized (${occasionsSql(ctx, rule)}),
      gone as (delete from cares where rule_id = ${rule.id} and status = 'planned' and edited is not true and occurs_on >= ${after(today, -LATE_DAYS)}::date
        and tenant_id = ${ctx.tenant} and not exists (select 1 from planned p where p.key = cares.key))
    insert into cares (tenant_id, id, created_at, updated_at, key, subject, contact_id, account_id, owner_id, board_id, occasion, occurs_on, due_on, means, status, rule_id)
      select ${ctx.tenant}, gen_random_uuid(), ${now}, ${now}, p.key, p.subject, p.contact_id, p.account_id, p.owner_id, p.board_id,
        ${rule.occasion}, p.occurs_on, p.due_on, ${rule.means}, 'planned', ${rule.id}::uuid from planned p
      on conflict (tenant_id, key) where deleted_at is null do update set subject = excluded.subject, account_id = excluded.account_id,
        owner_id = excluded.owner_id, board_id = excluded.board_id, occurs_on = excluded.occurs_on, due_on = excluded.due_on, means = excluded.means
      where cares.status = 'planned' and cares.edited is not true and (cares.subject, cares.account_id, cares.owner_id, cares.board_id, cares.occurs_on, cares.due_on, cares.means)
        is distinct from (excluded.subject, excluded.account_id, excluded.owner_id, excluded.board_id, excluded.occurs_on, excluded.due_on, excluded.means)`)
}

/**
 * Whom a rule means, and when, from today to the horizon: rows of key, subject, contact, account, owner, board, the day and the day on
 * which something is to be done.
 */
export function occasionsSql(ctx: Ctx, rule: Rule): Sql {
  const today = dayOf(ctx.now)
  const ahead = rule.daysBefore ?? 0
  const person = rule.whom === 'contact'
  const entity = ctx.words.entity(rule.whom)
  const account = raw(person ? 'a' : 't')
  const { join, began, more } = occasionOf(ctx, rule, account, today, after(today, HORIZON_DAYS + ahead))
  const years = began ? sql`(extract(year from o.occurs_on) - extract(year from ${began}))::int::text` : sql`''`
  const subject = sql`replace(replace(${sentence(ctx, rule)}::text, '{name}', t.name), '{years}', ${years})`
  return sql`select ${`${rule.id}:`}::text || t.id || ':' || o.cycle as key, left(${more ? sql`replace(${subject}, '{percent}', ${more})` : subject}, 200) as subject,
      ${raw(person ? 't.id' : 'null::uuid')} as contact_id, ${raw(person ? 'a.id' : 't.id')} as account_id, t.owner_id, t.board_id,
      o.occurs_on, o.occurs_on - ${ahead}::int as due_on, t.name
    from ${raw(entity.table)} t ${raw(person ? 'left join accounts a on a.id = t.account_id and a.deleted_at is null' : '')} ${join}
    where t.deleted_at is null and t.owner_id is not null and ${person ? sql`${columnSql('left', entity.fields.left!, 't')} is not true` : raw('true')}
      and (${rule.board ?? null}::uuid is null or t.board_id = ${rule.board ?? null}::uuid) and ${filterSql(ctx, entity, rule.where ?? null)}`
}

interface Occasion {
  /** Joins `o`: the day it falls on, and its cycle. */
  join: Sql
  /** The day years are counted from. */
  began?: Sql
  /** By how many per cent something changed. */
  more?: Sql
}

function occasionOf(ctx: Ctx, rule: Rule, account: Sql, from: string, to: string): Occasion {
  switch (rule.occasion) {
    case 'birthday': {
      const returns = [...solarReturns(from, to), ...lunarReturns(from, to)]
      return {
        join: sql`join ${returning(returns)} on o.began = t.birthday and o.lunar = coalesce(t.lunar_birthday, false)`,
        began: raw('t.birthday'),
      }
    }
    case 'founding':
    case 'firstDeal': {
      const began = sql`${account}.${raw(rule.occasion === 'founding' ? 'founded_on' : 'first_deal_on')}`
      return { join: sql`join ${returning(solarReturns(from, to))} on o.began = ${began}`, began }
    }
    case 'festival': {
      const days = festivalDays(rule.festival ?? '', from, to)
      return {
        join: sql`cross join unnest(${days.map(d => d.on)}::date[], ${days.map(d => String(d.cycle))}::text[]) as o(occurs_on, cycle)`,
      }
    }
    case 'silence': {
      const last = sql`(coalesce(${account}.last_contact_at, ${account}.created_at) at time zone 'Asia/Shanghai')::date`
      return {
        join: sql`join lateral (select ${last} + ${rule.days}::int as occurs_on, ${last}::text as cycle) o
          on o.occurs_on between ${after(from, -LATE_DAYS)}::date and ${to}::date`,
      }
    }
    default: {
      const since = new Date(ctx.now.getTime() - LATE_DAYS * 86_400_000).toISOString()
      const field = rule.field ?? ''
      const percent = sql`(j.new - j.old) * 100 / abs(j.old)`
      const wanted =
        rule.direction === 'up'
          ? sql`${percent} >= ${rule.percent}::numeric`
          : rule.direction === 'down'
            ? sql`${percent} <= -${rule.percent}::numeric`
            : sql`abs(${percent}) >= ${rule.percent}::numeric`
      return {
        join: sql`join (select distinct on (record_id) record_id, (at at time zone 'Asia/Shanghai')::date as occurs_on, id::text as cycle, changes,
            (changes -> ${field} ->> 0)::numeric as old, (changes -> ${field} ->> 1)::numeric as new
          from journal where object = 'account' and at > ${since} and jsonb_typeof(changes -> ${field} -> 0) = 'number' and jsonb_typeof(changes -> ${field} -> 1) = 'number'
            and changes -> ${field} ->> 0 <> '0' order by record_id, id desc) j on j.record_id = ${account}.id and ${wanted}
          cross join lateral (select j.occurs_on, j.cycle) o`,
        more: sql`round(${percent})::text`,
      }
    }
  }
}

const returning = (returns: readonly Return[]): Sql =>
  sql`unnest(${returns.map(r => r.began)}::date[], ${returns.map(r => r.on)}::date[], ${returns.map(r => r.lunar)}::boolean[], ${returns.map(r => String(r.cycle))}::text[])
    as o(began, occurs_on, lunar, cycle)`

/** What the record is called, with {name}, {years} and {percent} still to be filled in for each. */
function sentence(ctx: Ctx, rule: Rule): string {
  const keep = { name: '{name}', years: '{years}', percent: '{percent}' }
  if (rule.occasion === 'festival') {
    const festival = labelIn(FESTIVALS.find(f => f.code === rule.festival)?.label ?? ['', ''], ctx.lang)
    return say('care.festivalFor', { ...keep, festival }, ctx.lang)
  }
  if (rule.occasion === 'change') {
    const field = ctx.words.entity('account').fields[rule.field ?? '']
    return say('care.change', { ...keep, field: field ? labelIn(field.label, ctx.lang) : '' }, ctx.lang)
  }
  return say(`care.${rule.occasion}`, { ...keep, days: rule.days ?? 0 }, ctx.lang)
}
