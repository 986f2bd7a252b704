import { reaction } from '../../core/acts/act'
import { invalid, type Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Entity, Row } from '../../core/entity'
import { rowSql } from '../../core/records/row'
import { change } from '../../core/records/write'
import { contract } from '../contracts'
import { beforeCancel, beforeConfirm, beforeReopen, order } from '../orders'
import { adopt } from './adopt'
import { withinCredit } from './credit'
import { instalment } from './instalment'
import { invoice } from './invoice'
import { payment } from './payment'
import { keepPlan, type Whole } from './plan'
import { keepSums } from './sums'

/** What of an order or contract its plan follows. */
const FOLLOWED: Record<Whole, readonly string[]> = {
  order: ['status', 'gross', 'currency', 'account', 'contract', 'owner', 'orderedOn', 'deliverOn', 'fulfilledOn'],
  contract: ['status', 'gross', 'currency', 'account', 'owner', 'signedOn', 'startsOn'],
}

/** Plans follow what they are of, and so do invoices their owner. */
const follows = (whole: Whole, entity: Entity<any>) =>
  reaction<Entity<any>>(
    entity,
    ['update', 'delete'],
    async (ctx, given, earlier) => {
      const after = given as Record<string, any>
      const before = earlier as Record<string, any> | null
      const deleted = after === before
      if (!deleted && before && FOLLOWED[whole].every(field => (after[field] ?? null) === (before[field] ?? null)))
        return
      await keepPlan(ctx, whole, after.id)
      if (!deleted && before && after.owner !== before.owner) await giveInvoices(ctx, whole, after.id, after.owner)
      if (whole === 'order' && after.contract && after.status !== before?.status)
        await keepPlan(ctx, 'contract', after.contract)
    },
    async (ctx, given) => {
      for (const { after, before } of given)
        if (after.owner !== before.owner) {
          await keepPlan(ctx, whole, after.id)
          await giveInvoices(ctx, whole, after.id, after.owner)
        }
    },
  )

async function giveInvoices(ctx: Ctx, whole: Whole, id: string, owner: string | null): Promise<void> {
  if (!owner) return
  const rows = await ctx.db.query<{ row: Row<typeof invoice> }>(sql`
    select ${rowSql(invoice)} as row from ${raw(invoice.table)} t where ${whole === 'order' ? sql`t.order_id = ${id}` : sql`t.order_id is null and t.contract_id = ${id}`}
      and t.deleted_at is null and t.owner_id is distinct from ${owner} for update`)
  for (const { row } of rows) await change(ctx, invoice, row, { owner })
}

/** What has been paid or invoiced of an order keeps it from becoming a draft again, or from being struck out. */
async function nothingCame(ctx: Ctx, row: { id: string }, paidToo: boolean): Promise<Refusal | null> {
  const [found] = await ctx.db.query<{ paid: boolean; invoiced: boolean }>(sql`
    select exists (select 1 from instalments where order_id = ${row.id} and paid > 0 and deleted_at is null) as paid,
      coalesce((select sum(gross) from invoices where order_id = ${row.id} and status <> 'voided' and deleted_at is null), 0) <> 0 as invoiced`)
  if (found!.invoiced) return refuse('receivable.orderInvoiced')
  return paidToo && found!.paid ? refuse('receivable.orderPaid') : null
}
beforeConfirm(withinCredit)
beforeReopen((ctx, row) => nothingCame(ctx, row, true))
beforeCancel((ctx, row) => nothingCame(ctx, row, false))

/** @throws what makes a receipt none */
function checkPayment(row: Readonly<Record<string, any>>): void {
  if (!(row.amount > 0)) throw invalid('amount', 'receivable.positive')
}
const MONEY = ['amount', 'currency', 'account'] as const

const paymentRules = [
  reaction(
    payment,
    ['create', 'update', 'delete', 'restore'],
    async (ctx, after, before) => {
      const used = (row: Row<typeof payment>) => !!(row.matched || row.refunded || row.reversedOn)
      if (after === before) {
        if (used(after)) throw refuse('receivable.keepPayment')
        return
      }
      checkPayment(after)
      if (!before || MONEY.every(field => (after[field as 'amount'] ?? null) === (before[field as 'amount'] ?? null)))
        return
      if (used(before)) throw refuse('receivable.matchedPayment')
      if (after.account !== before.account) await adopt(ctx, [{ id: after.id, account: after.account }])
      await keepSums(ctx, { payments: [after.id] }, 'update')
    },
    async () => {},
    async (_ctx, created) => {
      for (const row of created) checkPayment(row)
    },
  ),
]

const instalmentRules = [
  reaction(
    instalment,
    ['create', 'update', 'delete', 'restore'],
    async (ctx, after, before, act) => {
      if (after === before) {
        if (after.paid || after.credited || after.writtenOff) throw refuse('receivable.keepInstalment')
        if (act === 'delete' && (after.order || after.contract)) throw refuse('receivable.planOnly')
        return
      }
      if (!before) {
        if (!(after.amount! > 0)) throw invalid('amount', 'receivable.positive')
        return
      }
      if (after.dueOn === before.dueOn || act !== 'update') return
      // A day that somebody gives counts by itself from then on, whatever it was counted from.
      await ctx.db.query(
        sql`update instalments set event = 'date' where id = ${after.id} and tenant_id = ${ctx.tenant}`,
      )
      await keepSums(ctx, { instalments: [after.id] }, 'update')
    },
    async () => {},
    async (_ctx, created) => {
      for (const row of created) if (!(row.amount > 0)) throw invalid('amount', 'receivable.positive')
    },
  ),
]

const invoiceRules = [
  reaction(invoice, ['delete', 'restore'], async (ctx, after) => {
    if (after.status !== 'requested') throw refuse('receivable.keepInvoice')
    if (after.redOf) await keepSums(ctx, { invoices: [after.redOf] }, 'delete')
  }),
]

export const receivableRules = [
  follows('order', order),
  follows('contract', contract),
  ...paymentRules,
  ...instalmentRules,
  ...invoiceRules,
]
