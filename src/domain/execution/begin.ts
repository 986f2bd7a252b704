import { reaction } from '../../core/acts/act'
import { invalid, refuse, refuseInvalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { insertMany } from '../../core/records/many'
import { rowSql, sameValue } from '../../core/records/row'
import { change, remove } from '../../core/records/write'
import { beforeFulfil, beforeReopen, order } from '../orders'
import { type Answers, type Asked, faultsOf } from './asked'
import { assigneeOf } from './assignee'
import { executionStep } from './executionStep'
import { orderType } from './orderType'
import { isOpen, type Order, rescheduleOf, stepsOf } from './schedule'

type Type = Row<typeof orderType>

async function typesOf(ctx: Ctx, rows: readonly Pick<Order, 'type'>[]): Promise<Map<string, Type>> {
  const ids = [...new Set(rows.flatMap(row => row.type ?? []))]
  if (ids.length === 0) return new Map()
  const found = await ctx.db.query<{ row: Type }>(
    sql`select ${rowSql(orderType)} as row from ${raw(orderType.table)} t where t.id = any(${ids}::uuid[]) and t.deleted_at is null`,
  )
  return new Map(found.map(({ row }) => [row.id, row]))
}

/** What an order says of its type's questions must be readable from the start, and whole when it is confirmed; then its steps begin. */
export const begin = reaction(
  order,
  ['create', 'update'],
  async (ctx, after, before) => {
    const confirmed = after.status === 'confirmed' && before?.status !== 'confirmed'
    const asked = (name: 'type' | 'details') => !before || !sameValue(order as never, name, after[name], before[name])
    const types = await typesOf(ctx, asked('type') || asked('details') || confirmed ? [after] : [])
    if (asked('type') || asked('details') || confirmed) checkDetails(ctx, types, after, before, confirmed)
    if (confirmed && before?.status !== 'fulfilled') await makeSteps(ctx, types, after)
    if (!before) return
    if (before.status === 'confirmed' && after.status === 'draft') await dropSteps(ctx, after.id)
    if (before.status === 'confirmed' && after.status === 'fulfilled') {
      const open = await stillOpen(ctx, after)
      if (open) throw open
    }
    if (after.status === 'cancelled' && before.status !== 'cancelled') await cancelSteps(ctx, after.id)
    if (after.status === 'confirmed' && (confirmed || after.deliverOn !== before.deliverOn))
      await rescheduleOf(ctx, after)
  },
  // Who owns an order says nothing about how it is carried out.
  async () => {},
  async (ctx, created) => {
    const rows = created as Order[]
    const types = await typesOf(ctx, rows)
    for (const row of rows) checkDetails(ctx, types, row, null, false)
  },
)

function checkDetails(
  ctx: Ctx,
  types: ReadonlyMap<string, Type>,
  after: Order,
  before: Order | null,
  whole: boolean,
): void {
  const details = (after.details ?? {}) as Answers
  if (!after.type) {
    if (Object.keys(details).length > 0) throw invalid('details', 'execution.noType')
    return
  }
  const type = types.get(after.type)
  if (!type) throw invalid('type', 'field.noSuchRecord')
  if (!before && type!.active === false) throw invalid('type', 'execution.typeRetired')
  // Answers to questions that another type asked, or that the type no longer asks, stand in nobody's way.
  const asks = (type!.asks ?? []) as Asked[]
  const moved = before && before.type !== after.type
  const known = new Set(asks.map(one => one.key))
  const given = Object.fromEntries(
    Object.entries(details).filter(([key]) => known.has(key) || !(before?.details && key in before.details) || moved),
  )
  const faults = faultsOf(ctx, asks, given, 'details', whole)
  refuseInvalid(faults)
}

/** The steps of a confirmed order, as its type plans them now; what a former confirmation left stays as it is. */
async function makeSteps(ctx: Ctx, types: ReadonlyMap<string, Type>, row: Order): Promise<void> {
  const plans = (row.type && types.get(row.type)?.steps) || []
  if (plans.length === 0) return
  const standing = new Set((await stepsOf(ctx, row.id)).filter(one => one.status !== 'cancelled').map(one => one.key))
  const steps = []
  for (const [i, plan] of plans.entries())
    if (!standing.has(plan.key))
      steps.push({
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
  await insertMany(ctx, executionStep, steps)
}

/** What is done for an order speaks against making it a draft again. */
beforeReopen(async (ctx, row) => {
  const begun = (await stepsOf(ctx, row.id)).find(step => step.status === 'done')
  return begun ? refuse('execution.begun', { step: begun.name }) : null
})

/** Steps that are still to be done speak against calling an order fulfilled. */
async function stillOpen(ctx: Ctx, { id }: { id: string }) {
  const open = await ctx.db.query<{ name: string }>(sql`
    select name from execution_steps where order_id = ${id} and status in ('waiting', 'ready') and deleted_at is null order by position, id`)
  return open.length ? refuse('execution.stepsOpen', { steps: open.map(step => step.name).join('、') }) : null
}
beforeFulfil(stillOpen)

/** An order that is a draft again begins anew. */
async function dropSteps(ctx: Ctx, id: string): Promise<void> {
  for (const step of await stepsOf(ctx, id)) if (isOpen(step)) await remove(ctx, executionStep, step)
}

async function cancelSteps(ctx: Ctx, id: string): Promise<void> {
  for (const step of await stepsOf(ctx, id))
    if (isOpen(step)) await change(ctx, executionStep, step, { status: 'cancelled' }, 'cancel')
}
