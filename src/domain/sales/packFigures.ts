import { today } from '../../core/access/me'
import { reachOf, within } from '../../core/access/reach'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Period } from '../forecasts'
import { type Ageing, ageing } from '../receivables'
import { type Sales, salesBy } from './analyse'
import type { Dimension, Span } from './asked'

/** Everything a month-end pack says, read once. */
export interface PackFigures {
  period: Period
  currency: string
  /** By what sales are taken apart, each once. */
  sales: Record<(typeof PARTS)[number], Sales>
  receipts: { amount: number; count: number } | null
  ageing: Ageing | null
}

export const PARTS = [
  'owner',
  'account',
  'category',
  'product',
  'region',
  'board',
] as const satisfies readonly Dimension[]

/** Reads all figures of a month. `told` hears how much of it is done, from 0 to 1. */
export async function gather(
  ctx: Ctx,
  period: Period,
  currency: string,
  told: (part: number) => Promise<void>,
): Promise<PackFigures> {
  const span: Span = { from: period.from, to: period.to, period }
  const steps = PARTS.length + 2
  const sales = {} as PackFigures['sales']
  for (const [i, by] of PARTS.entries()) {
    sales[by] = await salesBy(ctx, { by, across: null, span, currency, filter: null, product: null })
    await told((i + 1) / steps)
  }
  const receipts = await receiptsOf(ctx, period, currency)
  await told((PARTS.length + 1) / steps)
  // A month that is over shows what was owed on its last day, whenever the pack is made.
  const day = period.to < today(ctx) ? period.to : today(ctx)
  const owed = reads(ctx, 'instalment') ? await ageing(ctx, 'account', currency, day) : null
  await told(1)
  return { period, currency, sales, receipts, ageing: owed }
}

export const reads = (ctx: Ctx, object: string): boolean =>
  reachOf(ctx, ctx.words.entity(object), 'read').kind !== 'nothing'

/** What came in; what was taken back again has not. */
async function receiptsOf(ctx: Ctx, { from, to }: Period, currency: string): Promise<PackFigures['receipts']> {
  const entity = ctx.words.entity('payment')
  if (!reads(ctx, 'payment')) return null
  const [found] = await ctx.db.query<{ amount: number; count: number }>(sql`
    select coalesce(sum(t.amount), 0)::bigint as amount, count(*)::int as count from payments t
    where t.deleted_at is null and t.received_on between ${from}::date and ${to}::date and t.status <> 'reversed'
      and coalesce(t.currency, 'CNY') = ${currency} and ${within(reachOf(ctx, entity, 'read'), entity, 't')}`)
  return found ? { amount: Number(found.amount), count: Number(found.count) } : null
}
