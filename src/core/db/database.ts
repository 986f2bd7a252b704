import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { listen } from './listen'
import { isStale, send, typeOverrides } from './trip'
import type { Database, Db, Statement } from './types'

export interface DatabaseOptions {
  url: string
  /** Connections that serve requests; more than 8 worsen the slowest answers and win nothing. */
  connections?: number
  statementTimeoutMs?: number
  /** How long an unused connection stays; it carries its prepared statements, so by default for good. */
  idleMs?: number
}

/** Opens both doors: connections that serve requests behind the tenant wall, and the owner's. */
export function openDatabase({
  url,
  connections = 8,
  statementTimeoutMs = 120_000,
  idleMs = 0,
}: DatabaseOptions): Database {
  const common = { connectionString: url, types: typeOverrides, connectionTimeoutMillis: 30_000, keepAlive: true }
  const owner = new pg.Pool({
    ...common,
    max: 10,
    idleTimeoutMillis: idleMs || 30_000,
    allowExitOnIdle: idleMs > 0,
    application_name: 'guanxi owner',
    onConnect: async (client: pg.ClientBase) => void (await client.query(SESSION)),
  } as pg.PoolConfig)
  const pool = new pg.Pool({
    ...common,
    max: connections,
    idleTimeoutMillis: idleMs,
    allowExitOnIdle: idleMs > 0,
    application_name: 'guanxi',
    onConnect: async (client: pg.ClientBase) =>
      void (await client.query(
        `${SESSION}; set role guanxi_app; set search_path to wall; set statement_timeout to ${statementTimeoutMs}`,
      )),
  } as pg.PoolConfig)
  for (const each of [owner, pool]) each.on('connect', client => client.on('error', () => {}))
  // A lost idle connection is replaced at the next use; the query that needed it reports the failure.
  owner.on('error', () => {})
  pool.on('error', () => {})

  async function once<T>(tenant: number, run: (db: Db) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    let broken: Error | undefined
    let begun = false
    let general = false
    let last: Promise<unknown> = Promise.resolve()
    /** One after the other, even when `run` doesn't wait; BEGIN and the setting ride with the first statement. */
    const inOrder = <R>(work: (opening: Statement[]) => Promise<R>): Promise<R> => {
      const next = last.then(() => {
        const opening = begun ? [] : [BEGIN, settingOf(tenant)]
        begun = true
        return work(opening)
      })
      last = next.catch(() => {})
      return next
    }
    const db: Db = {
      query: (statement, plan) =>
        inOrder(opening => {
          const changes = general !== (plan === 'general')
          general = plan === 'general'
          return send(client, [...opening, ...(changes ? [PLANNED[plan ?? 'each']] : []), statement])
        }),
      copyIn: (text, chunks) =>
        inOrder(async opening => {
          if (opening.length) await send(client, opening)
          await pipeline(Readable.from(chunks, { objectMode: false }), client.query(copyFrom(text)))
        }),
    }
    try {
      const result = await run(db)
      await last
      if (begun) {
        // A failed statement whose error was swallowed turns COMMIT into a silent rollback.
        const { command } = await client.query('commit')
        if (command !== 'COMMIT') throw new Error('A statement failed in this transaction, so nothing was saved')
      }
      return result
    } catch (error) {
      if (isStale(error)) broken = error as Error
      await last
      if (begun) await client.query('rollback').catch(failure => (broken = failure))
      throw error
    } finally {
      client.release(broken)
    }
  }

  const listening = new Set<() => Promise<void>>()

  return {
    owner,
    listen(channel, heard, missed) {
      const stop = listen({ ...common, application_name: 'guanxi listener' }, channel, heard, missed)
      listening.add(stop)
      return async () => {
        listening.delete(stop)
        await stop()
      }
    },
    tenant(tenant) {
      const setting = settingOf(tenant)
      const general = { ...setting, ...GENERAL }
      return {
        async query(statement, plan) {
          const client = await pool.connect()
          let broken: Error | undefined
          try {
            return await send(client, [plan ? general : setting, statement])
          } catch (error) {
            if (isStale(error)) broken = error as Error
            throw error
          } finally {
            client.release(broken)
          }
        },
        copyIn: () => Promise.reject(new Error('COPY needs a transaction')),
      }
    },
    async transaction(tenant, run) {
      try {
        return await once(tenant, run)
      } catch (error) {
        const { code } = error as { code?: string }
        if (code !== '40001' && code !== '40P01') throw error
        return await once(tenant, run)
      }
    },
    async close() {
      await Promise.all([pool.end(), owner.end(), ...[...listening].map(stop => stop())])
    },
  }
}

/** Every search reads the index's list of pending entries from end to end, so it is kept short; an import has its own measure. */
const SESSION = `set timezone to 'UTC'; set datestyle to 'ISO'; set client_min_messages to warning; set jit to off; set gin_pending_list_limit to '256kB'`
const BEGIN: Statement = { name: 'begin', text: 'begin', values: [] }
const settingOf = (tenant: number): Statement => ({
  name: 'tenant',
  text: `select set_config('app.tenant', $1, true)`,
  values: [String(tenant)],
})
/** For the rest of a transaction: plans once for all values, or as the database sees fit. */
const planned = (mode: string): Statement => ({
  name: `plan ${mode}`,
  text: `select set_config('plan_cache_mode', '${mode}', true)`,
  values: [],
})
const PLANNED = { general: planned('force_generic_plan'), each: planned('auto') }
const GENERAL = {
  name: 'tenant, general plan',
  text: `select set_config('app.tenant', $1, true), set_config('plan_cache_mode', 'force_generic_plan', true)`,
}
