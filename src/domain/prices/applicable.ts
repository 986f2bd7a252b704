import { reachOf, within } from '../../core/access/reach'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { ContractTerm, Entry, PricedProduct, Promotion, Rules } from './price'

/** For whom and when prices are asked. */
export interface Occasion {
  /** Products and what configurations put into them. */
  products: readonly string[]
  account: string | null
  /** `YYYY-MM-DD` */
  date: string
}
export interface Applicable {
  rules: Rules
  /** What people call the products, for answers. */
  names: ReadonlyMap<string, { name: string; code: string | null; unit: string | null; available: number | null }>
  /** False where the account is not there for the caller. */
  accountFound: boolean
  /** The largest discount the caller gives without asking; null where the company sets no limits. */
  discountLimit: number | null
}

interface Found {
  products: (Omit<PricedProduct, 'tax'> & { taxRate: string | null; code: string | null; unit: string | null })[] | null
  entries: Entry[] | null
  contracts: ContractTerm[] | null
  promotions: Promotion[] | null
  rates: Record<string, number> | null
  account: boolean
  limits: number
  limit: number | null
}

/**
 * Every row that may have a say in the prices of some products on a day, in one statement however many products there are: the
 * products with their parents and, for bundles, their components; price lists in force for the customer; its contract prices;
 * promotions; exchange rates.
 */
