import { reachOf, within } from '../../core/access/reach'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import { type Period, type PeriodKind, partsOf, periodOf } from './periods'

/** Targets of a span of time, by whose they are. Keys are those of lines: `person:…`, `department:…`, `board:…`, `company:`. */
export interface Targets {
  /** What is asked for in a period: what was set for it, else what its parts add up to; null where nothing was set. */
  of(key: string, period: Period): number | null
  /** People with a target in a period or a part of it. */
  people(period: Period): string[]
  /** All that was set, by line and period. */
  cells(): Record<string, Record<string, number>>
}

/** Targets that the caller may read for a period and its parts. */
export async function targetsOf(
  ctx: Ctx,
  {
    period,
    measure,
    currency,
    product,
  }: { period: Period; measure: 'amount' | 'count'; currency: string; product?: string },
): Promise<Targets> {
  const entity = ctx.words.entity('salesTarget')
  const reach = reachOf(ctx, entity, 'read')
  const value: Sql = measure === 'count' ? raw('t.deals') : raw('t.amount')
  const rows =
    reach.kind === 'nothing'
      ? []
      : await ctx.db.query<{ key: string; kind: PeriodKind; startsOn: string; value: number }>(sql`
    select t.level || ':' || coalesce(case t.level when 'person' then t.owner_id when 'department' then t.department_id when 'board' then t.board_id end::text, '') as key,
      t.period as kind, to_char(t.starts_on, 'YYYY-MM-DD') as "startsOn", ${value} as value
    from sales_targets t where t.deleted_at is null and t.starts_on between ${period.from}::date and ${period.to}::date and ${value} is not null
      and coalesce(t.currency, 'CNY') = ${currency} and t.product_id is not distinct from ${product ?? null}::uuid and ${within(reach, entity, 't')}`)
  const set = new Map<string, Map<string, number>>()
  for (const row of rows) {
    const mine = set.get(row.key) ?? new Map<string, number>()
    mine.set(periodOf(row.kind, row.startsOn).text, row.value)
    set.set(row.key, mine)
  }
  return targetsFrom(set)
}

export function targetsFrom(set: ReadonlyMap<string, ReadonlyMap<string, number>>): Targets {
  const of = (key: string, period: Period): number | null => {
    const own = set.get(key)?.get(period.text)
    if (own !== undefined) return own
    const parts = partsOf(period).flatMap(part => of(key, part) ?? [])
    return parts.length ? parts.reduce((sum, one) => sum + one, 0) : null
  }
  return {
    of,
    people: period =>
      [...set.keys()].flatMap(key => (key.startsWith('person:') && of(key, period) !== null ? [key.slice(7)] : [])),
    cells: () => Object.fromEntries([...set].map(([key, cells]) => [key, Object.fromEntries(cells)])),
  }
}
