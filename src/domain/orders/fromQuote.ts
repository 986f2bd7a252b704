import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { type Refusal, refuse, refuseInvalid } from '../../core/acts/refusal'
import { sql } from '../../core/db/statement'
import { date, isId, type Label, type Row, ref, structure, text } from '../../core/entity'
import { share } from '../../core/exact'
import { isObject } from '../../core/records/parse'
import { change, create } from '../../core/records/write'
import { times } from '../prices'
import { carryOver, giveLines, linesOf, notAcceptable, quote, quoteLine } from '../quotes'
import { orderDocument } from './document'
import { order } from './order'
import { keepOrdered } from './ordered'

type QuoteLine = Row<typeof quoteLine>
interface Taken {
  line: string
  quantity: number
}

const checkTaken = (value: unknown) =>
  Array.isArray(value) &&
  value.length <= 500 &&
  value.every(
    one =>
      isObject(one) &&
      isId(one.line) &&
      typeof one.quantity === 'number' &&
      Number.isFinite(one.quantity) &&
      one.quantity >= 0 &&
      one.quantity < 1e12,
  ) &&
  new Set(value.map(one => one.line)).size === value.length
    ? null
    : 'order.takenList'

/** What of a line is still open to be ordered. */
export const openOf = (line: Pick<QuoteLine, 'quantity' | 'orderedQuantity'>): number =>
  Math.round((Number(line.quantity) - Number(line.orderedQuantity ?? 0)) * 10_000) / 10_000

/** Makes an order of an accepted offer, of all that is still open or of some of it, at the prices that were offered. */
export const orderQuote = act(quote, 'order', {
  label: ['转订单', 'Order'],
  icon: 'clipboard-list',
  screen: '/quotes/{id}/order',
  input: {
    lines: structure<Taken[], { label: Label; check: typeof checkTaken; hint: Label }>({
      label: ['明细', 'Lines'],
      check: checkTaken,
      hint: ['不填则全部未转的', 'All that is open unless given'],
    }),
    name: text({ label: ['订单名称', 'Name'], max: 300 }),
    type: ref('orderType', { label: ['订单类型', 'Order type'] }),
    customerReference: text({ label: ['客户采购单号', 'Customer’s reference'], max: 100 }),
    deliverOn: date({ label: ['交付日期', 'Deliver on'] }),
    contract: ref('contract', { label: ['合同', 'Contract'] }),
  },
  async allow(ctx, row) {
    if (row.status !== 'accepted') return notAcceptable(ctx, row)
    const [open] = await ctx.db.query(sql`
      select 1 from quote_lines where quote_id = ${row.id} and quantity > coalesce(ordered_quantity, 0) and deleted_at is null limit 1`)
    return open ? null : refuse('order.nothingOpen')
  },
  async run(ctx, row, { lines, ...head }) {
    const standing = (await linesOf(ctx, { line: quoteLine, via: 'quote' }, row.id)) as QuoteLine[]
    const taken = chosen(standing, lines as Taken[] | null)
    if (row.status === 'sent') await change(ctx, quote, row, { status: 'accepted', acceptedOn: today(ctx) }, 'accept')
    const { paymentTerms, deliveryTerms, currency, taxIncluded } = row as typeof row & { currency: string }
    const made = await create(ctx, order, {
      ...Object.fromEntries(Object.entries(head).filter(([, value]) => value !== null)),
      name: head.name ?? row.name,
      account: row.account,
      contact: row.contact,
      opportunity: row.opportunity,
      quote: row.id,
      currency,
      taxIncluded,
      paymentTerms,
      deliveryTerms,
      ...(row.owner ? { owner: row.owner } : {}),
    })
    await giveLines(
      ctx,
      orderDocument,
      made,
      taken.map(({ line, quantity }) => ({
        ...carryOver(line),
        ...partOf(line, quantity, taxIncluded !== false),
        pricing: 'agreed',
        unitPrice: line.unitPrice,
        listPrice: line.listPrice,
        steps: line.steps,
        quoteLine: line.id,
      })),
    )
    await keepOrdered(
      ctx,
      taken.map(({ line }) => line.id),
    )
    return { made: { object: order.name, id: made.id } }
  },
})

/** @throws naming the first line of which more is asked than is open */
function chosen(lines: readonly QuoteLine[], asked: readonly Taken[] | null): { line: QuoteLine; quantity: number }[] {
  const wanted = asked ?? lines.map(line => ({ line: line.id, quantity: openOf(line) }))
  const errors: Refusal['errors'] = []
  const taken = wanted.flatMap((one, i) => {
    const line = lines.find(other => other.id === one.line)
    const quantity = Math.round(one.quantity * 10_000) / 10_000
    if (!line) errors.push({ field: `lines.${i}.line`, code: 'lines.foreign' })
    else if (quantity > openOf(line))
      errors.push({
        field: `lines.${i}.quantity`,
        code: 'order.overQuoted',
        params: { name: line.name ?? '', open: openOf(line) },
      })
    else if (quantity > 0) return [{ line, quantity }]
    return []
  })
  refuseInvalid(errors)
  if (taken.length === 0) throw refuse('order.nothingOpen')
  return taken
}

/**
 * What a part of a line comes to: what was free or taken off goes with the quantity. Reckoned from what was ordered before, so that all
 * parts together come to neither more nor less than the quote.
 */
function partOf(line: QuoteLine, quantity: number, taxIncluded: boolean) {
  const whole = BigInt(Math.round(Number(line.quantity) * 10_000))
  const before = Number(line.orderedQuantity ?? 0)
  const upTo = (amount: number, ordered: number) => share(amount, BigInt(Math.round(ordered * 10_000)), whole)
  const part = (amount: number) => upTo(amount, before + quantity) - upTo(amount, before)
  const free = part(Math.round(Number(line.freeQuantity ?? 0) * 10_000)) / 10_000
  const freeQuantity = Math.min(quantity, free)
  const paid = part(Number((taxIncluded ? line.gross : line.net) ?? 0))
  return { quantity, freeQuantity, orderDiscount: times(line.unitPrice ?? 0, quantity - freeQuantity) - paid }
}
