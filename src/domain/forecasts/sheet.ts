import { reachOf } from '../../core/access/reach'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { among, checkReads, worth } from './figures'
import type { Line } from './forecast'
import { periodOf } from './periods'
import { speaksFor } from './subject'
import { targetsOf } from './targets'
import { placesOf } from './tree'

/** The sheet of a year's targets: whose there are, what is set, and how the year before went, by which a target can be spread. */
export interface Sheet {
  year: number
  measure: 'amount' | 'count'
  currency: string
  lines: {
    key: string
    level: Line['level']
    id: string
    name: string
    parent: string | null
    /** What was set, by period: `2026`, `2026-Q4`, `2026-11`. */
    cells: Record<string, number>
    /** What was won in each month of the year before, in its figures. */
    before: number[]
    may: boolean
  }[]
}

/**
 * Everybody who sells and whom the caller may set targets for, or see theirs, whether they have any or not: whoever may enter
 * opportunities of a board, a team or their own, won some the year before, or has a target.
 */
export async function sheetOf(
  ctx: Ctx,
  { year, ...asked }: { year: number; measure: 'amount' | 'count'; currency: string; product?: string },
): Promise<Sheet> {
  checkReads(ctx)
  const period = periodOf('year', `${year}-01-01`)
  const targets = await targetsOf(ctx, { ...asked, period })
  const reach = reachOf(ctx, ctx.words.entity('salesTarget'), 'update')
  const sellers = await ctx.db.query<{ id: string }>(sql`
    select u.id from users u where u.status = 'active' and u.deleted_at is null and ${peopleOf(ctx)}
      and exists (select from roles r cross join lateral (select coalesce(r.rights->'opportunity', r.rights->'*') as may) m
        where r.id = any(u.roles) and r.deleted_at is null and m.may->>'create' = 'true' and m.may->>'read' <> 'all') limit 5000`)
  const won = await ctx.db.query<{ owner: string | null; board: string | null; month: number; value: number }>(sql`
    select t.owner_id as owner, t.board_id as board, extract(month from t.closed_on)::int as month, sum(${worth(asked.measure)})::float8 as value from opportunities t
    where t.deleted_at is null and t.status = 'won' and t.closed_on between ${`${year - 1}-01-01`}::date and ${`${year - 1}-12-31`}::date and ${among(ctx, asked)} group by 1, 2, 3`)
  const places = await placesOf(
    ctx,
    [...sellers.map(one => one.id), ...won.flatMap(one => one.owner ?? []), ...targets.people(period)],
    [],
  )
  const cells = targets.cells()
  const before = new Map(places.map(place => [place.key, new Array<number>(12).fill(0)]))
  const parents = new Map(places.map(place => [place.key, place.parent]))
  for (const { owner, board, month, value } of won)
    for (
      let key: string | null | undefined = owner ? `person:${owner}` : `board:${board}`;
      key;
      key = parents.get(key)
    ) {
      const months = before.get(key)
      if (months) months[month - 1]! += value
    }
  return {
    year,
    measure: asked.measure,
    currency: asked.currency,
    lines: places.map(({ owner, board, ...place }) => ({
      ...place,
      cells: cells[place.key] ?? {},
      before: before.get(place.key)!,
      may: place.level !== 'team' && place.level !== 'nobody' && speaksFor(reach, place.level, owner, board),
    })),
  }
}

/** People whose opportunities the caller answers for. */
function peopleOf(ctx: Ctx) {
  const reach = reachOf(ctx, ctx.words.entity('opportunity'), 'read')
  switch (reach.kind) {
    case 'everything':
      return raw('true')
    case 'board':
      return sql`u.board_id = ${reach.board}`
    case 'people':
      return sql`u.id = any(${reach.people}::uuid[])`
    default:
      return raw('false')
  }
}
