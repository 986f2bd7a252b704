import type { FastifyInstance } from 'fastify'
import { v7 as uuid } from 'uuid'
import { inTransaction } from '../../core/acts/perform'
import { invalid, notFound } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { isId } from '../../core/entity'
import { about } from '../../core/http/about'
import { note } from '../../core/records/journal'
import { isObject } from '../../core/records/parse'
import { KEY_PREFIX } from './authenticate'
import { sessionsChanged } from './people'
import { hashToken, newToken } from './secrets'
import { signedIn, texts } from './sessions'

const columns = sql`id, name, scope, created_at as "createdAt", expires_at as "expiresAt", seen_at as "seenAt"`

const MAKE = about('Make an API key; only this answer contains it', {
  body: {
    name: 'What it is for',
    'scope?': 'read or write, by object; all the caller may when missing',
    'expiresAt?': 'Instant',
  },
})

/** Keys by which programs act for the person who made them, within a scope. */
export function apiKeyRoutes(app: FastifyInstance): void {
  app.get('/api/api-keys', about('The caller’s API keys'), async request => {
    const ctx = signedIn(request)
    return {
      items: await ctx.db.query(
        sql`select ${columns} from api_keys where user_id = ${ctx.user.id} and revoked_at is null order by created_at desc`,
      ),
    }
  })

  // The only answer that contains the key itself.
  app.post('/api/api-keys', MAKE, async (request, reply) => {
    const { name } = texts(request.body, 'name')
    const { scope, expiresAt } = request.body as Record<string, unknown>
    const made = await inTransaction(signedIn(request), async ctx => {
      const key = KEY_PREFIX + newToken()
      const [row] = await ctx.db.query(sql`insert into api_keys (tenant_id, id, user_id, name, hash, scope, expires_at)
        values (${ctx.tenant}, ${uuid()}, ${ctx.user.id}, ${name!.slice(0, 100)}, ${hashToken(key)}, ${JSON.stringify(scopeOf(ctx, scope))}, ${expiryOf(ctx, expiresAt)})
        returning ${columns}`)
      await note(ctx, 'apiKey', row!.id, { act: 'create', title: row!.name })
      return { ...row, key }
    })
    return reply.code(201).send(made)
  })

  app.delete('/api/api-keys/:id', about('Revoke an API key'), async (request, reply) => {
    const { id } = request.params as { id: string }
    await inTransaction(signedIn(request), async ctx => {
      const [revoked] = isId(id)
        ? await ctx.db.query<{ name: string }>(
            sql`update api_keys set revoked_at = now() where id = ${id} and user_id = ${ctx.user.id} and revoked_at is null returning name`,
          )
        : []
      if (!revoked) throw notFound()
      await note(ctx, 'apiKey', id, { act: 'revoke', title: revoked.name })
      await sessionsChanged(ctx)
    })
    return reply.code(204).send()
  })
}

/** `{object: 'read' | 'write'}` with objects by name or path, `*` for all; none means all that its owner may. */
function scopeOf(ctx: Ctx, given: unknown): Record<string, 'read' | 'write'> {
  const bad = () => invalid('scope', 'key.badScope', { example: '{"accounts":"read"}' })
  if (given === undefined || given === null) return { '*': 'write' }
  if (!isObject(given) || Object.keys(given).length > 500) throw bad()
  return Object.fromEntries(
    Object.entries(given).map(([object, level]) => {
      const name = object === '*' ? '*' : ctx.words.findEntity(object)?.name
      if (!name || (level !== 'read' && level !== 'write')) throw bad()
      return [name, level]
    }),
  )
}

function expiryOf(ctx: Ctx, given: unknown): string | null {
  if (given === undefined || given === null) return null
  const at = typeof given === 'string' ? Date.parse(given) : Number.NaN
  if (!(at > ctx.now.getTime())) throw invalid('expiresAt', 'key.badExpiry')
  return new Date(at).toISOString()
}
