import { reachOf, within } from '../../core/access/reach'
import { forbidden, Refusal } from '../../core/acts/refusal'
import { dayOf, startOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { type Filter, filterSql } from '../../core/records/filter'
import { lead } from './lead'

const PERIOD_MAX_DAYS = 1_100
const DAY = /^\d{4}-\d{2}-\d{2}$/
const DAY_MS = 86_400_000

export const GROUPS = ['source', 'owner', 'week', 'campaign', 'reason'] as const
export type Group = (typeof GROUPS)[number]

/** Leads of a period and how far they came; each figure with the filter that shows its leads. */
export interface Funnel {
  from: string
  to: string
  by: Group
  total: Line
  lines: (Line & { key: string | null; name: string | null })[]
}
export interface Line {
  entered: number
  working: number
  qualified: number
  converted: number
  discarded: number
  /** From entering to conversion, on average; null where none was converted. */
  daysToConvert: number | null
}

/**
 * Leads that came in within some days, by what `by` says, each counted at every step it reached. One statement over what the
 * caller may see.
 */
export async function funnel(ctx: Ctx, query: Record<string, unknown>): Promise<Funnel> {
  const entity = ctx.words.entity(lead.name)
  const reach = reachOf(ctx, entity, 'read')
  if (reach.kind === 'nothing') throw forbidden('right.read', { object: lead.name })
  const { from, to, by, filter } = asked(ctx, query)
  const key: Record<Group, Sql> = {
    source: raw('t.source'),
    owner: raw('t.owner_id::text'),
    week: raw(`to_char(date_trunc('week', t.created_at at time zone 'Asia/Shanghai'), 'YYYY-MM-DD')`),
    campaign: raw('t.campaign'),
    reason: raw('t.discard_reason'),
  }
  const until = new Date(Date.parse(to) + DAY_MS).toISOString().slice(0, 10)
  const rows = await ctx.db.query<Record<string, any>>(sql`
    select g.*, u.name as owner_name from (
      select ${key[by]} as key, grouping(${key[by]}) as whole, count(*) as entered, count(t.working_at) as working, count(t.qualified_at) as qualified,
        count(t.converted_at) as converted, count(*) filter (where t.status = 'invalid') as discarded,
        round((avg(extract(epoch from t.converted_at - t.created_at)) / 86400)::numeric, 1) as days
      from leads t where t.created_at >= ${startOf(from)}::timestamptz and t.created_at < ${startOf(until)}::timestamptz
        and t.deleted_at is null and ${filterSql(ctx, entity, filter)} and ${within(reach, entity, 't')}
        ${raw(by === 'reason' ? `and t.status = 'invalid'` : '')}
      group by grouping sets ((${key[by]}), ())) g
    left join users u on ${raw(by === 'owner' ? 'u.id::text = g.key' : 'false')}
    order by g.whole desc, ${raw(by === 'week' ? 'g.key' : 'g.entered desc, g.key')} limit 501`)
  const line = (row: Record<string, any>): Line => ({
    entered: Number(row.entered),
    working: Number(row.working),
    qualified: Number(row.qualified),
    converted: Number(row.converted),
    discarded: Number(row.discarded),
    daysToConvert: row.days === null || row.days === undefined ? null : Number(row.days),
  })
  const whole = rows.find(row => Number(row.whole) === 1)
  const source = ctx.words.dictionary(by === 'source' ? 'source' : 'leadDiscardReason')
  return {
    from,
    to,
    by,
    total: line(whole ?? { entered: 0, working: 0, qualified: 0, converted: 0, discarded: 0, days: null }),
    lines: rows
      .filter(row => Number(row.whole) === 0)
      .map(row => ({
        ...line(row),
        key: row.key,
        name:
          by === 'owner'
            ? row.owner_name
            : by === 'source' || by === 'reason'
              ? (source?.get(row.key)?.label ?? row.key)
              : row.key,
      })),
  }
}

function asked(ctx: Ctx, query: Record<string, unknown>): { from: string; to: string; by: Group; filter: Filter } {
  const today = dayOf(ctx.now)
  const { from = `${today.slice(0, 8)}01`, to = today, by = 'source', board, owner } = query
  const sound = (day: unknown): day is string =>
    typeof day === 'string' &&
    DAY.test(day) &&
    !Number.isNaN(Date.parse(day)) &&
    day >= '2000-01-01' &&
    day <= '2999-12-31'
  if (!sound(from) || !sound(to) || from > to || Date.parse(to) - Date.parse(from) > PERIOD_MAX_DAYS * DAY_MS)
    throw new Refusal('lead.period', { max: PERIOD_MAX_DAYS }, 400)
  if (!GROUPS.includes(by as Group)) throw new Refusal('query.parameter', { name: 'by' }, 400)
  const narrowed = Object.entries({ board, owner }).flatMap(([name, id]): Filter[] => {
    if (id === undefined || id === '') return []
    if (!isId(id)) throw new Refusal('query.parameter', { name }, 400)
    return [{ field: name, op: 'eq', value: id }]
  })
  return { from, to, by: by as Group, filter: { and: narrowed } }
}
