import { today } from '../../core/access/me'
import { Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { newIds } from '../../core/records/ids'
import { adopt } from './adopt'
import { settled } from './earned'
import type { Proposal } from './propose'
import { addToSums, keepSums, lockAll } from './sums'

/** How much of a receipt pays how much of what, and why. */
export type Match = Proposal

interface Standing {
  payments: Map<
    string,
    { left: number; account: string | null; currency: string; reversed: boolean; on: string | null }
  >
  instalments: Map<string, { open: number; account: string | null; currency: string; name: string; asks: boolean }>
  invoices: Map<string, { open: number; account: string | null; currency: string }>
}

/**
 * Matches receipts to instalments and invoices, with all three locked: nothing is matched beyond what is left or open by then,
 * whoever matched in between. A receipt that nobody's customer was known of becomes its instalment's customer's. Set-based: some
 * statements, however many there are.
 * @param strict refuse what no longer holds, instead of leaving it out
 * @returns those that were made; the caller says to those who earn by receipts that these were (`settled`)
 */
export async function addMatches(
  ctx: Ctx,
  matches: readonly Match[],
  strict: boolean,
  act = 'match',
): Promise<Match[]> {
  if (matches.length === 0) return []
  const ids = {
    payments: unique(matches.map(one => one.payment)),
    instalments: unique(matches.map(one => one.instalment)),
    invoices: unique(matches.flatMap(one => one.invoice ?? [])),
  }
  await lockAll(ctx, ids)
  const standing = await standingOf(ctx, ids)
  const known = new Set([...standing.payments].flatMap(([id, one]) => (one.account ? id : [])))
  const made: Match[] = []
  for (const match of matches) {
    const refusal = take(standing, match)
    if (!refusal) made.push(match)
    else if (strict) throw refusal
  }
  if (made.length === 0) return []
  await adopt(
    ctx,
    made
      .filter(one => !known.has(one.payment))
      .map(one => ({ id: one.payment, account: standing.payments.get(one.payment)!.account })),
  )
  await write(ctx, made)
  await addToSums(
    ctx,
    made.map(one => ({ ...one, on: standing.payments.get(one.payment)!.on })),
    act,
  )
  return made
}

const unique = (ids: readonly string[]) => [...new Set(ids)]

async function standingOf(
  ctx: Ctx,
  ids: { payments: string[]; instalments: string[]; invoices: string[] },
): Promise<Standing> {
  const payments = await ctx.db.query<{ id: string } & (Standing['payments'] extends Map<string, infer V> ? V : never)>(
    sql`select id, open_amount as left, account_id as account, coalesce(currency, 'CNY') as currency, reversed_on is not null as reversed,
        to_char(received_on, 'YYYY-MM-DD') as "on"
      from payments where id = any(${ids.payments}::uuid[]) and deleted_at is null`,
  )
  const instalments = await ctx.db.query<{
    id: string
    open: number
    account: string | null
    currency: string
    name: string
    asks: boolean
  }>(
    sql`select id, open_amount as open, account_id as account, coalesce(currency, 'CNY') as currency, name, status not in ('planned', 'cancelled') as asks
      from instalments where id = any(${ids.instalments}::uuid[]) and deleted_at is null`,
  )
  const invoices = ids.invoices.length
    ? await ctx.db.query<{ id: string; open: number; account: string | null; currency: string }>(
        sql`select id, open_amount as open, account_id as account, coalesce(currency, 'CNY') as currency from invoices
          where id = any(${ids.invoices}::uuid[]) and status = 'issued' and red_of_id is null and deleted_at is null`,
      )
    : []
  const byId = <T extends { id: string }>(rows: readonly T[]) => new Map(rows.map(row => [row.id, { ...row }]))
  return { payments: byId(payments), instalments: byId(instalments), invoices: byId(invoices) }
}

const no = (code: string, params: Record<string, string | number> = {}) => new Refusal(code, params)
const yuan = (amount: number) => (amount / 100).toFixed(2)

/** Takes a match off what is left and open. @returns why it can't be */
function take(standing: Standing, { payment: from, instalment: to, invoice: billed, amount }: Match): Refusal | null {
  const payment = standing.payments.get(from)
  const instalment = standing.instalments.get(to)
  const invoice = billed ? standing.invoices.get(billed) : null
  if (!payment || payment.reversed) return no('receivable.reversed')
  if (!instalment?.asks) return no('receivable.notOpen', { name: instalment?.name ?? '' })
  if (billed && !invoice) return no('receivable.noInvoice')
  if (!Number.isSafeInteger(amount) || amount <= 0) return no('receivable.positive')
  if (payment.currency !== instalment.currency) return no('receivable.otherCurrency')
  if (payment.account && payment.account !== instalment.account) return no('receivable.otherAccount')
  if (invoice && invoice.account !== instalment.account) return no('receivable.otherAccount')
  if (amount > payment.left) return no('receivable.overLeft', { left: yuan(payment.left) })
  if (amount > instalment.open) return no('receivable.overOpen', { name: instalment.name, open: yuan(instalment.open) })
  if (invoice && amount > invoice.open) return no('receivable.overInvoice', { open: yuan(invoice.open) })
  payment.left -= amount
  payment.account ??= instalment.account
  instalment.open -= amount
  if (invoice) invoice.open -= amount
  return null
}

async function write(ctx: Ctx, made: readonly Match[]): Promise<void> {
  const ids = newIds(made.length)
  const now = ctx.now.toISOString()
  const author = ctx.user.system ? null : ctx.user.id
  const rows = made.map((match, i) => ({ id: ids[i], ...match }))
  await ctx.db.query(sql`
    insert into payment_matches (tenant_id, id, created_at, created_by, updated_at, updated_by, payment_id, instalment_id, invoice_id, account_id, amount, currency,
      matched_on, way, basis, owner_id, board_id)
    select ${ctx.tenant}::int4, m.id, ${now}::timestamptz, ${author}::uuid, ${now}::timestamptz, ${author}::uuid, m.payment, m.instalment, m.invoice, p.account_id, m.amount,
      coalesce(p.currency, 'CNY'), ${today(ctx)}::date, m.way, m.basis, p.owner_id, p.board_id
    from json_to_recordset(${JSON.stringify(rows)}::json) as m(id uuid, payment uuid, instalment uuid, invoice uuid, amount bigint, way text, basis jsonb)
      join payments p on p.id = m.payment`)
}

/** A match as it stands. */
export interface Matched {
  id: string
  payment: string
  instalment: string | null
  invoice: string | null
  amount: number
}

/** Matches of a receipt, an instalment or an invoice, latest first. */
export const matchesOf = (ctx: Ctx, by: 'payment' | 'instalment' | 'invoice', id: string): Promise<Matched[]> =>
  ctx.db.query<Matched>(sql`
    select m.id, m.payment_id as payment, m.instalment_id as instalment, m.invoice_id as invoice, m.amount from payment_matches m
    where ${by === 'payment' ? sql`m.payment_id` : by === 'instalment' ? sql`m.instalment_id` : sql`m.invoice_id`} = ${id} and m.deleted_at is null
    order by m.created_at desc, m.id desc`)

/** Takes matches back: what they took is left of the receipts and open of the instalments and invoices again, to the cent. */
export async function dropMatches(ctx: Ctx, matches: readonly Matched[], act = 'unmatch'): Promise<void> {
  if (matches.length === 0) return
  const touched = touchedBy(matches)
  await lockAll(ctx, touched)
  const at = ctx.now.toISOString()
  await ctx.db.query(sql`update payment_matches set deleted_at = ${at}, updated_at = greatest(${at}::timestamptz, updated_at + interval '1 ms'),
      updated_by = ${ctx.user.system ? null : ctx.user.id}, version = version + 1
    where id = any(${matches.map(one => one.id)}::uuid[]) and deleted_at is null and tenant_id = ${ctx.tenant}`)
  await keepSums(ctx, touched, act)
  await settled(ctx, touched.payments)
}

/**
 * Takes back so much of some matches, the latest first; what a match loses only in part stays matched with the rest.
 * @returns how much could be taken back
 */
export async function releaseMatches(
  ctx: Ctx,
  matches: readonly Matched[],
  amount: number,
  act: string,
): Promise<number> {
  let rest = amount
  const whole: Matched[] = []
  for (const match of matches) {
    if (rest === 0) break
    if (match.amount <= rest) {
      whole.push(match)
      rest -= match.amount
      continue
    }
    const touched = touchedBy([match])
    await lockAll(ctx, touched)
    await ctx.db.query(
      sql`update payment_matches set amount = amount - ${rest}, version = version + 1 where id = ${match.id} and tenant_id = ${ctx.tenant}`,
    )
    await keepSums(ctx, touched, act)
    await settled(ctx, touched.payments)
    rest = 0
  }
  await dropMatches(ctx, whole, act)
  return amount - rest
}

const touchedBy = (matches: readonly Matched[]) => ({
  payments: unique(matches.map(one => one.payment)),
  instalments: unique(matches.flatMap(one => one.instalment ?? [])),
  invoices: unique(matches.flatMap(one => one.invoice ?? [])),
})
