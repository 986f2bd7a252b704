import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { inTransaction } from '../../core/acts/perform'
import { forbidden, invalid, notFound, Refusal, refuseInvalid } from '../../core/acts/refusal'
import { contextFor } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { about } from '../../core/http/about'
import { ctxOf } from '../../core/http/request'
import { isLang } from '../../core/i18n/locale'
import { note } from '../../core/records/journal'
import { isObject } from '../../core/records/parse'
import { load } from '../../core/records/row'
import { change } from '../../core/records/write'
import { COOKIE, callerOf, refuseOtherSites, sessionMs, usedToday } from './authenticate'
import { endSessions, setPassword } from './credentials'
import { me } from './me'
import { checkPassword, isPassword } from './password'
import { peopleOf, sessionsChanged } from './people'
import { hashToken, newToken } from './secrets'
import { proveIdentity } from './signIn'
import { user } from './user'

/** A body's named texts; anything else is refused. `?` marks what may be missing. */
export function texts(body: unknown, ...names: string[]): Record<string, string> {
  if (!isObject(body)) throw new Refusal('body.notObject', {}, 400)
  const errors = names.flatMap(name => {
    const value = body[name.replace('?', '')]
    if ((value === undefined || value === null) && name.endsWith('?')) return []
    if (value === undefined || value === null || value === '') return [{ field: name, code: 'field.required' }]
    return typeof value === 'string' && value.length <= 1000 ? [] : [{ field: name, code: 'field.notText' }]
  })
  refuseInvalid(errors)
  return body as Record<string, string>
}

/** The caller, who must have signed in on the web: a key can't manage log-ins. */
export function signedIn(request: FastifyRequest): Ctx {
  const ctx = ctxOf(request)
  if (ctx.origin.by !== 'web') throw forbidden('session.keyCannot')
  return ctx
}

const SIGN_IN = about('Sign in: sets the session cookie and answers as GET does', {
  open: true,
  body: {
    login: 'Log-in name, mobile or e-mail',
    password: 'Password',
    'otp?': 'One-time code or recovery code',
    'remember?': 'Stay signed in',
  },
})
const PASSWORD = about('Change one’s password', { body: { current: 'The present one', next: 'The new one' } })
const PREFERENCES = about('Change one’s language and what the client keeps, key by key; null takes a key away')

/** Log-in, log-out, and what people do with their own sessions, password and preferences. */
export function sessionRoutes(app: FastifyInstance): void {
  app.post('/api/session', SIGN_IN, signIn)

  app.get('/api/session', about('Who is signed in: person, board, rights, preferences'), async (request, reply) => {
    const caller = await callerOf(request, app.host.database)
    // The browser's copy of the cookie slides with the session.
    if (caller?.session && caller.expiresAt - Date.now() > sessionMs(false))
      setCookie(request, reply, request.cookies[COOKIE]!, true)
    return me(ctxOf(request))
  })

  app.delete('/api/session', about('Sign out', { open: true }), async (request, reply) => {
    refuseOtherSites(request)
    if (request.ctx?.origin.by === 'web') {
      const session = await sessionOf(request)
      await inTransaction(request.ctx, async ctx => {
        await ctx.db.query(sql`delete from sessions where hash = ${session}`)
        await note(ctx, 'user', ctx.user.id, { act: 'signOut', title: ctx.user.name })
        await sessionsChanged(ctx)
      })
    }
    return reply.clearCookie(COOKIE, { path: '/' }).code(204).send()
  })

  app.post('/api/session/password', PASSWORD, async (request, reply) => {
    const { current, next } = texts(request.body, 'current', 'next')
    const session = await sessionOf(request)
    await inTransaction(signedIn(request), ctx => changePassword(ctx, current!, next!, session))
    return reply.code(204).send()
  })

  app.patch('/api/session/preferences', PREFERENCES, async request => {
    await inTransaction(signedIn(request), ctx => keepPreferences(ctx, request.body))
    return me(await freshContext(request))
  })

  app.get('/api/session/all', about('Where one is signed in'), async request => {
    const ctx = signedIn(request)
    const current = await sessionOf(request)
    return {
      items:
        await ctx.db.query(sql`select hash as id, created_at as "createdAt", seen_at as "seenAt", expires_at as "expiresAt", address, agent, hash = ${current} as current
        from sessions where user_id = ${ctx.user.id} and expires_at > now() order by seen_at desc`),
    }
  })
  // Signs out everywhere else.
  app.delete('/api/session/all', about('Sign out everywhere else'), async (request, reply) => {
    const current = await sessionOf(request)
    await inTransaction(signedIn(request), async ctx => {
      await endSessions(ctx, ctx.user.id, current)
      await note(ctx, 'user', ctx.user.id, { act: 'signOutEverywhere', title: ctx.user.name })
    })
    return reply.code(204).send()
  })
  app.delete('/api/session/:id', about('End one session'), async (request, reply) => {
    const { id } = request.params as { id: string }
    await inTransaction(signedIn(request), async ctx => {
      const [ended] = await ctx.db.query(
        sql`delete from sessions where hash = ${id} and user_id = ${ctx.user.id} returning 1 as ended`,
      )
      if (!ended) throw notFound()
      await sessionsChanged(ctx)
    })
    return reply.code(204).send()
  })
}