export async function applicable(ctx: Ctx, { products, account, date }: Occasion): Promise<Applicable> {
  const customer = ctx.words.entity('account')
  const t = ctx.tenant
  const [found] = await ctx.db.query<Found>(sql`
    with recursive
      customer as materialized (
        select t.level, t.region, t.board_id from accounts t
        where t.id = ${account}::uuid and t.deleted_at is null and ${within(reachOf(ctx, customer, 'read'), customer, 't')}),
      whom as materialized (
        select c.level, c.region, coalesce(c.board_id, ${ctx.user.board || null}::uuid) as board_id from (select 1) one left join customer c on true),
      asked as (select unnest(${products}::uuid[]) as id),
      inside as (
        select a.id from asked a
        union select l.component_id from asked a join products b on b.tenant_id = ${t} and b.id = a.id and b.kind = 'bundle'
          join bom_lines l on l.tenant_id = ${t} and l.parent_id = b.id and l.deleted_at is null),
      all_products as materialized (
        select p.* from products p where p.tenant_id = ${t} and p.deleted_at is null and p.id in (
          select id from inside
          union select p.parent_id from inside i join products p on p.tenant_id = ${t} and p.id = i.id where p.parent_id is not null)),
      up as (
        select distinct category as leaf, category as code, 0 as level from all_products where category is not null
        union all select u.leaf, d.parent, u.level + 1 from up u
          join dictionary_items d on d.tenant_id = ${t} and d.dictionary = 'productLine' and d.code = u.code and d.deleted_at is null
          where d.parent is not null and u.level < 20),
      lists as materialized (
        select l.*, (l.grade is not null)::int + (l.region is not null)::int + (l.board_id is not null)::int as conditions
        from price_lists l, whom w where l.tenant_id = ${t} and l.deleted_at is null and l.active
          and (l.valid_from is null or l.valid_from <= ${date}::date) and (l.valid_until is null or l.valid_until >= ${date}::date)
          and (l.grade is null or l.grade = w.level) and (l.region is null or starts_with(w.region, l.region)) and (l.board_id is null or l.board_id = w.board_id))
    select
      (select json_agg(json_build_object('id', p.id, 'name', p.name, 'code', p.code, 'unit', p.unit, 'price', p.list_price, 'currency', coalesce(p.currency, 'CNY'),
          'taxIncluded', coalesce(p.price_holds_tax, true), 'taxRate', p.tax_rate, 'floor', p.floor_price, 'parent', p.parent_id, 'leadDays', p.lead_days,
          'categories', coalesce((select json_agg(u.code order by u.level) from up u where u.leaf = p.category), '[]'),
          'available', (select sum(s.available) from product_stocks s where s.tenant_id = ${t} and s.product_id = p.id and s.deleted_at is null),
          'components', case when p.kind = 'bundle' then coalesce((select json_agg(json_build_object('product', l.component_id, 'quantity', l.quantity) order by l.id)
            from bom_lines l where l.tenant_id = ${t} and l.parent_id = p.id and l.deleted_at is null), '[]') else '[]' end))
        from all_products p) as products,
      (select json_agg(json_build_object('id', e.id, 'product', e.product_id, 'price', e.price, 'floor', e.floor_price, 'fromQuantity', coalesce(e.from_quantity, 0),
          'list', json_build_object('id', l.id, 'name', l.name, 'priority', coalesce(l.priority, 0), 'conditions', l.conditions, 'currency', l.currency,
            'taxIncluded', coalesce(l.holds_tax, true), 'since', l.valid_from)))
        from price_entries e join lists l on l.id = e.list_id
        where e.tenant_id = ${t} and e.deleted_at is null and e.product_id in (select id from all_products) and e.price is not null
          and (e.valid_from is null or e.valid_from <= ${date}::date) and (e.valid_until is null or e.valid_until >= ${date}::date)) as entries,
      (select json_agg(json_build_object('id', c.id, 'name', c.name, 'product', c.product_id, 'category', c.category, 'price', c.price, 'percent', c.percent,
          'currency', coalesce(c.currency, 'CNY'), 'taxIncluded', coalesce(c.holds_tax, true), 'fromQuantity', coalesce(c.from_quantity, 0)))
        from contract_prices c where c.tenant_id = ${t} and c.deleted_at is null and c.account_id = ${account}::uuid and exists (select from customer)
          and (c.product_id in (select id from all_products) or c.product_id is null and c.category in (select code from up))
          and (c.valid_from is null or c.valid_from <= ${date}::date) and (c.valid_until is null or c.valid_until >= ${date}::date)) as contracts,
      (select json_agg(json_build_object('id', p.id, 'name', p.name, 'kind', p.kind, 'product', p.product_id, 'category', p.category, 'percent', p.percent,
          'amount', p.amount, 'currency', coalesce(p.currency, 'CNY'), 'fromQuantity', coalesce(p.from_quantity, 0), 'fromAmount', coalesce(p.from_amount, 0),
          'free', coalesce(p.free, 0), 'combinable', coalesce(p.combinable, false), 'onContract', coalesce(p.on_contract, false), 'priority', coalesce(p.priority, 0)))
        from promotions p, whom w where p.tenant_id = ${t} and p.deleted_at is null and p.active
          and (p.product_id is null or p.product_id in (select id from all_products)) and (p.product_id is not null or p.category is null or p.category in (select code from up))
          and (p.valid_from is null or p.valid_from <= ${date}::date) and (p.valid_until is null or p.valid_until >= ${date}::date)
          and (p.grade is null or p.grade = w.level) and (p.region is null or starts_with(w.region, p.region)) and (p.board_id is null or p.board_id = w.board_id)) as promotions,
      (select json_object_agg(r.currency, r.rate) from (
        select distinct on (currency) currency, rate from exchange_rates
        where tenant_id = ${t} and deleted_at is null and valid_from <= ${date}::date order by currency, valid_from desc, id desc) r) as rates,
      (${account === null}::boolean or exists (select from customer)) as account,
      (select count(*) from discount_limits where tenant_id = ${t} and deleted_at is null) as limits,
      (select max(d.percent) from discount_limits d join roles r on r.tenant_id = ${t} and r.id = d.role_id
        where d.tenant_id = ${t} and d.deleted_at is null and r.code = any(${ctx.user.roles}::text[])) as limit`)
  const { entries, contracts, promotions, rates, account: accountFound, limits, limit } = found!
  const rows = found!.products ?? []
  return {
    rules: {
      // The code of a rate is the rate; 免税 and whatever else is no number is taxed with nothing.
      products: rows.map(({ taxRate, code: _, unit: __, ...row }) => ({ ...row, tax: Number(taxRate) || 0 })),
      entries: entries ?? [],
      contracts: contracts ?? [],
      promotions: promotions ?? [],
      rates: { ...rates, CNY: 1 },
    },
    names: new Map(rows.map(({ id, name, code, unit, available }) => [id, { name, code, unit, available }])),
    accountFound,
    discountLimit: ctx.user.system || limits === 0 ? null : (limit ?? 0),
  }
}
