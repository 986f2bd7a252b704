import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { dayOf } from '../../core/calendar/china'
import { duplicates } from '../../core/matching/duplicates'
import { change, create } from '../../core/records/write'
import { approvable } from '../approvals'
import { registration } from './registration'

/** The manager of whoever registers decides; the period begins on that day. */
export const registering = approvable(registration, {
  label: ['报备', 'Registration'],
  locks: true,
  withoutFlow: 'refuse',
  async onApproved(ctx, asked) {
    const from = dayOf(ctx.now)
    await change(ctx, registration, asked, {
      from,
      to: monthsLater(from, Number(asked.months)),
      doneAt: ctx.now.toISOString(),
    })
  },
  async onRejected(ctx, asked) {
    const ended = dayOf(new Date(ctx.now.getTime() - 86_400_000))
    await change(ctx, registration, asked, { to: ended, doneAt: ctx.now.toISOString() })
  },
})

/** Registers a customer that nobody else has registered, and puts it to the decision at once. */
export const createRegistration = act(registration, 'create', {
  label: ['新建报备', 'New registration'],
  on: 'object',
  async run(ctx, _, input) {
    const { draft } = input as unknown as { draft: Record<string, unknown> }
    const [taken] = (await duplicates(ctx, ctx.words.entity(registration.name), draft)).filter(
      one => one.object === registration.name && one.score >= TAKEN,
    )
    if (taken) throw refuse('registration.taken', { name: taken.name, board: taken.board ?? '' })
    const written = await create(ctx, registration, draft)
    await registering.submit(ctx, written)
    return written
  },
})

/** From this likeness on it counts as the same customer. */
const TAKEN = 0.9

/** The same day so many months later; the last of the month where there is no such day. */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
