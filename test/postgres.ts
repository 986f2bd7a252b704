import { cpSync, lchownSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
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

/** A PostgreSQL for each worker, gone when the run ends. The first is filled, the others are copies of its files. */
export default async function setUp(project: TestProject) {
  const dirs = Array.from({ length: project.config.maxWorkers }, () => mkdtempSync(join(tmpdir(), 'guanxi-test-')))
  const [model, ...copies] = dirs as [string, ...string[]]
  const first = await startPostgres({ dataDir: model, throwAway: true })
  const { unmigrated, made } = await fill(first.url).finally(first.stop)
  for (const copy of copies) copyCluster(model, copy)
  const running = await Promise.all(dirs.map(dataDir => startPostgres({ dataDir, throwAway: true })))
  project.provide('unmigrated', unmigrated)
  project.provide(
    'clusters',
    running.map(({ url }) => ({ templates: templatesAt(url), made })),
  )
  return async () => {
    await Promise.all(running.map(postgres => postgres.stop()))
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true })
  }
}

const templatesAt = (url: string): Cluster['templates'] => {
  const at = (name: string) => new URL(`/${name}`, url).href
  return { empty: at('template_empty'), company: at('template_company') }
}

/** Files of a stopped cluster under another directory, with whose they are: as root it runs as somebody else. */
function copyCluster(from: string, to: string) {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true })
  if (process.getuid?.() !== 0) return
  for (const path of ['', ...readdirSync(from, { recursive: true, encoding: 'utf8' })]) {
    const { uid, gid } = lstatSync(join(from, path))
    lchownSync(join(to, path), uid, gid)
  }
}

/** @returns what the company consists of, and what is declared and no migration makes */
async function fill(url: string): Promise<{ made: Made; unmigrated: string }> {
  const templates = templatesAt(url)
  await inDatabase(url, client => client.query('create database template_empty'))
  await migrate(templates.empty, migrations)
  const unmigrated = await makeUnmigrated(templates.empty)
  await inDatabase(url, client => client.query('create database template_company template template_empty'))
  const served = await serve(openDatabase({ url: templates.company }))
  const made = await makeCompany(served).finally(served.close)
  return { made, unmigrated }
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
