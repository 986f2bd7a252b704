import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import { isObject } from '../records/parse'
import { WEIGHTS, type Weights } from './score'

/** What a company holds more or less of than usual, of the signs that two records are the same. */
export async function weightsOf(ctx: Ctx): Promise<Weights> {
  const [found] = await ctx.db.query<{ own: Partial<Weights> | null }>(
    sql`select settings->'matching' as own from tenants`,
  )
  return { ...WEIGHTS, ...(found?.own ?? {}) }
}

/** @throws 422 for an unknown sign, or a weight outside 0 to 1 */
export async function saveWeights(ctx: Ctx, given: unknown): Promise<Weights> {
  if (!isObject(given)) throw new Refusal('body.notObject', {}, 400)
  const errors = Object.entries(given).flatMap(([sign, weight]) =>
    !(sign in WEIGHTS)
      ? [{ field: sign.slice(0, 60), code: 'field.unknown' }]
      : typeof weight === 'number' && weight >= 0 && weight <= 0.99
        ? []
        : [{ field: sign, code: 'matching.weight' }],
  )
  if (errors.length) throw new Refusal('record.invalid', { count: errors.length }, 422, errors)
  await ctx.db.query(
    sql`update tenants set settings = jsonb_set(settings, '{matching}', coalesce(settings->'matching', '{}') || ${JSON.stringify(given)}::jsonb)`,
  )
  return weightsOf(ctx)
}
