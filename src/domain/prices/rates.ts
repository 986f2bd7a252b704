import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { convert } from './exact'

/** An amount in minor units of one currency as so many of another; null where no rate is known. */
export type Rates = (from: string, to: string, amount: number) => number | null

/** What currencies are worth on a day: the latest rate of each from that day or before, by way of the yuan. */
export async function ratesOn(ctx: Ctx, day: string): Promise<Rates> {
  const found = await ctx.db.query<{ currency: string; rate: string }>(sql`
    select distinct on (currency) currency, rate from exchange_rates
    where deleted_at is null and valid_from <= ${day}::date order by currency, valid_from desc, id desc`)
  const rates = new Map([...found.map(one => [one.currency, Number(one.rate)] as const), ['CNY', 1] as const])
  return (from, to, amount) => {
    const [a, b] = [rates.get(from), rates.get(to)]
    return from === to ? amount : a && b ? convert(amount, a, b) : null
  }
}
