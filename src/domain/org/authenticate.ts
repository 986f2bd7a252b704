import type { FastifyRequest } from 'fastify'
import type { ObjectRights } from '../../core/access/rights'
import { forbidden, Refusal } from '../../core/acts/refusal'
import type { Host } from '../../core/context'
import type { Principal } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Database } from '../../core/db/types'
import type { Program } from '../../core/program'
import { type Caller, peopleOf } from './people'
import { hashToken } from './secrets'

export const COOKIE = 'guanxi_session'
export const KEY_PREFIX = 'gx_'
const MINUTE_MS = 60_000
/** A session that stays is good for 14 days from its last use; one that ends with the browser for 12 hours. */
export const sessionMs = (remember: boolean) => (remember ? 14 * 24 * 60 : 12 * 60) * MINUTE_MS
/** Last use is noted this often at most: reading must not write. */
const SEEN_MS = 5 * MINUTE_MS

/**
 * Who sends a request: the person of its session cookie or API key, null when there is none that holds.
 * @throws 403 when a page of another site sent it, or the person must set a password first
 */
export async function authenticate(
  request: FastifyRequest,
  host: Pick<Host, 'database' | 'program'>,
): Promise<{ principal: Principal; by: 'web' | 'key' } | null> {
  const caller = await callerOf(request, host.database)
  if (!caller) return null
  const principal = await peopleOf(host.database).principal(caller.tenant, caller.user)
  if (!principal) return null
  if (caller.session === null) return { principal: keyHolder(principal, caller, host.program), by: 'key' }
  refuseOtherSites(request)
  if (caller.mustChange && !OPEN_BEFORE_CHANGE.has(request.url.split('?')[0]!))
    throw forbidden('session.passwordChangeRequired')
  return { principal, by: 'web' }
}

/** What a person can reach who must first set a password of their own. */
const OPEN_BEFORE_CHANGE = new Set(['/api/session', '/api/session/password', '/api/session/preferences'])

/** The session or key a request carries, while it holds. */
export async function callerOf(request: FastifyRequest, database: Database): Promise<Caller | null> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  const token = bearer ?? cookieOf(request.headers.cookie, COOKIE)
  if (!token || token.length > 200) return null
  const hash = hashToken(token)
  if (bearer && !bearer.startsWith(KEY_PREFIX)) return null
  const read = bearer ? () => readKey(database, hash) : () => readSession(database, hash)
  const caller = await peopleOf(database).caller(hash, read)
  return caller && caller.expiresAt > Date.now() ? caller : null
}

interface SessionRow {
  tenant: number
  user: string
  remember: boolean
  must_change: boolean
  seen_at: string
  expires_at: string
}

/** Reads a session and, now and then, notes its use and moves its end. */
async function readSession(database: Database, hash: string): Promise<Caller | null> {
  const [found] = await database
    .tenant(0)
    .query<SessionRow>(
      sql`select tenant_id as tenant, user_id as user, remember, must_change, seen_at, expires_at from wall.session_of(${hash})`,
    )
  if (!found) return null
  const now = Date.now()
  let expiresAt = Date.parse(found.expires_at)
  if (now - Date.parse(found.seen_at) > SEEN_MS) {
    expiresAt = now + sessionMs(found.remember)
    await seen(database, found.tenant, found.user, hash, expiresAt)
  }
  return {
    tenant: found.tenant,
    user: found.user,
    session: hash,
    mustChange: found.must_change,
    scope: null,
    expiresAt,
  }
}

/** Notes that somebody works in the system today, a calendar day in China: one row for each person and day. */
export const usedToday = (tenant: number, user: string) =>
  sql`insert into usage_days (tenant_id, user_id, day) values (${tenant}, ${user}, (now() at time zone 'Asia/Shanghai')::date) on conflict do nothing`

async function seen(database: Database, tenant: number, user: string, hash: string, expiresAt: number): Promise<void> {
  await database
    .tenant(tenant)
    .query(sql`with used as (update sessions set seen_at = now(), expires_at = ${new Date(expiresAt).toISOString()} where hash = ${hash}),
      day as (${usedToday(tenant, user)})
    update users set last_seen_at = now() where id = ${user}`)
}

interface KeyRow {
  tenant: number
  user: string
  id: string
  scope: Caller['scope']
  seen_at: string | null
  expires_at: string | null
}

async function readKey(database: Database, hash: string): Promise<Caller | null> {
  const [found] = await database
    .tenant(0)
    .query<KeyRow>(
      sql`select tenant_id as tenant, user_id as user, id, scope, seen_at, expires_at from wall.key_of(${hash})`,
    )
  if (!found) return null
  if (!found.seen_at || Date.now() - Date.parse(found.seen_at) > SEEN_MS) {
    await database.tenant(found.tenant).query(sql`update api_keys set seen_at = now() where id = ${found.id}`)
  }
  const expiresAt = found.expires_at ? Date.parse(found.expires_at) : Number.POSITIVE_INFINITY
  return { tenant: found.tenant, user: found.user, session: null, mustChange: false, scope: found.scope, expiresAt }
}

const nothing: ObjectRights = {
  read: 'none',
  create: false,
  update: 'none',
  delete: 'none',
  import: false,
  export: false,
  acts: {},
  fields: {},
  sensitive: 'none',
}

/** The same value for as long as person and key stay the same. */
function keyHolder(principal: Principal, caller: Caller, program: Program): Principal {
  const known = holders.get(caller)
  if (known?.of === principal) return known.holder
  const holder = narrowed(principal, caller.scope, program)
  holders.set(caller, { of: principal, holder })
  return holder
}
const holders = new WeakMap<Caller, { of: Principal; holder: Principal }>()

/** A key does at most what its owner may, on the objects it names; `*` names all others. */
function narrowed(principal: Principal, scope: Caller['scope'], program: Program): Principal {
  if (!scope) return principal
  return {
    ...principal,
    rights(object) {
      const mine = principal.rights(object)
      const level = scope[object] ?? scope['*']
      if (level === 'write') return mine
      if (level !== 'read') return nothing
      // Acts that need no more than sight of a record change something too.
      const acts = Object.fromEntries(program.acts(object).map(act => [act.name, 'none' as const]))
      return { ...nothing, read: mine.read, export: mine.export, acts, fields: mine.fields, sensitive: mine.sensitive }
    },
  }
}

/**
 * A cookie travels with requests that other sites cause. Browsers say where a request comes from; what changes something must come
 * from our own pages. SameSite=Lax holds off the rest.
 */
export function refuseOtherSites(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const foreign = site
    ? site !== 'same-origin' && site !== 'none'
    : origin !== undefined && !sameHost(origin, request.headers.host)
  if (foreign) throw new Refusal('session.crossSite', {}, 403)
}
const sameHost = (origin: string, host: string | undefined) => URL.canParse(origin) && new URL(origin).host === host

/** One cookie out of the header. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const at = pair.indexOf('=')
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim()
  }
  return undefined
}
