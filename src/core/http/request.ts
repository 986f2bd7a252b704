import type { FastifyRequest } from 'fastify'
import { Refusal } from '../acts/refusal'
import type { Ctx, Principal } from '../ctx'

declare module 'fastify' {
  interface FastifyRequest {
    ctx: Ctx | null
  }
  interface FastifyContextConfig {
    /** Answers without a log-in. */
    open?: boolean
  }
  interface FastifyInstance {
    host: import('../context').Host
    authenticate: Authenticate
  }
}

/** Who sends a request; null when it carries no valid session or key. */
export type Authenticate = (
  request: FastifyRequest,
  host: import('../context').Host,
) => Promise<{ principal: Principal; by: 'web' | 'key' } | null>

/** The caller of a request to a route that is not open. */
export function ctxOf(request: FastifyRequest): Ctx {
  if (!request.ctx) throw new Refusal('session.none', {}, 401)
  return request.ctx
}

/** Version from If-Match: `"7"`. */
export function expectedVersion(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match']
  if (header === undefined || header === '*') return undefined
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)
  if (!match) throw new Refusal('request.ifMatch', {}, 400)
  return Number(match[1])
}
