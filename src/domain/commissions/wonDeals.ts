import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import type { Earning } from './earn'
import type { EarningSource, Span } from './earning'

type Found = Omit<Earning, 'categories' | 'object'> & { category: string | null }

const won = (span: Span): Sql =>
  sql`o.status = 'won' and o.deleted_at is null and o.closed_on between ${span.from}::date and ${span.to}::date`

/** Who has a part in a deal, as rows (user_id, percent, place): its split, or else its owner alone. */
const sharesSql = (ctx: Ctx): Sql =>
  ctx.words.findEntity('opportunitySplit')
    ? raw(`(select s.user_id, s.percent::float8 as percent, s.percent * -1 as place from opportunity_splits s
        where s.opportunity_id = o.id and s.deleted_at is null
      union all select o.owner_id, 100, 0 where o.owner_id is not null
        and not exists (select 1 from opportunity_splits s where s.opportunity_id = o.id and s.deleted_at is null))`)
    : raw('(select o.owner_id as user_id, 100::float8 as percent, 0 as place where o.owner_id is not null)')

/** What a deal sold, as rows (part, product_id, amount, cost): its product lines, or else the whole as one. */
const partsSql = (ctx: Ctx): Sql => {
  const whole = `select null::uuid as part, o.product_id, coalesce(o.amount, 0) as amount, p.cost from (select 1) one left join products p on p.id = o.product_id`
  return ctx.words.findEntity('opportunityLine')
    ? raw(`(select l.id as part, l.product_id, coalesce(l.amount, 0) as amount, round(p.cost * l.quantity)::bigint as cost
        from opportunity_lines l left join products p on p.id = l.product_id where l.opportunity_id = o.id and l.deleted_at is null
      union all ${whole} where not exists (select 1 from opportunity_lines l where l.opportunity_id = o.id and l.deleted_at is null))`)
    : raw(`(${whole})`)
}

/**
 * Opportunities that were won, on the day they were closed. A deal without product lines counts as one piece of its product, whose
 * cost is compared with the whole amount only where the deal names what was sold line by line.
 */
export const wonDeals: EarningSource = {
  base: 'order',
  async earned(ctx, span) {
    const rows = await ctx.db.query<Found>(sql`
      select o.id, x.part, o.name as title, o.account_id as account, to_char(o.closed_on, 'YYYY-MM-DD') as "on", coalesce(o.currency, 'CNY') as currency,
        x.amount, case when x.part is not null then x.cost end as cost, p.id as product, p.category,
        (select json_agg(json_build_object('user', s.user_id, 'percent', s.percent) order by s.place, s.user_id) from ${sharesSql(ctx)} s) as shares
      from opportunities o cross join lateral ${partsSql(ctx)} x left join products p on p.id = x.product_id
      where ${won(span)} order by o.closed_on, o.id, x.part nulls first`)
    return rows.flatMap(({ category, ...row }) =>
      row.shares?.length
        ? [
            {
              ...row,
              object: 'opportunity',
              amount: Number(row.amount),
              cost: row.cost === null ? null : Number(row.cost),
              categories: categoriesOf(ctx, category),
            },
          ]
        : [],
    )
  },
  async credited(ctx, span) {
    const rows = await ctx.db.query<{ user: string; currency: string; amount: string | number }>(sql`
      select s.user_id as user, coalesce(o.currency, 'CNY') as currency, round(sum(o.amount::numeric * s.percent::numeric / 100))::bigint as amount
      from opportunities o cross join lateral ${sharesSql(ctx)} s where ${won(span)} and o.amount is not null group by 1, 2`)
    return rows.map(row => ({ ...row, amount: Number(row.amount) }))
  },
}

/** A category and those above it. */
export function categoriesOf(ctx: Ctx, category: string | null): string[] {
  const items = ctx.words.dictionary('productLine')
  const path: string[] = []
  for (let code = category; code && !path.includes(code); code = items?.get(code)?.parent ?? null) path.push(code)
  return path
}
