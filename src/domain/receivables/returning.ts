import { today } from '../../core/access/me'
import { act, reaction } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { type Label, listOf, type Row, structure, text } from '../../core/entity'
import { isObject } from '../../core/records/parse'
import { load, rowSql } from '../../core/records/row'
import { change, create, insert } from '../../core/records/write'
import { approvable, approvalFlow, type Steps } from '../approvals'
import { order, orderLine } from '../orders'
import { type Billable, billed } from './billed'
import { goodsReturn } from './goodsReturn'
import { goodsReturnLine } from './goodsReturnLine'
import { instalmentCredit } from './instalmentCredit'
import { billedWith, redLetter } from './invoicing'
import { matchesOf, releaseMatches } from './matches'
import { payment } from './payment'
import { refundFrom } from './payments'
import { planOf } from './plan'
import { keepSums, lockAll } from './sums'

type Return = Row<typeof goodsReturn>
type Line = Row<typeof goodsReturnLine>

const LINES_MAX = 500
interface Given {
  orderLine: string
  quantity: number
}
const checkLines = listOf(
  one => isObject(one) && typeof one.orderLine === 'string' && typeof one.quantity === 'number',
  LINES_MAX,
  'receivable.returnLines',
  1,
)

/** Notes what a customer wants to send back: of the order's lines so many, never more than were delivered and have not come back. */
export const createReturn = act(goodsReturn, 'create', {
  label: ['新建退货', 'New return'],
  icon: 'package-x',
  on: 'object',
  input: {
    lines: structure<Given[], { label: Label; check: typeof checkLines; hint: Label }>({
      label: ['退货明细', 'Lines'],
      hint: ['不填为全部退回', 'Everything unless given'],
      check: checkLines,
    }),
  },
  async run(ctx, _, input) {
    const { lines, draft } = input as typeof input & { draft: Record<string, unknown> }
    const of = typeof draft.order === 'string' ? await load(ctx, order, draft.order, 'read') : null
    if (of && of.status !== 'confirmed' && of.status !== 'fulfilled') throw refuse('receivable.orderNotConfirmed')
    const row = await create(ctx, goodsReturn, draft)
    await ctx.db.query(sql`select 1 from orders where id = ${row.order} for no key update`)
    const open = new Map((await returnableOf(ctx, row.order)).map(line => [line.id, line]))
    const wanted: Given[] =
      lines ??
      [...open.values()].filter(line => line.quantity > 0).map(({ id, quantity }) => ({ orderLine: id, quantity }))
    if (wanted.length === 0) throw refuse('receivable.nothingToReturn')
    const parts = wanted.map(({ orderLine: id, quantity }, i) => {
      const left = open.get(id)
      if (!left) throw wrong(i, 'orderLine', 'field.noSuchRecord')
      open.delete(id)
      const part = billed(left, { quantity })
      if (typeof part === 'string')
        throw wrong(i, 'quantity', part === 'receivable.overQuantity' ? 'receivable.overReturn' : part, {
          name: left.name,
          open: left.quantity,
        })
      return { ...part, orderLine: id }
    })
    for (const { taxRate: _rate, ...part } of parts)
      await insert(ctx, goodsReturnLine, { ...part, goodsReturn: row.id })
    await withinDelivered(
      ctx,
      parts.map(part => part.orderLine),
    )
    const sum = (field: 'net' | 'tax' | 'gross') => parts.reduce((total, part) => total + part[field], 0)
    return change(ctx, goodsReturn, row, {
      account: of!.account,
      currency: of!.currency ?? 'CNY',
      net: sum('net'),
      tax: sum('tax'),
      gross: sum('gross'),
    })
  },
})

const wrong = (i: number, field: string, code: string, params: Record<string, string | number> = {}) =>
  invalid(`lines.${i}.${field}`, code, params)

/** What of an order line returns claim that are not cancelled. */
const claimed = raw(`(select sum(x.quantity) as quantity, sum(x.net) as net, sum(x.tax) as tax, sum(x.gross) as gross
      from goods_return_lines x join goods_returns g on g.id = x.goods_return_id
      where x.order_line_id = l.id and x.deleted_at is null and g.deleted_at is null and g.status <> 'cancelled')`)

