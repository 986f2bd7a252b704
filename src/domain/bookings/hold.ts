import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { forbidden, invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { date, ref, refs, text } from '../../core/entity'
import { change, insert } from '../../core/records/write'
import { reschedule } from '../execution'
import { booking } from './booking'
import { checkOrder } from './orders'
import { type Booking, freePlace, issuesFor, lockSpace } from './places'

const DAY_MS = 86_400_000
const HOLD_DAYS = 7
export const HOLD_DAYS_MAX = 90

const heldUntil = date({
  label: ['保留到', 'Held until'],
  hint: ['不填为 7 天后', 'A week from now unless given'],
})
const inDays = (ctx: Ctx, days: number) =>
  new Date(Date.parse(`${today(ctx)}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** The day until which something is held. @throws 422 for one that has passed or lies too far ahead */
export function untilDay(ctx: Ctx, given: string | null | undefined): string {
  const day = given ?? inDays(ctx, HOLD_DAYS)
  if (day < today(ctx) || day > inDays(ctx, HOLD_DAYS_MAX))
    throw invalid('heldUntil', 'booking.until', { max: HOLD_DAYS_MAX })
  return day
}

/**
 * Keeps a space for a customer, in all the issues named or in none of them; a stand, where none is named. Of many who ask at once as
 * many get it as it has places. With a confirmed order it is sold at once.
 */
export const hold = act(booking, 'hold', {
  label: ['保留', 'Hold'],
  icon: 'bookmark',
  on: 'object',
  input: {
    space: ref('space', { label: ['版位', 'Space'], required: true }),
    issues: refs('issue', { label: ['刊期', 'Issues'] }),
    account: ref('account', { label: ['客户', 'Account'], required: true }),
    heldUntil,
    order: ref('order', { label: ['订单', 'Order'] }),
    orderLine: ref('orderLine', { label: ['订单明细', 'Order line'] }),
    opportunity: ref('opportunity', { label: ['销售机会', 'Opportunity'] }),
    note: text({ label: ['备注', 'Note'], max: 300 }),
  },
  async run(ctx, _, input) {
    if (!ctx.user.system && !ctx.user.rights(booking.name).create) throw forbidden()
    const { account, order, orderLine, opportunity, note } = input
    const until = untilDay(ctx, input.heldUntil)
    const sold = order ? await checkOrder(ctx, order, account, orderLine ?? null) : false
    const place = await lockSpace(ctx, input.space)
    const items: Booking[] = []
    for (const issue of await issuesFor(ctx, place, input.issues ?? []))
      items.push(
        await insert(
          ctx,
          booking,
          {
            name: [place.name, issue?.name].filter(Boolean).join(' · '),
            space: place.id,
            issue: issue?.id ?? null,
            account,
            order: order ?? null,
            orderLine: orderLine ?? null,
            opportunity: opportunity ?? null,
            note: note ?? null,
            place: await freePlace(ctx, place, issue),
            status: sold ? 'sold' : 'held',
            heldUntil: sold ? null : until,
          },
          'hold',
        ),
      )
    if (order) await reschedule(ctx, order)
    return { items }
  },
})

const onlyHeld = (_ctx: Ctx, row: Booking) => (row.status === 'held' ? null : refuse('booking.notHeld'))

/** Keeps it until another day. */
export const extend = act(booking, 'extend', {
  label: ['延期保留', 'Hold longer'],
  icon: 'calendar-clock',
  batch: true,
  input: { heldUntil: { ...heldUntil, required: true } },
  allow: onlyHeld,
  async run(ctx, row, input) {
    await change(ctx, booking, row, { heldUntil: untilDay(ctx, input.heldUntil) }, 'extend')
  },
})

/** Lets go of what is held. */
export const release = act(booking, 'release', {
  label: ['释放', 'Release'],
  icon: 'bookmark-x',
  batch: true,
  allow: (_ctx, row) =>
    row.status === 'held' ? null : row.status === 'sold' ? refuse('booking.sold') : refuse('booking.over'),
  async run(ctx, row) {
    await change(ctx, booking, row, { status: 'released' }, 'release')
  },
})

/** Moves a booking to another issue or space; its order and its day stay. */
export const move = act(booking, 'move', {
  label: ['换位', 'Move'],
  icon: 'move',
  input: {
    space: ref('space', { label: ['版位', 'Space'] }),
    issue: ref('issue', { label: ['刊期', 'Issue'] }),
  },
  allow: (_ctx, row) => (row.status === 'held' || row.status === 'sold' ? null : refuse('booking.over')),
  async run(ctx, row, input) {
    const place = await lockSpace(ctx, input.space ?? row.space)
    const wanted = input.issue ?? row.issue
    const [issue] = await issuesFor(ctx, place, wanted ? [wanted] : [])
    if (place.id === row.space && (issue?.id ?? null) === row.issue) return
    await change(
      ctx,
      booking,
      row,
      {
        space: place.id,
        issue: issue?.id ?? null,
        place: await freePlace(ctx, place, issue ?? null),
        name: [place.name, issue?.name].filter(Boolean).join(' · '),
      },
      'move',
    )
    if (row.order) await reschedule(ctx, row.order)
  },
})

/** Puts what is held on an order of the customer's; a confirmed one buys it. Without an order it is held by itself again. */
export const assign = act(booking, 'assign', {
  label: ['归入订单', 'Put on an order'],
  icon: 'clipboard-plus',
  batch: true,
  input: {
    order: ref('order', { label: ['订单', 'Order'] }),
    orderLine: ref('orderLine', { label: ['订单明细', 'Order line'] }),
  },
  allow: (_ctx, row) => (row.status === 'held' || row.status === 'sold' ? null : refuse('booking.over')),
  async run(ctx, row, { order, orderLine }) {
    const sold = order ? await checkOrder(ctx, order, row.account, orderLine ?? null) : false
    await change(
      ctx,
      booking,
      row,
      {
        order: order ?? null,
        orderLine: order ? (orderLine ?? null) : null,
        status: sold ? 'sold' : 'held',
        heldUntil: sold ? null : (row.heldUntil ?? untilDay(ctx, null)),
      },
      'assign',
    )
    for (const id of new Set([row.order, order])) if (id) await reschedule(ctx, id)
  },
})
