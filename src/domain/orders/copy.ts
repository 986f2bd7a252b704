import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { forbidden, refuse } from '../../core/acts/refusal'
import type { Entity, Field } from '../../core/entity'
import { create, insert } from '../../core/records/write'
import { opportunity } from '../opportunities'
import { carryOver, giveLines, headOfOpportunity, linesOf, linesOfOpportunity } from '../quotes'
import { orderDocument } from './document'
import { order } from './order'

/** Makes another order with the same lines, priced as of today: a title booked again, the year after. */
export const copy = act(order, 'copy', {
  label: ['复制', 'Copy'],
  icon: 'copy',
  needs: 'read',
  async run(ctx, row) {
    if (!ctx.user.system && !ctx.user.rights(order.name).create) throw forbidden('right.create', { object: order.name })
    const own = new Set(['quote', 'contract', 'files', 'deliverOn', 'customerReference'])
    const values = Object.entries<Field<any>>(order.fields as Entity['fields'])
      .filter(([name, field]) => !field.readOnly && !field.system && !own.has(name))
      .map(([name]) => [name, row[name as keyof typeof row] ?? null])
    const made = await insert(ctx, order, {
      ...Object.fromEntries(values),
      orderedOn: today(ctx),
      status: 'draft',
      approval: 'draft',
    })
    const lines = await linesOf(ctx, orderDocument, row.id)
    await giveLines(
      ctx,
      orderDocument,
      made,
      // A price that was agreed on for the other order is none for this one.
      lines.map(line => carryOver(line.pricing === 'agreed' && line.product ? { ...line, pricing: 'rules' } : line)),
    )
    return { made: { object: order.name, id: made.id } }
  },
})

/** Makes an order of a deal without an offer before it. */
export const orderOpportunity = act(opportunity, 'order', {
  label: ['生成订单', 'Make an order'],
  icon: 'clipboard-list',
  allow: (_ctx, row) =>
    !row.account ? refuse('quote.noAccount') : row.status === 'lost' ? refuse('order.lostDeal') : null,
  async run(ctx, row) {
    const made = await create(ctx, order, headOfOpportunity(row))
    await giveLines(ctx, orderDocument, made, await linesOfOpportunity(ctx, row.id))
    return { made: { object: order.name, id: made.id } }
  },
})
