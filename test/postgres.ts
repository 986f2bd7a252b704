import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { difference } from '../src/core/db/difference'
import { startPostgres } from '../src/core/db/embedded'
import { migrate } from '../src/core/db/migrate'
import { slices } from '../src/domain'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A database with every migration, which `freshDatabase` clones. */
    templateUrl: string
    /** What is declared and no migration makes; empty when all is well. */
    unmigrated: string
  }
}

const migrations = join(import.meta.dirname, '..', 'migrations')

/** One PostgreSQL for the whole run, gone when it ends. */
export default async function setUp(project: TestProject) {
  const dataDir = mkdtempSync(join(tmpdir(), 'guanxi-test-'))
  const postgres = await startPostgres({ dataDir, throwAway: true })
  const templateUrl = postgres.url.replace(/\/[^/]*$/, '/template_of_tests')
  await inDatabase(postgres.url, client => client.query('create database template_of_tests'))
  await migrate(templateUrl, migrations)
  project.provide('unmigrated', await makeUnmigrated(templateUrl))
  project.provide('templateUrl', templateUrl)
  return async () => {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
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
