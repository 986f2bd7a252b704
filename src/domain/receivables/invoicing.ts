import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { date, type Label, listOf, type Row, structure, text } from '../../core/entity'
import { isObject } from '../../core/records/parse'
import { load, rowSql } from '../../core/records/row'
import { change, create, insert } from '../../core/records/write'
import { contract } from '../contracts'
import { order } from '../orders'
import { type Asked, type Billable, billed, taxOf } from './billed'
import { billMatches, unbill } from './billing'
import { invoice } from './invoice'
import { invoiceLine } from './invoiceLine'
import { keepPlan } from './plan'
import { keepSums, lockAll } from './sums'

type Invoice = Row<typeof invoice>

const LINES_MAX = 500
const checkLines = listOf(isObject, LINES_MAX, 'receivable.invoiceLines', 1)
type Given = Record<string, unknown>
const linesField = (hint: Label) =>
  structure<Given[], { label: Label; hint: Label; check: typeof checkLines }>({
    label: ['明细', 'Lines'],
    hint,
    check: checkLines,
  })

/**
 * Asks for an invoice: of what is not invoiced of an order yet, or of some of its lines by quantity or amount; of a contract by free
 * lines. Together all invoices never come to more than what they are of.
 */
export const requestInvoice = act(invoice, 'create', {
  label: ['申请开票', 'Request an invoice'],
  icon: 'receipt',
  on: 'object',
  input: { lines: linesField(['不填为订单全部未开票', 'All of the order that is not invoiced unless given']) },
  async run(ctx, _, input) {
    const { lines, draft } = input as typeof input & { draft: Given }
    const { order: of, contract: under } = draft as { order?: string | null; contract?: string | null }
    if (!of && !under) throw refuse('receivable.ofWhat')
    const wanted = of ? await orderLinesFor(ctx, of, lines) : await contractLinesFor(ctx, under!, lines)
    if (wanted.length === 0) throw refuse('receivable.nothingToInvoice')
    const row = await create(ctx, invoice, draft)
    await writeLines(ctx, row, wanted)
    return load(ctx, invoice, row.id, 'read')
  },
})

/** What of a line is invoiced, or taken back of another invoice's. */
type Part = Omit<Billable, 'id'> & { redOfLine?: string | null }

/** Lines of a new invoice, and their sums at its head. */
async function writeLines(ctx: Ctx, row: Invoice, lines: readonly Part[], act = 'create') {
  for (const [position, line] of lines.entries())
    await insert(ctx, invoiceLine, { ...line, invoice: row.id, position: position + 1 }, act)
  const sum = (of: 'net' | 'tax' | 'gross') => lines.reduce((total, line) => total + line[of], 0)
  return change(ctx, invoice, row, { net: sum('net'), tax: sum('tax'), gross: sum('gross') })
}

/** What is left to invoice of an order's lines: less what other invoices have of it, red-letter ones giving back, and what came back. */
export async function billableOf(ctx: Ctx, id: string): Promise<Billable[]> {
  return ctx.db.query<Billable>(sql`
    select l.id, l.id as "orderLine", l.name, l.unit, l.tax_rate as "taxRate",
      (l.quantity - coalesce(i.quantity, 0) - coalesce(r.quantity, 0))::float8 as quantity,
      (l.net - coalesce(i.net, 0) - coalesce(r.net, 0))::bigint as net, (l.tax - coalesce(i.tax, 0) - coalesce(r.tax, 0))::bigint as tax,
      (l.gross - coalesce(i.gross, 0) - coalesce(r.gross, 0))::bigint as gross
    from order_lines l
      left join lateral (select sum(x.quantity) as quantity, sum(x.net) as net, sum(x.tax) as tax, sum(x.gross) as gross
        from invoice_lines x join invoices v on v.id = x.invoice_id
        where x.order_line_id = l.id and x.deleted_at is null and v.deleted_at is null and v.status <> 'voided') i on true
      left join lateral (select sum(x.quantity) as quantity, sum(x.net) as net, sum(x.tax) as tax, sum(x.gross) as gross
        from goods_return_lines x join goods_returns g on g.id = x.goods_return_id
        where x.order_line_id = l.id and x.deleted_at is null and g.deleted_at is null and g.status = 'settled') r on true
    where l.order_id = ${id} and l.deleted_at is null order by l.position nulls last, l.id`)
}

