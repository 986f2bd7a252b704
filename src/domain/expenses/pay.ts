import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { date } from '../../core/entity'
import { change } from '../../core/records/write'
import { notify } from '../together'
import { expenseClaim } from './expenseClaim'

/** Notes that the money was paid back. */
export const pay = act(expenseClaim, 'pay', {
  label: ['登记付款', 'Note payment'],
  icon: 'banknote',
  batch: true,
  undo: 'unpay',
  offer: { field: 'paidOn', op: 'isNull' },
  input: { paidOn: date({ label: ['付款日期', 'Paid on'], hint: ['不填为今天', 'Today unless given'] }) },
  allow: (_ctx, claim) =>
    claim.paidOn ? refuse('expense.paid') : claim.approval === 'approved' ? null : refuse('expense.notApproved'),
  async run(ctx, claim, { paidOn }) {
    await change(
      ctx,
      expenseClaim,
      claim,
      { paidOn: paidOn ?? today(ctx), paidBy: ctx.user.system ? null : ctx.user.id },
      'pay',
    )
    await notify(ctx, {
      to: [claim.owner!],
      type: 'expensePaid',
      title: claim.purpose,
      aboutObject: expenseClaim.name,
      aboutId: claim.id,
    })
  },
})

/** Takes a payment back that was noted by mistake. */
export const unpay = act(expenseClaim, 'unpay', {
  label: ['撤销付款登记', 'Take payment back'],
  icon: 'undo-2',
  batch: true,
  offer: { field: 'paidOn', op: 'notNull' },
  allow: (_ctx, claim) => (claim.paidOn ? null : refuse('expense.notPaid')),
  async run(ctx, claim) {
    await change(ctx, expenseClaim, claim, { paidOn: null, paidBy: null }, 'unpay')
  },
})
