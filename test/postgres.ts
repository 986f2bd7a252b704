import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../src/core/db/database'
import { difference } from '../src/core/db/difference'
import { startPostgres } from '../src/core/db/embedded'
import { migrate } from '../src/core/db/migrate'
import { slices } from '../src/domain'
import { type Made, makeCompany } from './making'
import { serve } from './serve'

declare module 'vitest' {
  export interface ProvidedContext {
    clusters: Cluster[]
    /** What is declared and no migration makes; empty when all is well. */
    unmigrated: string
  }
}

/** A PostgreSQL with what `freshDatabase` copies: a database with every migration, and one with the company in it. */
export interface Cluster {
  templates: { empty: string; company: string }
  made: Made
}

const migrations = join(import.meta.dirname, '..', 'migrations')

/** A PostgreSQL for each worker, gone when the run ends. */
export default async function setUp(project: TestProject) {
  const dirs = Array.from({ length: project.config.maxWorkers }, () => mkdtempSync(join(tmpdir(), 'guanxi-test-')))
  const running = await Promise.all(dirs.map(dataDir => startPostgres({ dataDir, throwAway: true })))
  const filled = await Promise.all(running.map(({ url }) => fill(url)))
  project.provide('unmigrated', filled[0]!.unmigrated)
  project.provide('clusters', filled)
  return async () => {
    await Promise.all(running.map(postgres => postgres.stop()))
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
  }
}

/** @returns the cluster's databases, and what is declared and no migration makes */
async function fill(url: string): Promise<Cluster & { unmigrated: string }> {
  const at = (name: string) => url.replace(/\/[^/]*$/, `/${name}`)
  const templates = { empty: at('template_empty'), company: at('template_company') }
  await inDatabase(url, client => client.query('create database template_empty'))
  await migrate(templates.empty, migrations)
  const unmigrated = await makeUnmigrated(templates.empty)
  await inDatabase(url, client => client.query('create database template_company template template_empty'))
  const served = await serve(openDatabase({ url: templates.company }))
  const made = await makeCompany(served).finally(served.close)
  return { templates, made, unmigrated }
}

/** A slice can be tested before its migration is written; test/migrations.test.ts fails until it is. */
async function makeUnmigrated(url: string): Promise<string> {
  const missing = await inDatabase(url, async client => {
    const sql = await difference(
      client,
      slices.flatMap(slice => slice.entities ?? []),
    )
    if (sql) await client.query(sql)
    return sql
  })
  if (missing) await migrate(url, migrations)
  return missing
}

async function inDatabase<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}
