import { startOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { join, literal, raw, type Sql, sql } from '../../core/db/statement'
import { activity, task } from '../activities'

/** What is counted of people's work. `rows` answers who, when and what: the same what counts once. */
interface Measure {
  code: string
  label: readonly [zh: string, en: string]
  rows(span: Span): Sql
}
interface Span {
  people: readonly string[]
  /** Instants, `to` not included. */
  from: string
  to: string
}

const did =
  (condition: Sql, what = 't.id') =>
  (span: Span) =>
    sql`
  select t.done_by_id as person, t.occurred_at as at, ${raw(what)}::text as what from ${raw(activity.table)} t
  where t.done_by_id = any(${span.people}::uuid[]) and t.occurred_at >= ${span.from} and t.occurred_at < ${span.to} and t.deleted_at is null and ${condition}`

/** Acts are read from the journal; what an import brought in is nobody's day's work. */
const acted = (condition: Sql) => (span: Span) =>
  sql`
  select j.actor_id as person, j.at, j.object || j.record_id::text as what from journal j
  where j.actor_id = any(${span.people}::uuid[]) and j.at >= ${span.from} and j.at < ${span.to} and j.import_id is null and ${condition}`

const created = (object: string) => acted(sql`j.act = 'create' and j.object = ${literal(object)}`)

export const measures: readonly Measure[] = [
  { code: 'call', label: ['电话', 'Calls'], rows: did(raw(`t.type = 'call'`)) },
  { code: 'visit', label: ['拜访', 'Visits'], rows: did(raw(`t.type = 'visit'`)) },
  { code: 'activity', label: ['跟进', 'Activities'], rows: did(raw(`t.type <> 'note'`)) },
  {
    code: 'account',
    label: ['联系客户', 'Accounts contacted'],
    rows: did(raw(`t.type <> 'note' and t.account_id is not null`), 't.account_id'),
  },
  { code: 'newAccount', label: ['新增客户', 'New accounts'], rows: created('account') },
  { code: 'newContact', label: ['新增联系人', 'New contacts'], rows: created('contact') },
  { code: 'newLead', label: ['新增线索', 'New leads'], rows: created('lead') },
  { code: 'claim', label: ['领取', 'Claimed'], rows: acted(raw(`j.act = 'claim'`)) },
  { code: 'stage', label: ['阶段推进', 'Stage steps'], rows: acted(raw(`j.changes ? 'stage'`)) },
  {
    code: 'taskDone',
    label: ['完成任务', 'Tasks done'],
    rows: span => sql`select t.owner_id as person, t.completed_at as at, t.id::text as what from ${raw(task.table)} t
      where t.owner_id = any(${span.people}::uuid[]) and t.completed_at >= ${span.from} and t.completed_at < ${span.to} and t.deleted_at is null and t.status = 'done'`,
  },
]

/** Counts by code of a measure; what is missing is none. */
export type Figures = Record<string, number>

/**
 * What people did from one day to another, both included, by person. A count tells nothing of the records it counts, so whoever may
 * read somebody's log may read these; the caller has seen to that.
 */
export async function figuresOf(
  ctx: Ctx,
  people: readonly string[],
  from: string,
  to: string,
): Promise<Map<string, Figures>> {
  const span = { people, from: startOf(from), to: new Date(Date.parse(startOf(to)) + DAY_MS).toISOString() }
  const figures = new Map<string, Figures>(people.map(person => [person, {}]))
  if (people.length === 0) return figures
  const parts = measures.map(({ code, rows }) => sql`select ${literal(code)} as code, r.* from (${rows(span)}) r`)
  const counted = await ctx.db.query<{ person: string; code: string; n: number }>(
    sql`select person, code, count(distinct what) as n from (${join(parts, ' union all ')}) w group by person, code`,
  )
  for (const { person, code, n } of counted) figures.get(person)![code] = Number(n)
  return figures
}

const DAY_MS = 86_400_000