async function orderLinesFor(ctx: Ctx, id: string, given: readonly Given[] | null | undefined) {
  const of = await load(ctx, order, id, 'read')
  if (of.status !== 'confirmed' && of.status !== 'fulfilled') throw refuse('receivable.orderNotConfirmed')
  // Of two who invoice the same order at once the second finds what the first left.
  await ctx.db.query(sql`select 1 from orders where id = ${id} for no key update`)
  const open = new Map((await billableOf(ctx, id)).map(line => [line.id, line]))
  if (!given) return [...open.values()].filter(line => line.gross > 0).map(({ id: _, ...line }) => line)
  return given.map((line, i) => {
    const at = (field: string, code: string, params = {}) => invalid(`lines.${i}.${field}`, code, params)
    const left = open.get(String(line.orderLine))
    if (!left) throw at('orderLine', 'field.noSuchRecord')
    const part = billed(left, line as Asked)
    if (typeof part === 'string') throw at(line.gross === undefined ? 'quantity' : 'gross', part)
    if (part.gross > left.gross || part.quantity > left.quantity)
      throw at('gross', 'receivable.overLine', { name: left.name, open: (left.gross / 100).toFixed(2) })
    open.set(left.id, {
      ...left,
      quantity: left.quantity - part.quantity,
      net: left.net - part.net,
      tax: left.tax - part.tax,
      gross: left.gross - part.gross,
    })
    return part
  })
}

async function contractLinesFor(ctx: Ctx, id: string, given: readonly Given[] | null | undefined) {
  const of = await load(ctx, contract, id, 'read')
  if (of.status === 'draft') throw refuse('receivable.contractNotSigned')
  await ctx.db.query(sql`select 1 from contracts where id = ${id} for no key update`)
  if (!given) throw refuse('receivable.nothingToInvoice')
  const rates = ctx.words.dictionary('vatRate')
  const lines = given.map((line, i) => {
    const { name, gross, taxRate } = line
    const wrong = (field: string, code: string) => invalid(`lines.${i}.${field}`, code)
    if (typeof name !== 'string' || !name.trim() || name.length > 300) throw wrong('name', 'field.required')
    if (!Number.isSafeInteger(gross) || (gross as number) <= 0) throw wrong('gross', 'receivable.positive')
    if (typeof taxRate !== 'string' || !rates?.has(taxRate)) throw wrong('taxRate', 'field.notInDictionary')
    const tax = taxOf(gross as number, taxRate)
    return {
      orderLine: null,
      name,
      unit: null,
      taxRate,
      quantity: 1,
      net: (gross as number) - tax,
      tax,
      gross: gross as number,
    }
  })
  const [other] = await ctx.db.query<{ gross: number }>(sql`
    select coalesce(sum(gross), 0)::bigint as gross from invoices where contract_id = ${id} and status <> 'voided' and deleted_at is null`)
  const left = (of.gross ?? 0) - Number(other!.gross)
  const asked = lines.reduce((sum, line) => sum + line.gross, 0)
  if (of.gross && asked > left) throw refuse('receivable.overContract', { open: (left / 100).toFixed(2) })
  return lines
}

const state = (row: Invoice, wanted: string) => (row.status === wanted ? null : refuse(`receivable.not.${wanted}`))