/** What can still come back of an order's lines, and what it was sold for: what was delivered and nobody sends back yet. */
export async function returnableOf(ctx: Ctx, id: string): Promise<Billable[]> {
  const rows = await ctx.db.query<Billable & { delivered: number }>(sql`
    select l.id, l.id as "orderLine", l.name, l.unit, l.tax_rate as "taxRate", (l.quantity - coalesce(r.quantity, 0))::float8 as quantity,
      (coalesce(l.delivered_quantity, 0) - coalesce(r.quantity, 0))::float8 as delivered, (l.net - coalesce(r.net, 0))::bigint as net, (l.tax - coalesce(r.tax, 0))::bigint as tax, (l.gross - coalesce(r.gross, 0))::bigint as gross
    from order_lines l left join lateral ${claimed} r on true
    where l.order_id = ${id} and l.deleted_at is null order by l.position nulls last, l.id`)
  return rows.map(({ delivered, ...rest }) => {
    const part = delivered > 0 ? billed(rest, { quantity: Math.min(delivered, rest.quantity) }) : null
    return part && typeof part !== 'string' ? { ...part, id: rest.id } : { ...rest, ...NOTHING }
  })
}
const NOTHING = { quantity: 0, net: 0, tax: 0, gross: 0 }

/** @throws where returns claim more of these lines than was delivered; the lines are locked, so of two at once the second sees the first */
async function withinDelivered(ctx: Ctx, lines: readonly string[]): Promise<void> {
  await ctx.db.query(
    sql`select 1 from order_lines where id = any(${lines}::uuid[]) and tenant_id = ${ctx.tenant} order by id for no key update`,
  )
  const [beyond] = await ctx.db.query<{ name: string; delivered: number; claimed: number }>(sql`
    select l.name, coalesce(l.delivered_quantity, 0)::float8 as delivered, r.quantity::float8 as claimed from order_lines l cross join lateral ${claimed} r
    where l.id = any(${lines}::uuid[]) and r.quantity > coalesce(l.delivered_quantity, 0) order by l.id limit 1`)
  if (beyond) throw refuse('receivable.beyondDelivered', beyond)
}

/** What was delivered stays noted as long as somebody sends it back; returns whose goods are back stay in the books. */
export const keepReturns = [
  reaction(
    orderLine,
    ['update'],
    async (ctx, after, before) => {
      if (before && (after.deliveredQuantity ?? 0) < (before.deliveredQuantity ?? 0))
        await withinDelivered(ctx, [after.id])
    },
    async () => {},
  ),
  reaction(goodsReturn, ['delete'], async (_ctx, row) => {
    if (row.status === 'received' || row.status === 'settled') throw refuse('receivable.keepReturn')
  }),
  reaction(goodsReturnLine, ['restore'], (ctx, row) => withinDelivered(ctx, [row.orderLine])),
]

/** Returns are agreed to before they are received. */
export const returnApproval = approvable(goodsReturn, {
  label: ['退货审批', 'Return'],
  title: (_ctx, row) => `${row.name} · ¥${(row.gross! / 100).toFixed(2)}`,
  locks: true,
  withoutFlow: 'approve',
  async onApproved(ctx, row, request) {
    await change(ctx, goodsReturn, row, { status: 'approved', ...(request ? {} : { approval: 'approved' }) }, 'approve')
  },
})

const steps: Steps = [
  { kind: 'decide', id: 'manager', name: '主管审批', mode: 'any', approvers: [{ by: 'manager', level: 1 }] },
]
/** How a new company decides on returns; an administrator redraws it. */
export const setUpReturns = (ctx: Ctx) =>
  insert(ctx, approvalFlow, {
    name: '退货审批',
    object: goodsReturn.name,
    purpose: 'submit',
    steps,
    days: 2,
    active: true,
    position: 0,
  })

const isIn = (row: Return, wanted: string) => (row.status === wanted ? null : refuse(`receivable.return.${wanted}`))

const linesOf = async (ctx: Ctx, id: string): Promise<Line[]> =>
  (
    await ctx.db.query<{ row: Line }>(
      sql`select ${rowSql(goodsReturnLine)} as row from goods_return_lines t where t.goods_return_id = ${id} and t.deleted_at is null order by t.id`,
    )
  ).map(({ row }) => row)

/** The goods are back; the order's lines say so. */
export const receive = act(goodsReturn, 'receive', {
  label: ['确认收货', 'Received'],
  icon: 'package-check',
  allow: (_ctx, row) => isIn(row, 'approved'),
  async run(ctx, row) {
    for (const line of await linesOf(ctx, row.id)) {
      const [found] = await ctx.db.query<{ row: Row<typeof orderLine> }>(
        sql`select ${rowSql(orderLine)} as row from ${raw(orderLine.table)} t where t.id = ${line.orderLine} for update`,
      )
      const of = found!.row
      const returned = Number(((of.returnedQuantity ?? 0) + line.quantity!).toFixed(4))
      if (returned > (of.deliveredQuantity ?? 0))
        throw refuse('receivable.beyondDelivered', {
          name: of.name ?? '',
          delivered: of.deliveredQuantity ?? 0,
          claimed: returned,
        })
      await change(ctx, orderLine, of, { returnedQuantity: returned })
    }
    await change(ctx, goodsReturn, row, { status: 'received', receivedOn: today(ctx) }, 'receive')
  },
})

