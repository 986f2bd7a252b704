import { reachOf, within } from '../../core/access/reach'
import type { Ctx } from '../../core/ctx'
import { raw, type Sql, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { matchKeys } from '../../core/matching/keys'
import { instalment } from './instalment'
import type { payment } from './payment'
import { numbersIn, type OpenInvoice, type OpenItem, type Options, propose, type Receipt } from './propose'

type Payment = Row<typeof payment>

/** Enough of one customer to match any receipt against; who owes more instalments than this is seen to oldest first. */
const ITEMS_MAX = 500

const itemSql = (which: Sql) => sql`
  select t.id, t.name, t.account_id as account, coalesce(t.currency, 'CNY') as currency, t.open_amount as open, to_char(t.due_on, 'YYYY-MM-DD') as "dueOn",
    t.order_id as "order", t.contract_id as contract, o.code as "orderCode", c.code as "contractCode"
  from instalments t left join orders o on o.id = t.order_id left join contracts c on c.id = t.contract_id
  where ${which} and t.status in ('open', 'partly') and t.open_amount > 0 and t.deleted_at is null`

const seen = (ctx: Ctx) => {
  const entity = ctx.words.entity(instalment.name)
  return within(reachOf(ctx, entity, 'read'), entity, 't')
}

/** What customers owe, oldest first, as far as the caller sees it. */
export const itemsOf = (ctx: Ctx, accounts: readonly string[], most = ITEMS_MAX): Promise<OpenItem[]> =>
  accounts.length === 0
    ? Promise.resolve([])
    : ctx.db.query<OpenItem>(
        sql`${itemSql(sql`t.account_id = any(${accounts}::uuid[]) and ${seen(ctx)}`)} order by t.due_on nulls last, t.id limit ${most}`,
      )

/** What is owed under some numbers: of orders, of contracts, of invoices. */
export async function itemsNamed(ctx: Ctx, numbers: readonly string[]): Promise<OpenItem[]> {
  if (numbers.length === 0) return []
  const some = sql`any(${numbers}::text[])`
  const of = await ctx.db.query<{ order: string | null; contract: string | null }>(sql`
    select id as "order", null::uuid as contract from orders where code = ${some} and deleted_at is null
    union select null, id from contracts where code = ${some} and deleted_at is null
    union select order_id, case when order_id is null then contract_id end from invoices where number = ${some} and deleted_at is null
    union select order_id, case when order_id is null then contract_id end from invoices where code = ${some} and deleted_at is null`)
  const orders = of.flatMap(one => one.order ?? [])
  const contracts = of.flatMap(one => one.contract ?? [])
  return ctx.db.query<OpenItem>(
    itemSql(sql`(t.order_id = any(${orders}::uuid[]) or t.contract_id = any(${contracts}::uuid[])) and ${seen(ctx)}`),
  )
}

/** Issued invoices of orders and contracts that are not paid wholly. */
export async function invoicesFor(ctx: Ctx, items: readonly OpenItem[]): Promise<OpenInvoice[]> {
  const orders = [...new Set(items.flatMap(item => item.order ?? []))]
  const contracts = [...new Set(items.flatMap(item => (item.order ? [] : (item.contract ?? []))))]
  if (orders.length + contracts.length === 0) return []
  const invoices =
    raw(`select i.id, i.number, i.code, i.open_amount as open, to_char(i.issued_on, 'YYYY-MM-DD') as "issuedOn",
      i.order_id as "order", i.contract_id as contract
    from invoices i where i.status = 'issued' and i.red_of_id is null and i.open_amount > 0 and i.deleted_at is null and`)
  return ctx.db.query<OpenInvoice>(sql`${invoices} i.order_id = any(${orders}::uuid[])
    union ${invoices} i.order_id is null and i.contract_id = any(${contracts}::uuid[])`)
}

/** The one customer that bears a payer's name; null where none or several do. */
export async function accountOfPayer(ctx: Ctx, payer: string | null): Promise<string | null> {
  const account = ctx.words.entity('account')
  const keys = payer ? matchKeys(ctx.tenant, account, { name: payer }) : []
  if (keys.length === 0) return null
  const found = await ctx.db.query<{ id: string }>(sql`
    select a.id from search_documents d join accounts a on a.id = d.record_id
    where d.object = 'account' and d.terms && ${keys}::int4[] and a.name = ${payer} and a.deleted_at is null limit 2`)
  return found.length === 1 ? found[0]!.id : null
}

export const receiptOf = (row: Payment, account: string | null): Receipt => ({
  id: row.id,
  account,
  currency: row.currency ?? 'CNY',
  left: row.openAmount ?? 0,
  text: `${row.reference ?? ''} ${row.note ?? ''}`,
})

/** All that somebody needs to see to match a receipt: what its customer owes, oldest first, and what of that is proposed. */
export async function matchingOf(ctx: Ctx, row: Payment, options: Options = {}) {
  const account = row.account ?? (await accountOfPayer(ctx, row.payer))
  const named = account ? [] : await itemsNamed(ctx, numbersIn(`${row.reference ?? ''} ${row.note ?? ''}`))
  const items = account ? await itemsOf(ctx, [account]) : named
  const invoices = await invoicesFor(ctx, items)
  const proposals = row.reversedOn ? [] : propose(receiptOf(row, account), items, invoices, options)
  return { account, items, invoices, proposals }
}
