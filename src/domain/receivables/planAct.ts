import { act } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import { sql } from '../../core/db/statement'
import { isId, type Label, listOf, ref, structure } from '../../core/entity'
import { isObject } from '../../core/records/parse'
import { load } from '../../core/records/row'
import { contract } from '../contracts'
import { order } from '../orders'
import { instalment } from './instalment'
import { EVENTS } from './paymentTerm'
import { keepPlan, linesFrom, type PlanLine, planOf, preferredSteps, stepsOf, writePlan } from './plan'

const LINES_MAX = 120
const checkLines = listOf(isObject, LINES_MAX, 'receivable.planLines', 1)

/**
 * Draws up the plan of an order or a contract, all of it in one go: from terms of payment, or line by line. Together its lines come to
 * what the order or contract comes to.
 */
export const savePlan = act(instalment, 'plan', {
  label: ['制定回款计划', 'Draw up the plan'],
  icon: 'calendar-clock',
  on: 'object',
  input: {
    order: ref('order', { label: ['订单', 'Order'] }),
    contract: ref('contract', { label: ['合同', 'Contract'] }),
    term: ref('paymentTerm', { label: ['付款条件', 'Payment terms'] }),
    lines: structure<Record<string, unknown>[], { label: Label; check: typeof checkLines }>({
      label: ['各期', 'Lines'],
      check: checkLines,
    }),
  },
  async run(ctx, _, { order: ofOrder, contract: ofContract, term, lines }) {
    if (!ofOrder === !ofContract) throw refuse('receivable.oneWhole')
    const whole = ofOrder ? 'order' : 'contract'
    const id = (ofOrder ?? ofContract)!
    const row = ofOrder
      ? await load(ctx, order, ofOrder, 'update', true)
      : await load(ctx, contract, ofContract!, 'update', true)
    if (row.status === 'cancelled') throw refuse('receivable.cancelled')
    const [twice] = await ctx.db.query(
      whole === 'order'
        ? sql`select 1 from orders o join instalments i on i.contract_id = o.contract_id and i.order_id is null and i.deleted_at is null where o.id = ${id} limit 1`
        : sql`select 1 from instalments i where i.contract_id = ${id} and i.order_id is not null and i.status <> 'cancelled' and i.deleted_at is null limit 1`,
    )
    if (twice) throw refuse(whole === 'order' ? 'receivable.contractHasPlan' : 'receivable.ordersHavePlans')
    const gross = row.gross ?? 0
    const wanted = lines
      ? lines.map(lineOf)
      : linesFrom(term ? await stepsOf(ctx, term) : await preferredSteps(ctx), gross)
    if (wanted.some(line => line.amount <= 0)) throw refuse('receivable.positive')
    const sum = wanted.reduce((total, line) => total + line.amount, 0)
    if (gross > 0 && sum !== gross)
      throw refuse('receivable.planSum', { sum: (sum / 100).toFixed(2), gross: (gross / 100).toFixed(2) })
    await writePlan(ctx, whole, id, wanted)
    await keepPlan(ctx, whole, id)
    return { items: await planOf(ctx, whole, id) }
  },
})

function lineOf(given: Record<string, unknown>, i: number): PlanLine {
  const { id, name, percent, event = 'date', days = 0, dueOn = null, amount } = given
  const wrong = (field: string, code: string) => invalid(`lines.${i}.${field}`, code)
  if (id !== undefined && id !== null && !isId(id)) throw wrong('id', 'receivable.foreignLine')
  if (typeof name !== 'string' || !name.trim() || name.length > 200) throw wrong('name', 'field.required')
  if (!Number.isSafeInteger(amount) || (amount as number) <= 0) throw wrong('amount', 'receivable.positive')
  if (event !== 'date' && !(EVENTS as readonly unknown[]).includes(event)) throw wrong('event', 'field.notInDictionary')
  if (!Number.isInteger(days) || (days as number) < 0 || (days as number) > 3_650)
    throw wrong('days', 'receivable.days')
  if (event === 'date' && !isDay(dueOn)) throw wrong('dueOn', 'field.required')
  const share = typeof percent === 'number' && percent >= 0 && percent <= 100 ? percent : null
  return {
    id: (id as string | undefined) ?? null,
    name,
    percent: share,
    event: event as PlanLine['event'],
    days: days as number,
    dueOn: event === 'date' ? (dueOn as string) : null,
    amount: amount as number,
  }
}

export const isDay = (text: unknown): text is string =>
  typeof text === 'string' &&
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  text >= '2000-01-01' &&
  text <= '2999-12-31'
