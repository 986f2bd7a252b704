import { today } from '../../core/access/me'
import { act } from '../../core/acts/act'
import type { Ctx } from '../../core/ctx'
import { choice, date, longText, money } from '../../core/entity'
import type { Values } from '../../core/records/parse'
import { checkLeaving } from './conditions'
import { given, move, type Opportunity, onlyOpen, placeOf } from './moves'
import { opportunity } from './opportunity'
import { chanceOf, forecastOf } from './prepare'
import { endOf, type Way } from './ways'

/** The customer has decided for us, at whichever stage it was, once that stage's conditions hold. */
export const win = act(opportunity, 'win', {
  label: ['赢单', 'Win'],
  icon: 'trophy',
  draft: true,
  input: {
    amount: money({ label: ['成交金额', 'Amount'] }),
    closedOn: date({ label: ['成交日期', 'Closed on'], default: today, hint: ['不填就是今天', 'Today unless given'] }),
    reason: choice({ label: ['为什么赢', 'Why won'], dictionary: 'endReason' }),
    note: longText({ label: ['总结', 'What we learnt'], max: 5_000 }),
  },
  undo: 'reopen',
  offer: { field: 'closedOn', op: 'isNull' },
  allow: onlyOpen,
  async run(ctx, row, input) {
    const { way, step } = await placeOf(ctx, row)
    const { amount, closedOn, reason, note } = input
    const patch = {
      ...(await given(ctx, row, step, input)),
      ...(amount === null || amount === undefined ? {} : { amount }),
      ...(closedOn ? { closedOn } : {}),
      ...(reason ? { endReason: reason } : {}),
      ...(note ? { endNote: note } : {}),
    }
    await checkLeaving(ctx, { ...row, ...patch }, step)
    await won(ctx, row, way, patch)
  },
})

/** Closes an opportunity as won: it goes to the stage that its pipeline has for that, else it stays where it was. */
export const won = (ctx: Ctx, row: Opportunity, way: Way, patch: Values): Promise<void> =>
  move(
    ctx,
    row,
    { act: 'win', from: row.stage, to: endOf(way)?.id ?? null },
    {
      closedOn: today(ctx),
      ...patch,
      status: 'won',
      probability: chanceOf('won'),
      forecast: forecastOf('won'),
    },
  )
