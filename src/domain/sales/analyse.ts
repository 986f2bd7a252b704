import { fieldAccess, reachOf, within } from '../../core/access/reach'
import { forbidden, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import { textIn } from '../../core/i18n/say'
import { type Filter, filterSql } from '../../core/records/filter'
import { type Period, periodLabel, readPeriod, targetsOf } from '../forecasts'
import { order, orderLine } from '../orders'
import { type Asked, before, type Dimension, isTime, type Span, type Time } from './asked'

/** What was sold of some lines. Amounts are minor units; each line's were rounded when it was priced, and only whole ones are added. */
export interface Figures {
  /** At list price, with tax. */
  list: number
  net: number
  tax: number
  gross: number
  /** What `gross` would be if lines were not rounded, rounded once: says how much rounding makes. */
  unrounded: number
  /** Null where the caller may not know what things cost. */
  cost: number | null
  /** Net less cost, over lines whose cost is known. */
  margin: number | null
  /** Net of the lines whose cost is known: the margin's hundred per cent. */
  costedNet: number | null
  quantity: number
  lines: number
  orders: number
}
export interface Group extends Figures {
  /** Id, code or period; null: not said. */
  key: string | null
  /** Null where the caller may not see it. */
  name: string | null
  target: number | null
  /** Leads to the orders it is made of. */
  filter: Filter
}
export interface Sales {
  by: Dimension
  across: Time | null
  span: Span
  currency: string
  /** Currencies in which something was sold in the span, most orders first. */
  currencies: string[]
  whole: Figures & { target: number | null; filter: Filter }
  before: (Figures & { span: Span }) | null
  /** How many groups there are; the largest are among `items`, times in their order. */
  groups: number
  items: Group[]
  /** The columns of `across`, in their order, and each group's figures there. */
  columns: string[]
  cells: { key: string | null; column: string; net: number; gross: number; margin: number | null }[]
}

const SHOWN = 500
const SOLD = ['confirmed', 'fulfilled']

/**
 * What was sold (orders confirmed or carried out, by the day they were placed), by one thing and perhaps across time, against what
 * was asked for. All of it within the caller's scope, in one statement over orders and their lines.
 * @throws 403 for whoever reads no orders, or not what they come to
 */
export async function salesBy(ctx: Ctx, asking: Asked): Promise<Sales> {
  const { by, across, span, currency } = asking
  const key = keySql(ctx, by)
  const column = across ? TIME_SQL[across] : null
  const rows = await ctx.db.query<Row>(sql`
    with sold as materialized (${soldSql(ctx, asking, span, key, column)}),
    grouped as (
      select key, ${column ? raw('case when grouping(at) = 0 then at end') : raw('null::text')} as at, grouping(key) = 1 as whole,
        ${column ? raw('grouping(at) = 0') : raw('false')} as cell, sum(list) as list, sum(net) as net, sum(tax) as tax, sum(gross) as gross,
        sum(unrounded) as unrounded, sum(cost) as cost, sum(costed_net) as costed_net, sum(quantity) as quantity, sum(lines) as lines,
        count(distinct id) as orders
      from sold group by grouping sets ((key), ()${raw(column ? ', (key, at)' : '')})),
    ranked as (select g.*, count(*) filter (where not whole and not cell) over () as groups,
      case when not whole and not cell then row_number() over (partition by whole, cell order by gross desc, key) end as place from grouped g)
    select r.*, ${nameSql(ctx, by)} as name from ranked r
    where whole or place <= ${raw(String(SHOWN))} or (cell and exists (select 1 from ranked k where k.place <= ${raw(String(SHOWN))} and k.key is not distinct from r.key))
    order by place nulls last, at`)
  const sees = seesCost(ctx)
  const targets = await targetsFor(ctx, asking)
  const groups = rows.filter(row => !row.whole && !row.cell)
  const whole = rows.find(row => row.whole)
  const base = soldFilter(asking)
  const items = groups.map(row => ({
    key: row.key,
    name: named(ctx, by, row),
    ...figures(row, sees),
    target: targets(by, row.key),
    filter: { and: [...base, ...onlyIn(by, row.key)] } as Filter,
  }))
  const cells = rows.filter(row => row.cell)
  return {
    by,
    across,
    span,
    currency,
    currencies: await currenciesOf(ctx, asking),
    whole: { ...figures(whole, sees), target: targets(null, null), filter: { and: base } as Filter },
    before: await beforeOf(ctx, asking, sees),
    groups: Number(groups[0]?.groups ?? 0),
    items: isTime(by) ? items.sort((a, b) => (a.key ?? '').localeCompare(b.key ?? '')) : items,
    columns: [...new Set(cells.flatMap(row => row.at ?? []))].sort(),
    cells: cells.flatMap(row => {
      const { net, gross, margin } = figures(row, sees)
      return row.at === null ? [] : [{ key: row.key, column: row.at, net, gross, margin }]
    }),
  }
}

interface Row {
  key: string | null
  at: string | null
  name: string | null
  whole: boolean
  cell: boolean
  groups: number
  list: number | null
  net: number | null
  tax: number | null
  gross: number | null
  unrounded: number | null
  cost: number | null
  costed_net: number | null
  quantity: number | null
  lines: number | null
  orders: number | null
}

const whole = (value: number | null | undefined) => Math.round(Number(value ?? 0))

function figures(row: Row | undefined, sees: boolean): Figures {
  const costed = whole(row?.costed_net)
  return {
    list: whole(row?.list),
    net: whole(row?.net),
    tax: whole(row?.tax),
    gross: whole(row?.gross),
    unrounded: whole(row?.unrounded),
    cost: sees ? whole(row?.cost) : null,
    margin: sees ? costed - whole(row?.cost) : null,
    costedNet: sees ? costed : null,
    quantity: Number(row?.quantity ?? 0),
    lines: Number(row?.lines ?? 0),
    orders: Number(row?.orders ?? 0),
  }
}

const seesCost = (ctx: Ctx) => ['read', 'write'].includes(fieldAccess(ctx, ctx.words.entity(orderLine.name), 'cost'))

const TIME_SQL: Record<Time, Sql> = {
  month: raw(`to_char(t.ordered_on, 'YYYY-MM')`),
  quarter: raw(`to_char(t.ordered_on, 'YYYY-"Q"Q')`),
  year: raw(`to_char(t.ordered_on, 'YYYY')`),
}
const KEYS: Record<Exclude<Dimension, Time>, string> = {
  product: 'l.product_id::text',
  category: 'p.category',
  account: 't.account_id::text',
  level: 'a.level',
  region: 'left(a.region, 2)',
  owner: 't.owner_id::text',
  department: 'u.department_id::text',
  board: 't.board_id::text',
  type: 't.type_id::text',
}
/** Whose field a dimension is: what somebody may not read they can't take sales apart by. */
const OF: Partial<Record<Dimension, readonly [object: string, field: string]>> = {
  category: ['product', 'category'],
  level: ['account', 'level'],
  region: ['account', 'region'],
}

function keySql(ctx: Ctx, by: Dimension): Sql {
  if (isTime(by)) return TIME_SQL[by]
  const [object, field] = OF[by] ?? []
  if (object && !['read', 'write'].includes(fieldAccess(ctx, ctx.words.entity(object), field!)))
    throw forbidden('right.read', { object })
  return raw(KEYS[by])
}

const RATE = raw(`(case when l.tax_rate ~ '^[0-9]+(\\.[0-9]+)?$' then l.tax_rate::numeric else 0 end)`)
/** At list price with tax, reckoned as orders reckon it: rounded to minor units, half away from zero. */
const LIST = sql`(case when t.tax_included is not false then round(l.list_price * l.quantity)
  else round(l.list_price * l.quantity) + round(round(l.list_price * l.quantity) * ${RATE} / 100) end)`

/** One row for each order and group, so that orders are counted once. */
function soldSql(ctx: Ctx, asking: Asked, span: Span, key: Sql, column: Sql | null): Sql {
  const account = ctx.words.entity('account')
  const product = ctx.words.entity('product')
  return sql`
    select t.id, ${key} as key, ${column ?? raw('null::text')} as at, sum(coalesce(${LIST}, 0)) as list, sum(l.net) as net, sum(l.tax) as tax,
      sum(l.gross) as gross, sum(${unroundedSql()}) as unrounded, sum(l.cost) as cost, sum(l.net) filter (where l.cost is not null) as costed_net,
      sum(l.quantity) as quantity, count(*) as lines
    from orders t join order_lines l on l.order_id = t.id and l.deleted_at is null
      left join accounts a on a.id = t.account_id and ${within(reachOf(ctx, account, 'read'), account, 'a')}
      left join products p on p.id = l.product_id and ${within(reachOf(ctx, product, 'read'), product, 'p')}
      left join users u on u.id = t.owner_id
    where ${those(ctx, asking, span)} and t.currency = ${asking.currency}${ofProduct(asking)}
    group by 1, 2, 3`
}

/**
 * Only the lines of a product. No index serves this comparison, so lines are always reached from their orders: as long as the database
 * has not counted the tables it would otherwise read all lines of the product again for each order.
 */
const ofProduct = ({ product }: Asked): Sql =>
  product ? sql` and l.product_id is not distinct from ${product}::uuid` : raw('')

/** A line's gross before it was rounded, where a percentage off its price made it what it is. */
const unroundedSql = (): Sql => sql`(case when l.pricing = 'reduced' then
  (l.unit_price * (l.quantity - coalesce(l.free_quantity, 0)) * (100 - coalesce(l.discount, 0)) / 100 - coalesce(l.order_discount, 0))
    * (case when t.tax_included is not false then 1 else 1 + ${RATE} / 100 end) else l.gross end)`

/** The orders on alias t that were sold in a span and that the caller may see. */
function those(ctx: Ctx, { filter }: Pick<Asked, 'filter'>, { from, to }: Span): Sql {
  const entity = ctx.words.entity(order.name)
  const reach = reachOf(ctx, entity, 'read')
  const line = ctx.words.entity(orderLine.name)
  if (reach.kind === 'nothing') throw forbidden('right.read', { object: order.name })
  for (const field of ['net', 'gross'])
    if (!['read', 'write'].includes(fieldAccess(ctx, line, field))) throw forbidden('right.read', { object: line.name })
  return sql`t.deleted_at is null and t.status = any(${SOLD}::text[]) and ${within(reach, entity, 't')}
    and t.ordered_on >= coalesce(${from}::date, '-infinity') and t.ordered_on <= coalesce(${to}::date, 'infinity')
    and ${filterSql(ctx, entity, filter)}`
}

async function currenciesOf(ctx: Ctx, asking: Asked): Promise<string[]> {
  const found = await ctx.db.query<{ currency: string }>(sql`
    select t.currency from orders t where ${those(ctx, asking, asking.span)} group by 1 order by count(*) desc, 1`)
  return found.map(row => row.currency)
}

async function beforeOf(ctx: Ctx, asking: Asked, sees: boolean): Promise<Sales['before']> {
  const span = before(asking.span)
  if (!span) return null
  const [row] = await ctx.db.query<Row>(sql`
    select sum(list) as list, sum(net) as net, sum(tax) as tax, sum(gross) as gross, sum(unrounded) as unrounded, sum(cost) as cost,
      sum(costed_net) as costed_net, sum(quantity) as quantity, sum(lines) as lines, count(*) as orders
    from (${soldSql(ctx, asking, span, raw('null::text'), null)}) sold`)
  return { ...figures(row, sees), span }
}

const NAMED: Partial<Record<Dimension, string>> = {
  product: 'product',
  account: 'account',
  owner: 'user',
  department: 'department',
  board: 'board',
  type: 'orderType',
}

/** A group's name, where the caller may read it. */
function nameSql(ctx: Ctx, by: Dimension): Sql {
  const target = NAMED[by] && ctx.words.entity(NAMED[by]!)
  if (!target) return raw('null::text')
  return sql`(select n.name from ${raw(target.table)} n where r.key is not null and n.id = r.key::uuid and ${within(reachOf(ctx, target, 'read'), target, 'n')})`
}

const DICTIONARIES: Partial<Record<Dimension, string>> = { category: 'productLine', level: 'accountLevel' }

function named(ctx: Ctx, by: Dimension, { key, name }: Row): string | null {
  if (key === null) return null
  if (NAMED[by]) return name
  if (by === 'region') return ctx.words.region(key) ?? key
  if (isTime(by)) {
    const period = readPeriod(key)
    return period ? periodLabel(period, ctx.lang === 'en') : key
  }
  const item = ctx.words.dictionary(DICTIONARIES[by] ?? '')?.get(key)
  return item ? textIn(item.label, item.labelEn, ctx.lang) : key
}

/** The conditions of having been sold in the span, as lists of orders take them. */
function soldFilter({ span: { from, to }, filter, product, currency }: Asked): Filter[] {
  return [
    ...(filter ? [filter] : []),
    { field: 'status', op: 'in', value: SOLD },
    { field: 'currency', op: 'eq', value: currency },
    ...(from
      ? [{ field: 'orderedOn', op: 'gte', value: from } as const]
      : [{ field: 'orderedOn', op: 'notNull' } as const]),
    ...(to ? [{ field: 'orderedOn', op: 'lte', value: to } as const] : []),
    ...(product ? [ofLines({ field: 'product', op: 'eq', value: product })] : []),
  ]
}
const ofLines = (value: Filter): Filter => ({ field: 'order-lines', op: 'some', value }) as Filter

function onlyIn(by: Dimension, key: string | null): Filter[] {
  if (isTime(by)) {
    const period = key === null ? null : readPeriod(key)
    return period ? [{ field: 'orderedOn', op: 'between', value: [period.from, period.to] }] : []
  }
  const path = PATHS[by]
  const one: Filter =
    key === null ? { field: path, op: 'isNull' } : { field: path, op: by === 'region' ? 'under' : 'eq', value: key }
  return [by === 'product' || by === 'category' ? ofLines(one) : one]
}
const PATHS: Record<Exclude<Dimension, Time>, string> = {
  product: 'product',
  category: 'product.category',
  account: 'account',
  level: 'account.level',
  region: 'account.region',
  owner: 'owner',
  department: 'owner.department',
  board: 'board',
  type: 'type',
}

const LEVELS: Partial<Record<Dimension, string>> = { owner: 'person', department: 'department', board: 'board' }

/** What was asked for of a group: targets are set for people, departments, boards and the company, by month, quarter and year. */
async function targetsFor(
  ctx: Ctx,
  { by, span, currency, product, filter }: Asked,
): Promise<(by: Dimension | null, key: string | null) => number | null> {
  const all = spanned(span)
  // A part of the orders is not what a target was set for.
  if (!all || filter) return () => null
  const targets = await targetsOf(ctx, {
    period: all,
    measure: 'amount',
    currency,
    ...(product ? { product } : {}),
  }).catch(nothing)
  if (!targets) return () => null
  const reach = reachOf(ctx, ctx.words.entity(order.name), 'read')
  const mine =
    reach.kind === 'everything' ? 'company:' : reach.kind === 'board' ? `board:${reach.board}` : `person:${ctx.user.id}`
  return (dimension, key) => {
    if (dimension === null) return span.period ? targets.of(mine, span.period) : null
    if (isTime(dimension)) {
      const period = key === null ? null : readPeriod(key)
      return period ? targets.of(mine, period) : null
    }
    const level = LEVELS[by]
    return level && key !== null && span.period ? targets.of(`${level}:${key}`, span.period) : null
  }
}

/** The period that holds a span's targets: its own, or the year in which it lies. */
const spanned = ({ from, to, period }: Span): Period | null =>
  period ?? (from && to && from.slice(0, 4) === to.slice(0, 4) ? readPeriod(from.slice(0, 4)) : null)

const nothing = (error: unknown) => {
  if (error instanceof Refusal) return null
  throw error
}
