import { inTransaction } from '../../core/acts/perform'
import { forbidden, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isObject } from '../../core/records/parse'

/** What an ERP says of one product in one warehouse. */
export interface StockItem {
  /** The product's code. */
  code: string
  warehouse: string
  onHand: number
  reserved: number
  incoming: number
  incomingOn: string | null
  /** Working days until it can be delivered; kept on the product. */
  leadDays: number | null
}
export interface StockReport {
  /** When the ERP counted: what is older than what is there already changes nothing. */
  asOf: string
  items: StockItem[]
  /** The whole stock: what it does not name is no longer there. */
  complete: boolean
}
export interface StockAnswer {
  written: number
  /** Products that arrived after something newer. */
  stale: number
  /** Codes that no product has. */
  unknown: string[]
}

const ITEMS_MAX = 5_000
const QUANTITY_MAX = 10 ** 11
const isQuantity = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < QUANTITY_MAX
const isLine = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= max && !value.includes('\0')
const isDay = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString().startsWith(value)

/** What an ERP sent, or a refusal that names every item at fault. */
export function parseStock(body: unknown, now: Date): StockReport {
  if (!isObject(body)) throw new Refusal('body.notObject', {}, 400)
  const { asOf = now.toISOString(), items, complete = false } = body
  const errors: Refusal['errors'] = []
  if (typeof asOf !== 'string' || Number.isNaN(Date.parse(asOf)) || asOf.length > 40)
    errors.push({ field: 'asOf', code: 'field.notInstant', params: { text: String(asOf).slice(0, 40) } })
  if (typeof complete !== 'boolean') errors.push({ field: 'complete', code: 'field.notFlag' })
  if (!Array.isArray(items)) errors.push({ field: 'items', code: 'field.notList' })
  else if (items.length > ITEMS_MAX) errors.push({ field: 'items', code: 'field.tooMany', params: { max: ITEMS_MAX } })
  const parsed = (Array.isArray(items) && items.length <= ITEMS_MAX ? items : []).map((item, i): StockItem => {
    const given = isObject(item) ? item : {}
    const fault = (name: string, code: string, params = {}) =>
      void errors.push({ field: `items.${i}.${name}`, code, params })
    const quantity = (name: string) => {
      const value = given[name] ?? 0
      if (!isQuantity(value)) fault(name, 'field.notNumber', { text: String(value).slice(0, 40) })
      return value as number
    }
    if (!isLine(given.code, 60)) fault('code', 'field.required')
    const warehouse = given.warehouse ?? '默认仓库'
    if (!isLine(warehouse, 100)) fault('warehouse', 'field.notText')
    const incomingOn = given.incomingOn ?? null
    if (incomingOn !== null && !isDay(incomingOn))
      fault('incomingOn', 'field.notDate', { text: String(incomingOn).slice(0, 40) })
    const leadDays = given.leadDays ?? null
    if (
      leadDays !== null &&
      !(Number.isInteger(leadDays) && (leadDays as number) >= 0 && (leadDays as number) <= 3_660)
    )
      fault('leadDays', 'field.notWhole')
    return {
      code: given.code as string,
      warehouse: warehouse as string,
      onHand: quantity('onHand'),
      reserved: quantity('reserved'),
      incoming: quantity('incoming'),
      incomingOn: incomingOn as string | null,
      leadDays: leadDays as number | null,
    }
  })
  if (errors.length) throw new Refusal('record.invalid', { count: errors.length }, 422, errors.slice(0, 100))
  return { asOf: new Date(asOf as string).toISOString(), items: parsed, complete: complete as boolean }
}

/** Writes what an ERP reports, in a handful of statements however long it is. The latest count of a product and warehouse stays. */
export async function receiveStock(ctx: Ctx, body: unknown): Promise<StockAnswer> {
  const rights = ctx.user.rights('productStock')
  if (!ctx.user.system && !(rights.import || (rights.create && rights.update === 'all'))) throw forbidden()
  const { asOf, items, complete } = parseStock(body, ctx.now)
  // The last word on a product and warehouse within one report counts.
  const last = [...new Map(items.map(item => [`${item.code}\n${item.warehouse}`, item])).values()]
  return inTransaction(ctx, async inside => {
    await inside.db.query(sql`select pg_advisory_xact_lock(hashtextextended('stock', ${ctx.tenant}))`)
    const [found] = await inside.db.query<{ written: number; known: number; unknown: string[] | null }>(sql`
      with given as (
        select * from jsonb_to_recordset(${JSON.stringify(last)}::jsonb)
          as g(code text, warehouse text, "onHand" numeric, reserved numeric, incoming numeric, "incomingOn" date, "leadDays" int)),
      known as (select g.*, p.id from given g join products p on p.tenant_id = ${ctx.tenant} and p.code = g.code and p.deleted_at is null),
      written as (
        insert into product_stocks (tenant_id, id, product_id, warehouse, on_hand, reserved, available, incoming, incoming_on, as_of, created_at, updated_at)
        select ${ctx.tenant}, gen_random_uuid(), id, warehouse, "onHand", reserved, "onHand" - reserved, incoming, "incomingOn", ${asOf}, ${asOf}, ${asOf} from known
        on conflict (tenant_id, product_id, warehouse) do update set on_hand = excluded.on_hand, reserved = excluded.reserved,
          available = excluded.available, incoming = excluded.incoming, incoming_on = excluded.incoming_on, as_of = excluded.as_of,
          updated_at = excluded.updated_at, version = product_stocks.version + 1, deleted_at = null
          where product_stocks.as_of <= excluded.as_of
        returning 1),
      promised as (
        update products p set lead_days = k."leadDays" from (select id, max("leadDays") as "leadDays" from known where "leadDays" is not null group by id) k
        where p.tenant_id = ${ctx.tenant} and p.id = k.id and p.lead_days is distinct from k."leadDays" returning 1)
      select (select count(*) from written) as written, (select count(*) from known) as known,
        (select json_agg(distinct g.code) from given g where not exists (select 1 from known k where k.code = g.code)) as unknown,
        (select count(*) from promised) as promised`)
    if (complete)
      await inside.db.query(sql`
        update product_stocks set on_hand = 0, reserved = 0, available = 0, incoming = 0, incoming_on = null, as_of = ${asOf}, updated_at = ${asOf}
        where tenant_id = ${ctx.tenant} and as_of < ${asOf}`)
    return { written: found!.written, stale: found!.known - found!.written, unknown: found!.unknown ?? [] }
  })
}
