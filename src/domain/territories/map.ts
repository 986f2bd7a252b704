import { today } from '../../core/access/me'
import { fieldAccess, reachOf, within } from '../../core/access/reach'
import { forbidden } from '../../core/acts/refusal'
import { onChinasClock } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { literal, raw, type Sql, sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { dueSql } from '../visits'

/** A province or city and the customers there that the caller reads; amounts in minor units of yuan. */
export interface MapPlace {
  /** Two digits, or four for a city; '' where the record says no region, or none so fine. */
  region: string
  accounts: number
  /** People who own some of them. */
  owners: number
  /** Those that nobody owns. */
  ownerless: number
  openAmount: number
  wonAmount: number
  /** Accounts that are to be visited at some frequency, and those of them that are kept to it. */
  toVisit: number
  kept: number
}

/**
 * Customers by province, or by the cities of one. What was won is what was won this year.
 * @param province two digits
 */
export async function mapOf(ctx: Ctx, province: string | null): Promise<MapPlace[]> {
  const account = ctx.words.entity('account')
  const reach = reachOf(ctx, account, 'read')
  const open = (entity: Entity, field: string) => ['read', 'write'].includes(fieldAccess(ctx, entity, field))
  if (reach.kind === 'nothing' || !open(account, 'region')) throw forbidden('right.read', { object: 'account' })
  const inside = province ? sql`and t.region >= ${province} and t.region < ${`${province}:`}` : raw('')
  const place = province ? partOf(province) : sql`coalesce(left(t.region, 2), '')`
  const opportunity = ctx.words.findEntity('opportunity')
  const deals = opportunity && reachOf(ctx, opportunity, 'read')
  const year = onChinasClock(ctx.now).getUTCFullYear()
  const amounts =
    opportunity && deals && deals.kind !== 'nothing' && open(opportunity, 'amount')
      ? sql`select ${place} as region, sum(o.amount) filter (where o.status = 'open') as open_amount,
          sum(o.amount) filter (where o.status = 'won' and o.closed_on >= ${`${year}-01-01`}::date) as won_amount
        from ${raw(opportunity.table)} o join ${raw(account.table)} t on t.id = o.account_id
        where o.deleted_at is null and t.deleted_at is null and coalesce(o.currency, 'CNY') = 'CNY' and (o.status = 'open' or o.status = 'won' and o.closed_on >= ${`${year}-01-01`}::date)
          and ${within(deals, opportunity, 'o')} and ${within(reach, account, 't')} ${inside} group by 1`
      : sql`select ''::text as region, 0::int8 as open_amount, 0::int8 as won_amount where false`
  const due = await dueSql(ctx, 't')
  return ctx.db.query<MapPlace>(sql`
    with places as materialized (select ${place} as region, count(*)::int as accounts, count(distinct t.owner_id)::int as owners,
        count(*) filter (where t.owner_id is null)::int as ownerless, count(d.due_on)::int as to_visit, count(*) filter (where d.due_on >= ${today(ctx)}::date)::int as kept
      from ${raw(account.table)} t ${due} where t.deleted_at is null and ${within(reach, account, 't')} ${inside} group by 1),
      amounts as materialized (${amounts})
    select p.region, p.accounts, p.owners, p.ownerless, coalesce(a.open_amount, 0)::float8 as "openAmount", coalesce(a.won_amount, 0)::float8 as "wonAmount",
      p.to_visit as "toVisit", p.kept from places p left join amounts a on a.region = p.region order by p.accounts desc, p.region`)
}

/** Cities that are provinces have districts at once, and a province's own counties have no city above them. */
const CITY_PROVINCES: readonly string[] = ['11', '12', '31', '50']
const OWN_COUNTIES = '90'

/** The part of a province in which the record under t lies: four digits of a city, six where there is none; '' where it says neither. */
function partOf(province: string): Sql {
  const district = sql`case when length(t.region) = 6 then t.region else '' end`
  if (CITY_PROVINCES.includes(province)) return district
  return sql`case when length(t.region) < 4 then '' when substr(t.region, 3, 2) = ${literal(OWN_COUNTIES)} then ${district} else left(t.region, 4) end`
}
