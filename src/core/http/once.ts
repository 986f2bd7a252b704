import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { inTransaction } from '../acts/perform'
import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import { ctxOf } from './request'

export interface Answer {
  status: number
  body: unknown
}

/**
 * Runs a change in its transaction. With an `Idempotency-Key` a retry of the same request gets the first one's answer; the key
 * is written in the same transaction, so either both are kept or neither.
 */
export async function once(request: FastifyRequest, work: (ctx: Ctx) => Promise<Answer>): Promise<Answer> {
  const ctx = ctxOf(request)
  const key = request.headers['idempotency-key']
  if (key === undefined || request.method !== 'POST') return inTransaction(ctx, work)
  if (typeof key !== 'string' || key.length < 1 || key.length > 200)
    throw new Refusal('request.idempotencyKey', {}, 400)
  const fingerprint = createHash('sha256')
    .update(`${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('hex')
  return inTransaction(ctx, async tx => {
    const [first] =
      await tx.db.query(sql`insert into idempotency (tenant_id, user_id, key, fingerprint) values (${tx.tenant}, ${tx.user.id}, ${key}, ${fingerprint})
      on conflict do nothing returning 1 as mine`)
    if (!first) {
      const [kept] = await tx.db.query<{ fingerprint: string; status: number; body: string }>(
        sql`select fingerprint, status, body from idempotency where user_id = ${tx.user.id} and key = ${key}`,
      )
      if (kept?.fingerprint !== fingerprint) throw new Refusal('request.keyReused', {}, 422)
      return { status: kept.status, body: JSON.parse(kept.body) }
    }
    const answer = await work(tx)
    await tx.db.query(
      sql`update idempotency set status = ${answer.status}, body = ${JSON.stringify(answer.body ?? null)} where user_id = ${tx.user.id} and key = ${key} and tenant_id = ${tx.tenant}`,
    )
    return answer
  })
}
