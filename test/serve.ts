import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import type { Host } from '../src/core/context'
import type { Database } from '../src/core/db/types'
import { createServer } from '../src/core/http/server'
import { program } from '../src/core/program'
import type { Slice } from '../src/core/slice'
import { slices } from '../src/domain'
import { authenticate, openPeople } from '../src/domain/org'

/** The product over a database, asked without a port. */
export interface Served {
  app: FastifyInstance
  host: Host
  database: Database
  close(): Promise<void>
}

/** @param more slices beside the product's own */
export async function serve(database: Database, more: readonly Slice[] = []): Promise<Served> {
  const dataDir = mkdtempSync(join(tmpdir(), 'guanxi-company-'))
  const host: Host = {
    database,
    program: program([...slices, ...more]),
    dataDir,
    log: fastify({ logger: process.env.TEST_LOG ? { level: 'error' } : false }).log,
  }
  const directory = openPeople(database, host.program.entities)
  const app = await createServer({ ...host, authenticate })
  await app.ready()
  return {
    app,
    host,
    database,
    async close() {
      await app.close()
      await directory.close()
      await database.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