/**
 * Credits the customer for what came back: it is taken off what is still owed for the order, the last due first; what was paid already
 * becomes an advance or goes back. What was invoiced of it is taken back by red-letter invoices.
 */
export const settleReturn = act(goodsReturn, 'settle', {
  label: ['退货结算', 'Settle'],
  icon: 'hand-coins',
  allow: (_ctx, row) => isIn(row, 'received'),
  async run(ctx, row) {
    const freed = await credit(ctx, row)
    await takeBackInvoices(ctx, row)
    const settled = await change(
      ctx,
      goodsReturn,
      row,
      { status: 'settled', settledOn: today(ctx), credited: row.gross },
      'settle',
    )
    if (row.settlement === 'refund')
      for (const [id, amount] of freed)
        await refundFrom(ctx, await load(ctx, payment, id, 'read'), amount, {
          goodsReturn: row.id,
          reason: settled.name,
        })
  },
})

/** @returns what became free of which receipts */
async function credit(ctx: Ctx, row: Return): Promise<Map<string, number>> {
  const [of] = await ctx.db.query<{ contract: string | null }>(
    sql`select contract_id as contract from orders where id = ${row.order} for no key update`,
  )
  const own = await planOf(ctx, 'order', row.order)
  const plan = own.length || !of?.contract ? own : await planOf(ctx, 'contract', of.contract)
  await lockAll(ctx, { instalments: plan.map(one => one.id) })
  const standing = await ctx.db.query<{ id: string; open: number; paid: number }>(sql`
    select id, open_amount as open, paid from instalments where id = any(${plan.map(one => one.id)}::uuid[]) and status not in ('planned', 'cancelled')
    order by due_on desc nulls first, id desc`)
  const credits = new Map<string, number>()
  const freed = new Map<string, number>()
  let rest = row.gross!
  for (const { id, open } of standing) {
    const part = Math.min(rest, open)
    if (part > 0) credits.set(id, part)
    rest -= part
  }
  for (const { id, paid } of standing) {
    const part = Math.min(rest, paid)
    if (part <= 0) continue
    const matches = await matchesOf(ctx, 'instalment', id)
    let left = part
    for (const match of matches) {
      const taken = Math.min(left, match.amount)
      if (taken > 0) freed.set(match.payment, (freed.get(match.payment) ?? 0) + taken)
      left -= taken
    }
    await releaseMatches(ctx, matches, part, 'return')
    credits.set(id, (credits.get(id) ?? 0) + part)
    rest -= part
  }
  if (rest > 0) throw refuse('receivable.returnBeyond', { over: (rest / 100).toFixed(2) })
  for (const [id, amount] of credits)
    await insert(ctx, instalmentCredit, { goodsReturn: row.id, instalment: id, amount }, 'return')
  await keepSums(ctx, { instalments: [...credits.keys()] }, 'return')
  return freed
}

async function takeBackInvoices(ctx: Ctx, row: Return): Promise<void> {
  const back = new Map((await linesOf(ctx, row.id)).map(line => [line.orderLine!, line.gross!]))
  for (const { invoice, lines } of await billedWith(ctx, [...back.keys()])) {
    const parts = lines.flatMap(({ id, ...left }) => {
      const wanted = (left.orderLine && back.get(left.orderLine)) || 0
      if (wanted <= 0 || left.gross <= 0) return []
      const part = billed({ id, ...left }, { gross: Math.min(wanted, left.gross) })
      if (typeof part === 'string') return []
      back.set(left.orderLine!, wanted - part.gross)
      return [{ ...part, redOfLine: id }]
    })
    if (parts.length > 0) await redLetter(ctx, invoice, parts, row.name)
  }
}

/** The customer keeps it after all, or nobody agreed. */
export const cancelReturn = act(goodsReturn, 'cancel', {
  label: ['取消退货', 'Cancel'],
  icon: 'circle-x',
  input: { reason: text({ label: ['原因', 'Reason'], max: 300 }) },
  allow: (_ctx, row) =>
    row.approval === 'running'
      ? refuse('approval.locked')
      : row.status === 'requested' || row.status === 'approved'
        ? null
        : refuse('receivable.return.under'),
  async run(ctx, row, { reason }) {
    await change(ctx, goodsReturn, row, { status: 'cancelled', ...(reason ? { note: reason } : {}) }, 'cancel')
  },
})
