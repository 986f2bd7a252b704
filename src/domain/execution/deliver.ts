import { act, reaction } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import { isId, type Label, listOf, type Row, structure } from '../../core/entity'
import { changeMany } from '../../core/records/many'
import { isObject } from '../../core/records/parse'
import { rowSql } from '../../core/records/row'
import { order, orderLine } from '../orders'

type Line = Row<typeof orderLine>
interface Given {
  orderLine: string
  quantity: number
}
const LINES_MAX = 500
/** Quantities have up to four decimals. */
const QUANTITY_UNITS = 10_000
const units = (quantity: number | null) => Math.round((quantity ?? 0) * QUANTITY_UNITS)
const isGiven = (one: unknown): one is Given =>
  isObject(one) &&
  isId(one.orderLine) &&
  typeof one.quantity === 'number' &&
  units(one.quantity) !== 0 &&
  Number.isSafeInteger(units(one.quantity))
const checkLines = listOf(isGiven, LINES_MAX, 'execution.deliveryLines', 1)

const linesOf = async (ctx: Ctx, id: string): Promise<Line[]> =>
  (
    await ctx.db.query<{ row: Line }>(sql`
      select ${rowSql(orderLine)} as row from ${raw(orderLine.table)} t where t.order_id = ${id} and t.deleted_at is null order by t.id for update`)
  ).map(({ row }) => row)

const delivering = (before: Line, delivered: number) => ({
  before,
  patch: { deliveredQuantity: delivered / QUANTITY_UNITS },
})

/**
 * Notes what has been handed over of an order, line by line, all that is left unless said; never more than was ordered. What was
 * noted by mistake is taken back with a quantity below zero.
 */
export const deliver = act(order, 'deliver', {
  label: ['登记交付', 'Note delivery'],
  icon: 'truck',
  screen: '/orders/{id}/deliver',
  input: {
    lines: structure<Given[], { label: Label; hint: Label; check: typeof checkLines }>({
      label: ['交付明细', 'Lines'],
      hint: ['不填为全部未交付', 'All that is left unless given'],
      check: checkLines,
    }),
  },
  allow: (_ctx, row) => (row.status === 'confirmed' ? null : refuse('order.notConfirmed')),
  async run(ctx, row, { lines: given }) {
    const lines = new Map((await linesOf(ctx, row.id)).map(line => [line.id, line]))
    if (!given) return deliverRest(ctx, row.id)
    const delivered: ReturnType<typeof delivering>[] = []
    for (const [i, { orderLine: id, quantity }] of given.entries()) {
      const line = lines.get(id)
      const wrong = (field: string, code: string, params: Record<string, string | number> = {}) =>
        invalid(`lines.${i}.${field}`, code, params)
      // Each line once: what is said twice is found no more.
      if (!line || !lines.delete(id)) throw wrong('orderLine', 'field.noSuchRecord')
      const had = units(line.deliveredQuantity)
      const now = had + units(quantity)
      if (now > units(line.quantity))
        throw wrong('quantity', 'execution.overDelivery', {
          name: line.name ?? '',
          open: (units(line.quantity) - had) / QUANTITY_UNITS,
        })
      if (now < 0)
        throw wrong('quantity', 'execution.underDelivery', { name: line.name ?? '', had: had / QUANTITY_UNITS })
      delivered.push(delivering(line, now))
    }
    await changeMany(ctx, orderLine, delivered, 'deliver')
  },
})

async function deliverRest(ctx: Ctx, id: string): Promise<void> {
  const open = (await linesOf(ctx, id)).filter(line => units(line.deliveredQuantity) < units(line.quantity))
  await changeMany(
    ctx,
    orderLine,
    open.map(line => delivering(line, units(line.quantity))),
    'deliver',
  )
}

/** An order of which everything is done has been delivered. */
export const deliveredWhole = reaction(
  order,
  ['update'],
  async (ctx, after, before) => {
    if (after.status === 'fulfilled' && before && before.status !== 'fulfilled') await deliverRest(ctx, after.id)
  },
  async () => {},
)
