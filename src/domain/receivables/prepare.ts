import { today } from '../../core/access/me'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { dayAfter } from './days'

type Rows = readonly Record<string, any>[]

/** What instalments, invoices and receipts take over from what they are of. */
interface Parent {
  id: string
  account: string | null
  contract: string | null
  owner: string | null
  board: string
  currency: string
  /** Whether what it asks for is owed: an order that is confirmed, a contract that holds. */
  stands: boolean
  signed: string | null
  ordered: string | null
  delivered: string | null
  invoiced: string | null
}

const idsOf = (rows: Rows, field: string) => [
  ...new Set(rows.map(row => row[field]).filter(id => typeof id === 'string')),
]

/** Orders as what is owed for them needs them. A planned day of delivery counts until the order is carried out. */
export const ordersFor = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, Parent>> =>
  ids.length === 0
    ? new Map()
    : byId(
        await ctx.db.query<Parent>(sql`
    select o.id, o.account_id as account, o.contract_id as contract, o.owner_id as owner, o.board_id as board, coalesce(o.currency, 'CNY') as currency,
      o.status in ('confirmed', 'fulfilled') as stands, to_char(c.signed_on, 'YYYY-MM-DD') as signed,
      to_char(coalesce(o.ordered_on, (o.confirmed_at at time zone 'Asia/Shanghai')::date), 'YYYY-MM-DD') as ordered,
      to_char(coalesce(o.fulfilled_on, o.deliver_on), 'YYYY-MM-DD') as delivered,
      (select to_char(min(i.issued_on), 'YYYY-MM-DD') from invoices i where i.order_id = o.id and i.status = 'issued' and i.red_of_id is null and i.deleted_at is null) as invoiced
    from orders o left join contracts c on c.id = o.contract_id where o.id = any(${ids}::uuid[])`),
      )

export const contractsFor = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, Parent>> =>
  ids.length === 0
    ? new Map()
    : byId(
        await ctx.db.query<Parent>(sql`
    select c.id, c.account_id as account, c.id as contract, c.owner_id as owner, c.board_id as board, coalesce(c.currency, 'CNY') as currency,
      c.status not in ('draft') as stands, to_char(c.signed_on, 'YYYY-MM-DD') as signed,
      to_char(coalesce(c.starts_on, c.signed_on), 'YYYY-MM-DD') as ordered,
      (select to_char(max(coalesce(o.fulfilled_on, o.deliver_on)), 'YYYY-MM-DD') from orders o where o.contract_id = c.id and o.status <> 'cancelled' and o.deleted_at is null) as delivered,
      (select to_char(min(i.issued_on), 'YYYY-MM-DD') from invoices i where i.contract_id = c.id and i.status = 'issued' and i.red_of_id is null and i.deleted_at is null) as invoiced
    from contracts c where c.id = any(${ids}::uuid[])`),
      )

const byId = (rows: readonly Parent[]) => new Map(rows.map(row => [row.id, row]))

/** The day an instalment falls due by what it is counted from; null while that has not happened. */
export function dueOf(row: Readonly<Record<string, any>>, parent: Parent | undefined): string | null {
  const { event, days } = row
  if (!event || event === 'date') return row.dueOn ?? null
  const from = parent?.[event as 'signed' | 'ordered' | 'delivered' | 'invoiced']
  return from ? dayAfter(from, Number(days ?? 0)) : null
}

/** The day since which what an order or contract asks for is owed: when it was ordered or signed, not later than today. */
export function bookedOn(ctx: Ctx, parent: Parent | undefined): string {
  const now = today(ctx)
  const day = parent?.ordered ?? parent?.signed ?? now
  return day < now ? day : now
}

/** An instalment is its order's or contract's: customer, owner, currency and day follow from that. */
export async function prepareInstalments(ctx: Ctx, rows: Rows): Promise<void> {
  const orders = await ordersFor(ctx, idsOf(rows, 'order'))
  const contracts = await contractsFor(ctx, idsOf(rows, 'contract'))
  for (const row of rows) {
    const parent = orders.get(row.order) ?? contracts.get(row.contract)
    Object.assign(row, { paid: 0, credited: 0, writtenOff: 0, openAmount: row.amount })
    if (!parent) {
      row.bookedOn ??= today(ctx)
      row.overdue = row.dueOn != null && row.dueOn < today(ctx)
      continue
    }
    row.account = parent.account
    row.contract ??= parent.contract
    row.owner = parent.owner
    row.board = parent.board
    row.currency = parent.currency
    row.dueOn = dueOf(row, parent)
    row.status = parent.stands ? 'open' : 'planned'
    row.bookedOn = parent.stands ? bookedOn(ctx, parent) : null
    row.overdue = parent.stands && row.dueOn !== null && row.dueOn < today(ctx)
  }
}

/** A receipt whose customer is known belongs to whoever has the customer. */
export async function preparePayments(ctx: Ctx, rows: Rows): Promise<void> {
  const owners = await ownersOf(ctx, idsOf(rows, 'account'))
  for (const row of rows) {
    Object.assign(row, { matched: 0, refunded: 0, openAmount: row.amount }, owners.get(row.account))
  }
}

/** Owners of customers and their boards; whoever lies in a pool has none. */
export async function ownersOf(
  ctx: Ctx,
  accounts: readonly string[],
): Promise<Map<string, { owner: string; board: string }>> {
  if (accounts.length === 0) return new Map()
  const found = await ctx.db.query<{ id: string; owner: string; board: string }>(
    sql`select id, owner_id as owner, board_id as board from accounts where id = any(${accounts}::uuid[]) and owner_id is not null`,
  )
  return new Map(found.map(({ id, ...rest }) => [id, rest]))
}

/** An invoice is its order's or contract's; buyer and tax number are the customer's unless given. */
export async function prepareInvoices(ctx: Ctx, rows: Rows): Promise<void> {
  const orders = await ordersFor(ctx, idsOf(rows, 'order'))
  const contracts = await contractsFor(ctx, idsOf(rows, 'contract'))
  for (const row of rows) {
    const parent = orders.get(row.order) ?? contracts.get(row.contract)
    if (!parent) continue
    row.account = parent.account
    row.contract ??= parent.contract
    row.owner = parent.owner
    row.board = parent.board
    row.currency = parent.currency
  }
  const accounts = new Map(
    (
      await ctx.db.query<{ id: string; name: string; code: string | null }>(
        sql`select id, name, credit_code as code from accounts where id = any(${idsOf(rows, 'account')}::uuid[])`,
      )
    ).map(one => [one.id, one]),
  )
  for (const row of rows) {
    const of = accounts.get(row.account)
    row.buyer ??= of?.name ?? null
    row.taxNumber ??= of?.code ?? null
  }
}
