import type { Pool } from 'pg'
import type { Sql } from './statement'

export interface Statement {
  text: string
  values: unknown[] /** Prepared once per connection under this name. */
  name?: string
}

/** Where statements go: one tenant, behind the wall. */
export interface Db {
  /**
   * Runs one statement. json and timestamps come as JSON values and ISO strings; bigint and numeric as numbers.
   * @param plan 'general': planned once for all values, for statements that leave the planner no choice worth its time (one record, search)
   */
  query<R = Record<string, any>>(statement: Statement | Sql, plan?: 'general'): Promise<R[]>
  /** COPY … FROM STDIN (text format); `chunks` are already encoded lines. Only inside a transaction. */
  copyIn(text: string, chunks: AsyncIterable<Buffer | string>): Promise<void>
}

export interface Database {
  /** For reading: every query is one round trip (tenant setting and statement in one Sync). */
  tenant(tenant: number): Db
  /** BEGIN, tenant setting, `run`, COMMIT; rolled back when `run` throws. Retries once on serialization failure or deadlock. */
  transaction<T>(tenant: number, run: (db: Db) => Promise<T>): Promise<T>
  /** The owner's connections: migrations, indexes, jobs, events. They see past the wall; nothing that serves a request uses them. */
  readonly owner: Pool
  /**
   * Hears what any process says on a channel (`pg_notify`) until it is stopped or the database closed.
   * @param missed called whenever its connection is open: what was said before is unknown
   * @returns stops listening
   */
  listen(channel: string, heard: (text: string) => void, missed: () => void): () => Promise<void>
  close(): Promise<void>
}
