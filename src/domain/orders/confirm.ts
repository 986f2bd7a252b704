import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { choice, date, longText } from '../../core/entity'
import { change } from '../../core/records/write'
import { checkComplete } from '../quotes'
import { ask, followConfirmed, refusalOf } from './checks'
import { order } from './order'

/** The order stands: nothing of its lines changes any more, and it is carried out. */
export const confirm = act(order, 'confirm', {
  label: ['确认订单', 'Confirm'],
  icon: 'circle-check',
  batch: true,
  undo: 'reopen',
  allow(_ctx, row) {
    if (row.status !== 'draft') return refuse('order.notDraft')
    if (row.approval === 'running') return refuse('order.beingDecided')
    return row.needsApproval && row.approval !== 'approved' ? refuse('order.approvalFirst') : null
  },
  async run(ctx, row) {
    await checkComplete(ctx, order, 'orderLine', row.id)
    await ask(ctx, 'confirm', row)
    const confirmed = await change(
      ctx,
      order,
      row,
      { status: 'confirmed', confirmedAt: ctx.now.toISOString(), orderedOn: row.orderedOn ?? today(ctx) },
      'confirm',
    )
    await followConfirmed(ctx, confirmed)
  },
})

/** Makes a confirmed order a draft again, as long as nothing came of it. */
export const reopen = act(order, 'reopen', {
  label: ['退回草稿', 'Back to draft'],
  icon: 'undo-2',
  allow: (_ctx, row) => (row.status === 'confirmed' ? null : refuse('order.notConfirmed')),
  async run(ctx, row) {
    await ask(ctx, 'reopen', row)
    await change(ctx, order, row, { status: 'draft', confirmedAt: null }, 'reopen')
  },
})

/** Everything of the order is done. */
export const fulfil = act(order, 'fulfil', {
  label: ['完成订单', 'Fulfil'],
  icon: 'package-check',
  batch: true,
  input: { fulfilledOn: date({ label: ['完成日期', 'Fulfilled on'], hint: ['不填为今天', 'Today unless given'] }) },
  allow: (ctx, row) => (row.status === 'confirmed' ? refusalOf(ctx, 'fulfil', row) : refuse('order.notConfirmed')),
  async run(ctx, row, { fulfilledOn }) {
    await change(ctx, order, row, { status: 'fulfilled', fulfilledOn: fulfilledOn ?? today(ctx) }, 'fulfil')
  },
})

/** The order is not carried out. What it took of a quote can be ordered again. */
export const cancel = act(order, 'cancel', {
  label: ['取消订单', 'Cancel'],
  icon: 'circle-x',
  input: {
    cancelReason: choice({ label: ['取消原因', 'Reason'], dictionary: 'orderCancelReason', required: true }),
    cancelNote: longText({ label: ['取消说明', 'Why'], max: 2_000 }),
  },
  allow: (_ctx, row) =>
    row.approval === 'running' && row.status === 'draft'
      ? refuse('order.beingDecided')
      : row.status === 'draft' || row.status === 'confirmed'
        ? null
        : refuse('order.closed'),
  async run(ctx, row, { cancelReason, cancelNote }) {
    await ask(ctx, 'cancel', row)
    await change(ctx, order, row, { status: 'cancelled', cancelledOn: today(ctx), cancelReason, cancelNote }, 'cancel')
  },
})
