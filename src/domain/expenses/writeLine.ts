import { act } from '../../core/acts/act'
import { create, update } from '../../core/records/write'
import { expenseLine } from './expenseLine'
import { worked } from './worked'

type Draft = { draft: Record<string, unknown> }

/** Adds an expense to a claim. */
export const createExpenseLine = act(expenseLine, 'create', {
  label: ['新建费用明细', 'New expense'],
  on: 'object',
  run: (ctx, _, input) => create(ctx, expenseLine, worked((input as unknown as Draft).draft)),
})

/** Mends an expense; foreign money comes to its amount anew. */
export const updateExpenseLine = act(expenseLine, 'update', {
  label: ['修改', 'Edit'],
  async run(ctx, row, input) {
    const { draft } = input as unknown as Draft
    const { amount, invoiceNumber } = worked({ ...row, ...draft })
    const asksForeign = ['foreignAmount', 'rate'].some(name => name in draft)
    await update(ctx, expenseLine, row.id, {
      ...draft,
      ...(asksForeign ? { amount } : {}),
      ...('invoiceNumber' in draft ? { invoiceNumber } : {}),
    })
  },
})
