import type { FastifyInstance } from 'fastify'
import { today } from '../../core/access/me'
import { Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { isObject } from '../../core/records/parse'
import { load } from '../../core/records/row'
import { COST_BY, type CostBy, type Costs, costs } from './costs'
import { expenseClaim } from './expenseClaim'
import { type Claimed, type Fault, faultsOf } from './limits'
import { occasions } from './prefill'
import { LINES_MAX } from './saveClaim'
import { worked } from './worked'

const PERIOD = { from: 'YYYY-MM-DD; the first of this month unless given', to: 'YYYY-MM-DD; today unless given' }
const PREFILL = about('Visits and meetings of the caller’s that no claim names yet', { query: PERIOD })
const CHECK = about('What the company’s rules have against lines before they are submitted', {
  body: { 'claim?': 'Id of the claim they belong to', lines: 'As they would be saved' },
})
const COSTS = about('What customers, deals, people or kinds cost, beside what was won with them', {
  query: { ...PERIOD, by: COST_BY.join(', ') },
})
const PERIOD_MAX_DAYS = 1_100

/** What the pages of claims and costs need and no list of records gives. */
export function expenseRoutes(app: FastifyInstance): void {
  app.get('/api/expense-claims/prefill', PREFILL, async request => {
    const ctx = ctxOf(request)
    const { from, to } = periodOf(ctx, request.query as Record<string, string>)
    return { items: await occasions(ctx, from, to) }
  })
  app.post('/api/expense-claims/check', CHECK, async (request): Promise<{ items: Fault[] }> => {
    const ctx = ctxOf(request)
    const { claim, lines } = claimedIn(request.body)
    const row = claim ? await load(ctx, expenseClaim, claim, 'read') : null
    const person = row ? { id: row.owner!, board: row.board! } : { id: ctx.user.id, board: ctx.user.board }
    return { items: await faultsOf(ctx, person, claim, lines) }
  })
  app.get('/api/expense-costs', COSTS, async (request): Promise<Costs> => {
    const ctx = ctxOf(request)
    const { by = 'account', ...query } = request.query as Record<string, string>
    if (!COST_BY.includes(by as CostBy)) throw new Refusal('query.parameter', { name: 'by' }, 400)
    const { from, to } = periodOf(ctx, query)
    return costs(ctx, by as CostBy, from, to)
  })
}

const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && text >= '2000-01-01' && text <= '2999-12-31'

function periodOf(ctx: Ctx, query: Record<string, string | undefined>): { from: string; to: string } {
  const { from = `${today(ctx).slice(0, 8)}01`, to = today(ctx) } = query
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000
  if (!isDay(from) || !isDay(to) || days < 0 || days > PERIOD_MAX_DAYS)
    throw new Refusal('expense.period', { max: PERIOD_MAX_DAYS }, 400)
  return { from, to }
}

/** Lines as they stand in a form: those that are not complete yet ask nothing. Their places stay. */
function claimedIn(body: unknown): { claim: string | null; lines: Claimed[] } {
  if (!isObject(body)) throw new Refusal('body.notObject', {}, 400)
  const { claim = null, lines } = body
  if (claim !== null && !isId(claim)) throw new Refusal('query.parameter', { name: 'claim' }, 400)
  if (!Array.isArray(lines) || lines.length > LINES_MAX || !lines.every(isObject))
    throw new Refusal('expense.lines', { max: LINES_MAX }, 400)
  return {
    claim,
    lines: lines.map(given => {
      const { day, kind, amount, account, receipts, note } = worked(given)
      const whole = typeof day === 'string' && isDay(day) && typeof kind === 'string' && Number.isSafeInteger(amount)
      return whole
        ? { day: day as string, kind: kind as string, amount: amount as number, account, receipts, note }
        : { day: '2000-01-01', kind: '', amount: 0 }
    }),
  }
}
