import { Refusal, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { raw, sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { apportion } from '../../core/exact'
import { insertMany } from '../../core/records/many'
import { rowSql, sameValue } from '../../core/records/row'
import { change, remove } from '../../core/records/write'
import { instalment } from './instalment'
import { dropMatches, matchesOf } from './matches'
import { type EVENTS, paymentTerm, type TermStep } from './paymentTerm'
import { bookedOn, contractsFor, dueOf, ordersFor } from './prepare'
import { keepSums, lockAll } from './sums'

type Instalment = Row<typeof instalment>
/** What a plan is of: an order, or a contract whose orders then need none of their own. */
export type Whole = 'order' | 'contract'

/** One line of a plan as it is drawn up. */
export interface PlanLine {
  id?: string | null
  name: string
  percent: number | null
  event: 'date' | (typeof EVENTS)[number]
  days: number
  dueOn: string | null
  amount: number
}

const isOf = (whole: Whole) => raw(whole === 'order' ? 't.order_id' : 't.order_id is null and t.contract_id')

/** The instalments of an order, or of a contract itself, in their order. */
export const planOf = async (ctx: Ctx, whole: Whole, id: string): Promise<Instalment[]> =>
  (
    await ctx.db.query<{ row: Instalment }>(sql`
      select ${rowSql(instalment)} as row from instalments t where ${isOf(whole)} = ${id} and t.deleted_at is null
      order by t.position nulls last, t.due_on nulls last, t.id`)
  ).map(({ row }) => row)

/** Terms of payment as lines of a plan whose amounts come to the whole, to the cent. */
export function linesFrom(steps: readonly TermStep[], gross: number): PlanLine[] {
  const amounts = apportion(
    gross,
    steps.map(step => step.percent),
  )
  return steps.map(({ name, percent, event, days }, i) => ({
    name,
    percent,
    event: event as PlanLine['event'],
    days,
    dueOn: null,
    amount: amounts[i]!,
  }))
}

/** The terms that plans are drawn from where nobody chose any; at once on delivery where there are none. */
export async function preferredSteps(ctx: Ctx): Promise<TermStep[]> {
  const [found] = await ctx.db.query<{ steps: TermStep[] }>(sql`
    select steps from payment_terms where active and deleted_at is null order by preferred desc nulls last, position nulls last, id limit 1`)
  return found?.steps ?? [{ name: '全款', percent: 100, event: 'delivered', days: 0 }]
}

/**
 * Writes a plan anew: lines with an id are mended, others added, those not named go. What has been paid, credited or written off of
 * a line stays its least amount.
 */
export async function writePlan(ctx: Ctx, whole: Whole, id: string, lines: readonly PlanLine[]): Promise<void> {
  const standing = new Map((await planOf(ctx, whole, id)).map(row => [row.id, row]))
  await lockAll(ctx, { instalments: [...standing.keys()] })
  const kept = new Set(lines.flatMap(line => line.id ?? []))
  for (const row of standing.values()) if (!kept.has(row.id)) await dropLine(ctx, row)
  const placed = lines.map(({ id: of, ...line }, position) => ({ of, line: { ...line, position } }))
  await insertPlan(
    ctx,
    whole,
    id,
    placed.flatMap(({ of, line }) => (of ? [] : [line])),
  )
  const parent = (whole === 'order' ? await ordersFor(ctx, [id]) : await contractsFor(ctx, [id])).get(id)
  for (const { of, line } of placed) {
    if (!of) continue
    const row = standing.get(of)
    if (!row) throw refuse('receivable.foreignLine')
    const least = (row.paid ?? 0) + (row.credited ?? 0) + (row.writtenOff ?? 0)
    if (line.amount < least) throw belowPaid(row, least)
    await changeIf(ctx, row, { ...line, dueOn: dueOf(line, parent) })
  }
  await keepSums(ctx, { instalments: [...kept] }, 'plan')
}

const insertPlan = (ctx: Ctx, whole: Whole, id: string, lines: readonly Omit<PlanLine, 'id'>[]) =>
  insertMany(
    ctx,
    instalment,
    lines.map((line, position) => ({ position, ...line, [whole]: id })),
    'plan',
  )

/** What a plan already says leaves no entry in its history. */
async function changeIf(ctx: Ctx, row: Instalment, patch: Partial<Instalment>): Promise<void> {
  const differs = Object.entries(patch).some(
    ([field, value]) => !sameValue(ctx.words.entity(instalment.name), field, value, row[field as keyof Instalment]),
  )
  if (differs) await change(ctx, instalment, row, patch, 'plan')
}

const belowPaid = (row: Instalment, least: number) =>
  refuse('receivable.belowPaid', { name: row.name, least: (least / 100).toFixed(2) })

async function dropLine(ctx: Ctx, row: Instalment): Promise<void> {
  const least = (row.paid ?? 0) + (row.credited ?? 0) + (row.writtenOff ?? 0)
  if (least !== 0) throw belowPaid(row, least)
  await remove(ctx, instalment, row, 'plan')
}

interface Standing {
  gross: number
  status: string
  contract: string | null
  deleted: boolean
  planned: boolean
}

/**
 * Brings the plan of an order or a contract to what that says now: an order that is confirmed without a plan gets one from the
 * preferred terms; what it comes to, when its parts fall due, and whether they are owed yet follow. Money for what is cancelled goes
 * back to the customer's balance.
 */
export async function keepPlan(ctx: Ctx, whole: Whole, id: string): Promise<void> {
  const [of] = await ctx.db.query<Standing>(sql`
    select coalesce(w.gross, 0) as gross, w.status, ${raw(whole === 'order' ? 'w.contract_id' : 'w.id')} as contract, w.deleted_at is not null as deleted,
      exists (select 1 from instalments t where ${isOf(whole)} = w.id and t.deleted_at is null) as planned
    from ${raw(whole === 'order' ? 'orders' : 'contracts')} w where w.id = ${id}`)
  if (!of) return
  if (!of.planned) {
    const owed = whole === 'order' && !of.deleted && ['confirmed', 'fulfilled'].includes(of.status) && of.gross > 0
    if (owed && !(of.contract && (await planOf(ctx, 'contract', of.contract)).length > 0))
      await insertPlan(
        ctx,
        whole,
        id,
        linesFrom(await preferredSteps(ctx), of.gross).filter(line => line.amount > 0),
      )
    return
  }
  const plan = await planOf(ctx, whole, id)
  if (of.deleted || of.status === 'cancelled') return cancelPlan(ctx, plan)
  await lockAll(ctx, { instalments: plan.map(row => row.id) })
  const fresh = await planOf(ctx, whole, id)
  // A contract without an amount has whatever plan was drawn up for it.
  const amounts = of.gross > 0 ? fitted(fresh, of.gross) : fresh.map(row => row.amount!)
  const parent = (whole === 'order' ? await ordersFor(ctx, [id]) : await contractsFor(ctx, [id])).get(id)
  const stands = parent?.stands ?? false
  for (const [i, row] of fresh.entries()) {
    const revived = row.status === 'cancelled' || row.status === 'planned'
    await changeIf(ctx, row, {
      amount: amounts[i]!,
      dueOn: dueOf(row, parent),
      account: parent?.account ?? row.account,
      contract: parent?.contract ?? row.contract,
      currency: parent?.currency ?? row.currency,
      owner: parent?.owner ?? row.owner,
      status: stands ? (revived ? 'open' : row.status) : 'planned',
      bookedOn: stands ? (row.bookedOn ?? bookedOn(ctx, parent)) : row.bookedOn,
    })
  }
  await keepSums(ctx, { instalments: fresh.map(row => row.id) }, 'plan')
}

/** What the parts of a plan come to when the whole changes: nothing paid yet, by their shares; else the last ones give or take the difference. */
export function fitted(
  plan: readonly Pick<Instalment, 'amount' | 'percent' | 'paid' | 'credited' | 'writtenOff' | 'name'>[],
  gross: number,
): number[] {
  const amounts = plan.map(row => row.amount!)
  let difference = gross - amounts.reduce((sum, amount) => sum + amount, 0)
  if (difference === 0) return amounts
  const least = plan.map(row => (row.paid ?? 0) + (row.credited ?? 0) + (row.writtenOff ?? 0))
  if (least.every(amount => amount === 0)) {
    const shares = plan.map(row => row.percent ?? 0)
    const whole = shares.reduce((sum, one) => sum + Math.round(one * 10_000), 0)
    if (whole === 1_000_000) return apportion(gross, shares)
    if (amounts.some(amount => amount > 0)) return apportion(gross, amounts)
  }
  if (difference > 0) {
    amounts[amounts.length - 1]! += difference
    return amounts
  }
  for (let i = amounts.length - 1; i >= 0 && difference < 0; i--) {
    const given = Math.min(amounts[i]! - least[i]!, -difference)
    amounts[i]! -= given
    difference += given
  }
  if (difference < 0) throw new Refusal('receivable.planBelowPaid', { over: (-difference / 100).toFixed(2) })
  return amounts
}

async function cancelPlan(ctx: Ctx, plan: readonly Instalment[]): Promise<void> {
  for (const row of plan) {
    if (row.status === 'cancelled') continue
    await dropMatches(ctx, await matchesOf(ctx, 'instalment', row.id), 'cancel')
    const [fresh] = await ctx.db.query<{ row: Instalment }>(
      sql`select ${rowSql(instalment)} as row from instalments t where t.id = ${row.id} for update`,
    )
    await change(
      ctx,
      instalment,
      fresh!.row,
      { status: 'cancelled', openAmount: 0, overdue: false, paidOn: null },
      'cancel',
    )
  }
}

/** Terms as somebody chose them. @throws 422 where they are gone */
export async function stepsOf(ctx: Ctx, term: string): Promise<TermStep[]> {
  const [found] = await ctx.db.query<{ row: Row<typeof paymentTerm> }>(
    sql`select ${rowSql(paymentTerm)} as row from payment_terms t where t.id = ${term} and t.deleted_at is null`,
  )
  if (!found) throw refuse('field.noSuchRecord')
  return found.row.steps
}