/** Finance has issued it: its number and day. What was matched to its order before counts as paid of it. */
export const issue = act(invoice, 'issue', {
  label: ['开票', 'Issue'],
  icon: 'stamp',
  input: {
    number: text({ label: ['发票号码', 'Number'], required: true, max: 40 }),
    issuedOn: date({ label: ['开票日期', 'Issued on'], hint: ['不填为今天', 'Today unless given'] }),
  },
  allow: (_ctx, row) => state(row, 'requested'),
  async run(ctx, row, { number, issuedOn }) {
    const plain = number.replace(/\s/g, '')
    if (!/^[0-9A-Z]{6,40}$/i.test(plain)) throw invalid('number', 'receivable.number')
    const day = issuedOn ?? today(ctx)
    if (day > today(ctx)) throw invalid('issuedOn', 'receivable.future')
    const [taken] = await ctx.db.query<{ code: string }>(
      sql`select code from invoices where number = ${plain} and id <> ${row.id} and deleted_at is null`,
    )
    if (taken) throw invalid('number', 'receivable.numberTaken', { number: plain, code: taken.code })
    await change(ctx, invoice, row, { status: 'issued', number: plain, issuedOn: day }, 'issue')
    await keepSums(ctx, { invoices: [row.id] }, 'issue')
    if (!row.redOf) await billMatches(ctx, row.id)
    if (row.order) await keepPlan(ctx, 'order', row.order)
    if (row.contract) await keepPlan(ctx, 'contract', row.contract)
  },
})

/** Takes a request back that nobody has issued yet. */
export const withdraw = act(invoice, 'withdraw', {
  label: ['撤回申请', 'Withdraw'],
  icon: 'undo-2',
  input: { reason: text({ label: ['原因', 'Reason'], max: 300 }) },
  allow: (_ctx, row) => state(row, 'requested'),
  run: (ctx, row, { reason }) => strike(ctx, row, reason, 'withdraw'),
})

/** Strikes out an invoice in the month it was issued in; later only a red-letter invoice takes it back. */
export const voidInvoice = act(invoice, 'void', {
  label: ['作废', 'Void'],
  icon: 'ban',
  input: { reason: text({ label: ['作废原因', 'Reason'], required: true, max: 300 }) },
  allow: (ctx, row) =>
    state(row, 'issued') ??
    (row.redAmount ? refuse('receivable.hasRed') : null) ??
    (row.issuedOn?.slice(0, 7) === today(ctx).slice(0, 7) ? null : refuse('receivable.otherMonth')),
  run: (ctx, row, { reason }) => strike(ctx, row, reason, 'void'),
})

async function strike(ctx: Ctx, row: Invoice, reason: string | null, act: string): Promise<void> {
  await lockAll(ctx, { invoices: [row.id, ...(row.redOf ? [row.redOf] : [])] })
  await unbill(ctx, row.id, row.paid ?? 0)
  const [fresh] = await ctx.db.query<{ row: Invoice }>(
    sql`select ${rowSql(invoice)} as row from invoices t where t.id = ${row.id}`,
  )
  await change(ctx, invoice, fresh!.row, { status: 'voided', voidedOn: today(ctx), reason, openAmount: 0 }, act)
  if (row.redOf) await keepSums(ctx, { invoices: [row.redOf] }, act)
}

/** Takes an issued invoice back, wholly or some of its lines in part, by a red-letter invoice that finance then issues. */
export const takeBack = act(invoice, 'takeBack', {
  label: ['红冲', 'Take back'],
  icon: 'receipt-text',
  screen: '/invoices/{id}/take-back',
  input: {
    reason: text({ label: ['红冲原因', 'Reason'], required: true, max: 300 }),
    lines: linesField(['不填为整张红冲', 'The whole unless given']),
  },
  allow: (_ctx, row) =>
    state(row, 'issued') ??
    (row.redOf ? refuse('receivable.redOfRed') : null) ??
    (row.gross! > row.redAmount! ? null : refuse('receivable.allRed')),
  async run(ctx, row, { reason, lines }) {
    const standing = await redLeft(ctx, row.id)
    const chosen = lines
      ? lines.map((line, i) => {
          const left = standing.find(one => one.id === line.line)
          if (!left) throw invalid(`lines.${i}.line`, 'field.noSuchRecord')
          const part = billed(left, line as Asked)
          if (typeof part === 'string') throw invalid(`lines.${i}.gross`, part)
          if (part.gross > left.gross)
            throw invalid(`lines.${i}.gross`, 'receivable.overLine', {
              name: left.name,
              open: (left.gross / 100).toFixed(2),
            })
          return { ...part, redOfLine: left.id }
        })
      : standing.filter(line => line.gross > 0).map(({ id, ...line }) => ({ ...line, redOfLine: id }))
    if (lines && new Set(lines.map(line => line.line)).size !== lines.length)
      throw invalid('lines', 'receivable.lineTwice')
    const { id } = await redLetter(ctx, row, chosen, reason)
    return { made: { object: invoice.name, id } }
  },
})

