import type { Ctx, Principal } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Database } from '../../core/db/types'
import type { Entity } from '../../core/entity'
import { readPrincipal } from './principal'

/** How long what was read may stand when no word of a change arrives (the listening connection was down). */
const FRESH_MS = 30_000
/** After a change here nothing is kept for a while: a reader may still see what was before the change's commit. */
const UNSETTLED_MS = 3_000
const KEPT_MAX = 20_000
const CHANNEL = 'people'

/** Who a session or key speaks for. */
export interface Caller {
  tenant: number
  user: string
  /** Session id; null for a key. */
  session: string | null
  mustChange: boolean
  /** What a key may do, by object; null: all its owner may. */
  scope: Record<string, 'read' | 'write'> | null
  expiresAt: number
}

/** People and their sessions as this process knows them, kept in step with the database and with other processes. */
export interface People {
  principal(tenant: number, userId: string): Promise<Principal | null>
  /** The caller that a session or key stands for; `read` asks the database. */
  caller(hash: string, read: () => Promise<Caller | null>): Promise<Caller | null>
  /** Reads anew what it knows of a tenant; until `settledAt` (milliseconds) nothing read is kept. */
  forget(tenant: number, what: What, settledAt: number): void
  close(): Promise<void>
}

const open = new WeakMap<Database, People>()
/** The people of a database that `openPeople` opened. */
export function peopleOf(database: Database): People {
  const people = open.get(database)
  if (!people) throw new Error('openPeople comes first.')
  return people
}

/** Said in every act that changes people, roles or departments: each process hears of it when the act commits. */
export const peopleChanged = (ctx: Ctx) => tell(ctx, 'people')
/** The same where sessions or keys ended or changed. */
export const sessionsChanged = (ctx: Ctx) => tell(ctx, 'sessions')

type What = 'people' | 'sessions'
async function tell(ctx: Ctx, what: What): Promise<void> {
  open.get(ctx.database)?.forget(ctx.tenant, what, Date.now() + UNSETTLED_MS)
  await ctx.db.query(sql`select pg_notify(${CHANNEL}, ${`${ctx.tenant} ${what}`})`)
}

/** Starts to remember the people of a database. @param entities tell which objects are the company's set-up */
export function openPeople(database: Database, entities: readonly Entity[]): People {
  const principals = keeper<Principal>()
  const callers = keeper<Caller>()
  const people: People = {
    principal: (tenant, userId) =>
      principals.get(`${tenant}:${userId}`, () => readPrincipal(database, tenant, userId, entities)),
    caller: (hash, read) => callers.get(hash, read),
    forget(tenant, what, settledAt) {
      callers.forget(tenant, settledAt)
      if (what === 'people') principals.forget(tenant, settledAt)
    },
    async close() {
      open.delete(database)
      await stopListening()
    },
  }
  // By now the change is committed, so what is read from here on may be kept.
  const stopListening = database.listen(
    CHANNEL,
    text => {
      const [tenant, what] = text.split(' ')
      people.forget(Number(tenant), what as What, Date.now())
    },
    () => {
      callers.forgetAll()
      principals.forgetAll()
    },
  )
  open.set(database, people)
  return people
}

/** Remembers by key what was read, per tenant, for as long as it is fresh. */
function keeper<T extends { tenant: number }>() {
  const kept = new Map<string, { value: T; at: number }>()
  /** What was read before this moment may be older than a change, so it is used and not kept. */
  const settledAt = new Map<number, number>()
  return {
    async get(key: string, read: () => Promise<T | null>): Promise<T | null> {
      const now = Date.now()
      const found = kept.get(key)
      if (found && now - found.at < FRESH_MS) return found.value
      const value = await read()
      if (kept.size > KEPT_MAX) kept.clear()
      if (value === null) kept.delete(key)
      else if ((settledAt.get(value.tenant) ?? 0) < now) kept.set(key, { value, at: now })
      return value
    },
    forget(tenant: number, settled: number) {
      settledAt.set(tenant, settled)
      for (const [key, { value }] of kept) if (value.tenant === tenant) kept.delete(key)
    },
    forgetAll: () => kept.clear(),
  }
}
