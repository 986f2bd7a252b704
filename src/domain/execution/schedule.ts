import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { rowSql, sameValue } from '../../core/records/row'
import { change } from '../../core/records/write'
import { order } from '../orders'
import { notify } from '../together'
import { executionStep } from './executionStep'
import { moments } from './moments'
import { type Due, inOrder } from './plan'

export type Step = Row<typeof executionStep>
export type Order = Row<typeof order>

const DAY_MS = 86_400_000
const shifted = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

/** An order's steps in their order, locked. */
export const stepsOf = async (ctx: Ctx, id: string): Promise<Step[]> =>
  (
    await ctx.db.query<{ row: Step }>(sql`
      select ${rowSql(executionStep)} as row from ${raw(executionStep.table)} t
      where t.order_id = ${id} and t.deleted_at is null order by t.position, t.id for update`)
  ).map(({ row }) => row)

/** The order itself, locked; null where it lies in the bin. */
export async function orderOf(ctx: Ctx, id: string): Promise<Order | null> {
  const [found] = await ctx.db.query<{ row: Order }>(
    sql`select ${rowSql(order)} as row from ${raw(order.table)} t where t.id = ${id} and t.deleted_at is null for update`,
  )
  return found?.row ?? null
}

export const isOpen = (step: Pick<Step, 'status'>) => step.status === 'waiting' || step.status === 'ready'

/**
 * Works out anew which of an order's steps can be done now and when each is due. Days that somebody set by hand stay. Whose step can
 * be done from now on is told.
 */
export async function reschedule(ctx: Ctx, id: string): Promise<void> {
  const row = await orderOf(ctx, id)
  if (row) await rescheduleOf(ctx, row)
}

/** The same of an order as it is now, locked. */
export async function rescheduleOf(ctx: Ctx, row: Order): Promise<void> {
  if (row.status !== 'confirmed') return
  const steps = inOrder(
    (await stepsOf(ctx, row.id)).map(step => ({ ...step, key: step.key!, after: step.after ?? [] })),
  )
  if (!steps?.length) return
  const days = await momentsOf(ctx, row, steps.filter(isOpen))
  const ends = new Map<string, string | null>()
  const open = new Set(steps.filter(isOpen).map(step => step.key))
  for (const step of steps) {
    const before = step.after.map(key => ends.get(key) ?? null)
    const due = step.dueFixed ? step.dueOn : dueDay(step.due, days, before)
    ends.set(step.key, isOpen(step) ? due : step.doneAt ? dayOf(new Date(step.doneAt)) : step.dueOn)
    if (!isOpen(step)) continue
    const status = step.after.some(key => open.has(key)) ? 'waiting' : 'ready'
    if (status === step.status && sameValue(executionStep as never, 'dueOn', due, step.dueOn)) continue
    await change(ctx, executionStep, step as Step, { status, dueOn: due }, 'schedule')
    if (status === 'ready' && step.status === 'waiting' && step.assignee)
      await notify(ctx, {
        to: [step.assignee],
        type: 'executionReady',
        title: `${row.name} · ${step.name}`,
        aboutObject: executionStep.name,
        aboutId: step.id,
      })
  }
}

/** The days from which an order's steps are counted, by name. */
async function momentsOf(
  ctx: Ctx,
  row: Order,
  steps: readonly Pick<Step, 'due'>[],
): Promise<Map<string, string | null>> {
  const days = new Map<string, string | null>([
    ['confirmed', dayOf(row.confirmedAt ? new Date(row.confirmedAt) : ctx.now)],
    ['delivery', row.deliverOn],
  ])
  for (const name of new Set(steps.map(step => step.due?.from)))
    if (name && moments().has(name)) days.set(name, await moments().get(name)!.dayOf(ctx, row.id))
  return days
}

function dueDay(
  due: Due | null,
  days: ReadonlyMap<string, string | null>,
  before: readonly (string | null)[],
): string | null {
  if (!due) return null
  const last = before.reduce((latest, day) => (day && (!latest || day > latest) ? day : latest), null)
  const from = due.from === 'steps' ? (last ?? days.get('confirmed')) : days.get(due.from)
  return from ? shifted(from, due.days) : null
}
