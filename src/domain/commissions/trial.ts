import { forbidden, invalid, Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isObject, parseDraft } from '../../core/records/parse'
import { commissionPlan } from './commissionPlan'
import { earningsOf, type Plan, planned } from './compute'
import { type Earning, linesFor } from './earn'
import { monthAfter, monthOf } from './months'
import { sentenceOf } from './sentence'
import { checkPlan } from './triggers'
import { categoriesOf } from './wonDeals'

/** A deal made up to see what a plan does. */
interface Example {
  /** Minor units. */
  amount: number
  category: string | null
  /** Percent; null: cost unknown. */
  margin: number | null
  /** Percent of the target; null: no target. */
  attainment: number | null
  /** Percent. */
  share: number
}
export interface Trial {
  example: { sentence: string; amount: number }[]
  total: number
  /** What the plan as it is written would have paid last month, to whom most. */
  month: { period: string; deals: number; people: number; total: number; items: { name: string; amount: number }[] }
}

const SHOWN = 8
const ME = 'me'

/** What a plan would pay before it is saved: for one made-up deal, and for last month's real ones. */
export async function trial(ctx: Ctx, body: unknown): Promise<Trial> {
  const { create, update } = ctx.user.rights('commissionPlan')
  if (!ctx.user.system && !create && update === 'none') throw forbidden()
  if (!isObject(body)) throw new Refusal('body.notObject', {}, 400)
  const draft = parseDraft(ctx, ctx.words.entity(commissionPlan.name), body.plan, true, false)
  const plan = {
    kickers: null,
    people: null,
    roles: null,
    board: null,
    endsOn: null,
    ...draft,
    id: 'trial',
  } as unknown as Plan
  checkPlan(ctx, plan)
  const lines = exampleLines(ctx, plan, exampleIn(body.example))
  return {
    example: lines.map(line => ({
      amount: line.amount,
      sentence: sentenceOf(ctx, { ...line, currency: plan.currency, period: '' }),
    })),
    total: lines.reduce((sum, line) => sum + line.amount, 0),
    month: await lastMonth(ctx, plan),
  }
}

function exampleLines(ctx: Ctx, plan: Plan, given: Example) {
  const earning: Earning = {
    object: 'opportunity',
    id: 'example',
    part: null,
    title: '',
    account: null,
    on: plan.startsOn,
    currency: plan.currency,
    amount: given.amount,
    cost: given.margin === null ? null : given.amount - Math.round((given.amount * given.margin) / 100),
    product: null,
    categories: categoriesOf(ctx, given.category),
    shares: [
      { user: ME, percent: given.share },
      ...(given.share < 100 ? [{ user: '', percent: 100 - given.share }] : []),
    ],
  }
  const terms = { id: plan.id, of: plan.of as 'amount' | 'margin', rates: plan.rates, kickers: plan.kickers ?? [] }
  const target = 1_000_000_00
  const attainment =
    given.attainment === null ? null : { target, attained: Math.round((target * given.attainment) / 100) }
  return linesFor(terms, ME, [earning], attainment)
}

async function lastMonth(ctx: Ctx, plan: Plan): Promise<Trial['month']> {
  const period = monthAfter(monthOf(ctx.now), -1)
  // What a plan is worth is asked of all that were sold, also where it is to begin later.
  const earnings = await earningsOf(ctx, plan.base, period)
  const due = await planned(ctx, { ...plan, startsOn: '0001-01-01', endsOn: null }, period, earnings)
  const sums = [...due].map(([key, lines]) => ({
    person: key.split(' ')[0]!,
    amount: lines.reduce((sum, line) => sum + line.amount, 0),
  }))
  const most = sums.toSorted((a, b) => b.amount - a.amount).slice(0, SHOWN)
  const names = await ctx.db.query<{ id: string; name: string }>(
    sql`select id, name from users where id = any(${most.map(one => one.person)}::uuid[])`,
  )
  const deals = [...due.values()].flatMap(lines => lines.flatMap(line => (line.id ? [line.id] : [])))
  return {
    period,
    deals: new Set(deals).size,
    people: sums.length,
    total: sums.reduce((sum, one) => sum + one.amount, 0),
    items: most.map(({ person, amount }) => ({ name: names.find(one => one.id === person)?.name ?? '', amount })),
  }
}

function exampleIn(given: unknown): Example {
  const bad = (field: string) => invalid(field, 'field.notNumber', { text: '' })
  if (!isObject(given)) throw bad('example')
  const { amount, category = null, margin = null, attainment = null, share = 100 } = given
  const figure = (value: unknown, min: number, max: number) =>
    typeof value === 'number' && Number.isFinite(value) && value >= min && value <= max
  if (!Number.isSafeInteger(amount) || !figure(amount, 0, 1e15)) throw bad('amount')
  if (category !== null && typeof category !== 'string') throw bad('category')
  if (margin !== null && !figure(margin, -1000, 100)) throw bad('margin')
  if (attainment !== null && !figure(attainment, 0, 10_000)) throw bad('attainment')
  if (!figure(share, 0.01, 100)) throw bad('share')
  return { amount, category, margin, attainment, share } as Example
}