/** What red-letter invoices have left of an invoice's lines. */
export const redLeft = (ctx: Ctx, id: string) =>
  ctx.db.query<Billable>(sql`
    select l.id, l.order_line_id as "orderLine", l.name, l.unit, l.tax_rate as "taxRate", (l.quantity + coalesce(r.quantity, 0))::float8 as quantity,
      (l.net + coalesce(r.net, 0))::bigint as net, (l.tax + coalesce(r.tax, 0))::bigint as tax, (l.gross + coalesce(r.gross, 0))::bigint as gross
    from invoice_lines l left join lateral (select sum(x.quantity) as quantity, sum(x.net) as net, sum(x.tax) as tax, sum(x.gross) as gross
      from invoice_lines x join invoices v on v.id = x.invoice_id where x.red_of_line_id = l.id and x.deleted_at is null and v.deleted_at is null and v.status <> 'voided') r on true
    where l.invoice_id = ${id} and l.deleted_at is null order by l.position, l.id`)

/** A red-letter invoice of some parts of another, requested; what was paid beyond the rest is no longer paid of that invoice. */
export async function redLetter(ctx: Ctx, row: Invoice, parts: readonly Part[], reason: string): Promise<Invoice> {
  await lockAll(ctx, { invoices: [row.id] })
  const gross = parts.reduce((sum, part) => sum + part.gross, 0)
  const open = row.gross! - row.redAmount! - row.paid!
  if (gross > open) await unbill(ctx, row.id, gross - open)
  const red = await insert(
    ctx,
    invoice,
    {
      order: row.order,
      contract: row.contract,
      account: row.account,
      owner: row.owner,
      buyer: row.buyer,
      taxNumber: row.taxNumber,
      addressAndPhone: row.addressAndPhone,
      bankAndAccount: row.bankAndAccount,
      sendTo: row.sendTo,
      kind: row.kind,
      currency: row.currency,
      status: 'requested',
      requestedOn: today(ctx),
      redOf: row.id,
      reason,
      redAmount: 0,
      paid: 0,
      openAmount: 0,
    },
    'takeBack',
  )
  const whole = await writeLines(
    ctx,
    red,
    parts.map(part => ({
      ...part,
      quantity: -part.quantity,
      net: -part.net,
      tax: -part.tax,
      gross: -part.gross,
    })),
    'takeBack',
  )
  await keepSums(ctx, { invoices: [row.id] }, 'takeBack')
  return whole
}

/** Issued invoices with these order lines, oldest first, and what is left of each of their lines. */
export async function billedWith(
  ctx: Ctx,
  orderLines: readonly string[],
): Promise<{ invoice: Invoice; lines: Billable[] }[]> {
  const rows = await ctx.db.query<{ row: Invoice }>(sql`
    select ${rowSql(invoice)} as row from ${raw(invoice.table)} t where t.status = 'issued' and t.red_of_id is null and t.deleted_at is null
      and t.id in (select l.invoice_id from invoice_lines l where l.order_line_id = any(${orderLines}::uuid[]) and l.deleted_at is null)
    order by t.issued_on, t.id`)
  const all: { invoice: Invoice; lines: Billable[] }[] = []
  for (const { row } of rows) all.push({ invoice: row, lines: await redLeft(ctx, row.id) })
  return all
}
