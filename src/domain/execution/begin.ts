import { reaction } from '../../core/acts/act'
import { Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { refuseInvalid } from '../../core/records/parse'
import { rowSql, sameValue } from '../../core/records/row'
import { change, insert, remove } from '../../core/records/write'
import { beforeReopen, order } from '../orders'
import { type Answers, type Asked, faultsOf } from './asked'
import { assigneeOf } from './assignee'
import { executionStep } from './executionStep'
import { orderType } from './orderType'
import { isOpen, type Order, reschedule, stepsOf } from './schedule'

async function typeOf(ctx: Ctx, id: string): Promise<Row<typeof orderType> | null> {
  const [found] = await ctx.db.query<{ row: Row<typeof orderType> }>(
    sql`select ${rowSql(orderType)} as row from ${raw(orderType.table)} t where t.id = ${id} and t.deleted_at is null`,
  )
  return found?.row ?? null
}

/** What an order says of its type's questions must be readable from the start, and whole when it is confirmed; then its steps begin. */
export const begin = reaction(
  order,
  ['create', 'update'],
  async (ctx, after, before) => {
    const confirmed = after.status === 'confirmed' && before?.status !== 'confirmed'
    const asked = (name: 'type' | 'details') => !before || !sameValue(order as never, name, after[name], before[name])
    if (asked('type') || asked('details') || confirmed) await checkDetails(ctx, after, before, confirmed)
    if (confirmed && before?.status !== 'fulfilled') await makeSteps(ctx, after)
    if (!before) return
    if (before.status === 'confirmed' && after.status === 'draft') await dropSteps(ctx, after.id)
    if (before.status === 'confirmed' && after.status === 'fulfilled') await checkOver(ctx, after.id)
    if (after.status === 'cancelled' && before.status !== 'cancelled') await cancelSteps(ctx, after.id)
    if (after.status === 'confirmed' && (confirmed || after.deliverOn !== before.deliverOn))
      await reschedule(ctx, after.id)
  },
  // Who owns an order says nothing about how it is carried out.
  async () => {},
)

async function checkDetails(ctx: Ctx, after: Order, before: Order | null, whole: boolean): Promise<void> {
  const details = (after.details ?? {}) as Answers
  if (!after.type) {
    if (Object.keys(details).length > 0) refuseInvalid([{ field: 'details', code: 'execution.noType' }])
    return
  }
  const type = await typeOf(ctx, after.type)
  if (!type) refuseInvalid([{ field: 'type', code: 'field.noSuchRecord' }])
  if (!before && type!.active === false) refuseInvalid([{ field: 'type', code: 'execution.typeRetired' }])
  // Answers to questions that another type asked, or that the type no longer asks, stand in nobody's way.
  const asks = (type!.asks ?? []) as Asked[]
  const moved = before && before.type !== after.type
  const known = new Set(asks.map(one => one.key))
  const given = Object.fromEntries(
    Object.entries(details).filter(([key]) => known.has(key) || !(before?.details && key in before.details) || moved),
  )
  const faults = faultsOf(ctx, asks, given, 'details', whole)
  if (faults.length) throw new Refusal('record.invalid', { count: faults.length }, 422, faults)
}

/** The steps of a confirmed order, as its type plans them now; what a former confirmation left stays as it is. */
async function makeSteps(ctx: Ctx, row: Order): Promise<void> {
  const plans = (row.type && (await typeOf(ctx, row.type))?.steps) || []
  const standing = new Set((await stepsOf(ctx, row.id)).filter(one => one.status !== 'cancelled').map(one => one.key))
  for (const [i, plan] of plans.entries()) {
    if (standing.has(plan.key)) continue
    await insert(ctx, executionStep, {
      name: plan.name,
      order: row.id,
      account: row.account,
      status: 'waiting',
      assignee: await assigneeOf(ctx, plan.who, row),
      guidance: plan.guidance ?? null,
      needsFiles: plan.needsFiles ?? false,
      asks: plan.asks?.length ? plan.asks : null,
      key: plan.key,
      after: plan.after?.length ? plan.after : null,
      due: plan.due,
      dueFixed: false,
      position: i + 1,
    })
  }
  await reschedule(ctx, row.id)
}

/** What is done for an order speaks against making it a draft again. */
beforeReopen(async (ctx, row) => {
  const begun = (await stepsOf(ctx, row.id)).find(step => step.status === 'done')
  return begun ? refuse('execution.begun', { step: begun.name }) : null
})

async function checkOver(ctx: Ctx, id: string): Promise<void> {
  const open = (await stepsOf(ctx, id)).filter(isOpen)
  if (open.length) throw refuse('execution.stepsOpen', { steps: open.map(step => step.name).join('、') })
}

/** An order that is a draft again begins anew. */
async function dropSteps(ctx: Ctx, id: string): Promise<void> {
  for (const step of await stepsOf(ctx, id)) if (isOpen(step)) await remove(ctx, executionStep, step)
}

async function cancelSteps(ctx: Ctx, id: string): Promise<void> {
  for (const step of await stepsOf(ctx, id))
    if (isOpen(step)) await change(ctx, executionStep, step, { status: 'cancelled' }, 'cancel')
}