async function sessionOf(request: FastifyRequest): Promise<string> {
  signedIn(request)
  return (await callerOf(request, request.server.host.database))!.session!
}

async function signIn(request: FastifyRequest, reply: FastifyReply) {
  refuseOtherSites(request)
  const { login, password, otp } = texts(request.body, 'login', 'password', 'otp?')
  const remember = isObject(request.body) && request.body.remember === true
  const { host } = request.server
  const found = await proveIdentity(host, login!, password!, otp, request.ip).catch(error => {
    const minutes = error instanceof Refusal && error.code === 'session.locked' ? Number(error.params.minutes) : 0
    if (minutes) reply.header('retry-after', minutes * 60)
    throw error
  })
  const principal = await peopleOf(host.database).principal(found.tenant, found.user)
  if (!principal) throw new Refusal('session.frozen', {}, 401)
  const context = await contextFor(
    host,
    principal,
    { by: 'web', request: request.id, address: request.ip },
    request.log,
  )
  const token = newToken()
  await inTransaction(context, async ctx => {
    const ends = new Date(ctx.now.getTime() + sessionMs(remember)).toISOString()
    await ctx.db.query(sql`insert into sessions (tenant_id, hash, user_id, expires_at, address, agent, remember)
      values (${ctx.tenant}, ${hashToken(token)}, ${ctx.user.id}, ${ends}, ${request.ip}, ${(request.headers['user-agent'] ?? '').slice(0, 300)}, ${remember})`)
    await ctx.db.query(sql`update users set last_seen_at = ${ctx.now.toISOString()} where id = ${ctx.user.id}`)
    await ctx.db.query(usedToday(ctx.tenant, ctx.user.id))
    await note(ctx, 'user', ctx.user.id, { act: 'signIn', title: ctx.user.name })
  })
  setCookie(request, reply, token, remember)
  return me(context)
}

/** A session that doesn't stay ends with the browser. */
function setCookie(request: FastifyRequest, reply: FastifyReply, token: string, remember: boolean): void {
  reply.setCookie(COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: request.protocol === 'https',
    ...(remember ? { maxAge: sessionMs(true) / 1000 } : {}),
  })
}

async function changePassword(ctx: Ctx, current: string, next: string, session: string): Promise<void> {
  const [kept] = await ctx.db.query<{ password: string | null }>(
    sql`select password from credentials where user_id = ${ctx.user.id} for update`,
  )
  if (!(await isPassword(current, kept?.password ?? null))) throw invalid('current', 'session.currentWrong')
  checkPassword(next, ctx.user.login, 'next')
  if (next === current) throw invalid('next', 'password.unchanged')
  await setPassword(ctx, ctx.user.id, next, false)
  await endSessions(ctx, ctx.user.id, session)
  await note(ctx, 'user', ctx.user.id, { act: 'changePassword', title: ctx.user.name })
}

const PREFERENCES_MAX = 50_000

/** Language goes to the person's record; everything else is kept as the client sends it, key by key. Null takes a key away. */
async function keepPreferences(ctx: Ctx, body: unknown): Promise<void> {
  if (!isObject(body)) throw new Refusal('body.notObject', {}, 400)
  const { lang, ...values } = body
  if (lang !== undefined) {
    if (!isLang(lang)) throw invalid('lang', 'field.notInDictionary', { text: String(lang).slice(0, 40) })
    const mine = await load(ctx, user, ctx.user.id, 'read', true)
    await change(ctx, user, mine, { lang })
  }
  if (Object.keys(values).length === 0) return
  const [kept] = await ctx.db.query<{ bytes: number }>(sql`insert into preferences as p (tenant_id, user_id, values)
    values (${ctx.tenant}, ${ctx.user.id}, jsonb_strip_nulls(${JSON.stringify(values)}::jsonb))
    on conflict (tenant_id, user_id) do update set values = jsonb_strip_nulls(p.values || ${JSON.stringify(values)}::jsonb)
    returning length(values::text) as bytes`)
  if (kept!.bytes > PREFERENCES_MAX)
    throw invalid('preferences', 'field.tooLong', { max: PREFERENCES_MAX, length: kept!.bytes })
}

/** The caller's context after a change to the caller. */
async function freshContext(request: FastifyRequest): Promise<Ctx> {
  const ctx = ctxOf(request)
  const principal = await peopleOf(ctx.database).principal(ctx.tenant, ctx.user.id)
  return contextFor(request.server.host, principal!, ctx.origin, request.log)
}
