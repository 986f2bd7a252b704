import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedPostgres, startPostgres } from './embedded'

const dataDir = mkdtempSync(join(tmpdir(), 'guanxi-embedded-'))
let postgres: EmbeddedPostgres

beforeAll(async () => {
  postgres = await startPostgres({ dataDir, throwAway: true })
})
afterAll(async () => {
  await postgres.stop()
  rmSync(dataDir, { recursive: true })
})

async function ask(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows[0]
  } finally {
    await client.end()
  }
}
function postmaster({ home } = postgres): number {
  const file = join(home, 'cluster', 'postmaster.pid')
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : 0
}

test('knows letters when it sees Chinese', async () => {
  expect(await ask(postgres.url, `select '糖酒' ~ '^[[:alpha:]]+$' as letters, upper('é') as upper`)).toEqual({
    letters: true,
    upper: 'É',
  })
})

test('lets nobody in without the password', async () => {
  await expect(ask(postgres.url.replace(/:[^:@/]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password')
})

test('a second process is kept off the same data', async () => {
  await expect(startPostgres({ dataDir })).rejects.toThrow('Another running Guanxi')
})

test('two of them run side by side; one that is stopped while it comes back stays down', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'guanxi-embedded-'))
  const other = await startPostgres({ dataDir: elsewhere, throwAway: true })
  expect(new URL(other.url).port).not.toBe(new URL(postgres.url).port)
  process.kill(postmaster(other), 'SIGKILL')
  await other.stop()
  await new Promise(done => setTimeout(done, 1_000))
  await expect(ask(other.url, 'select 1')).rejects.toThrow()
  rmSync(elsewhere, { recursive: true })
})

test('killed, it comes back by itself with what was saved', async () => {
  await ask(postgres.url, 'create table if not exists kept as select 42 as answer')
  await ask(postgres.url, 'checkpoint')
  const killed = postmaster()
  process.kill(killed, 'SIGKILL')
  for (let i = 0; i < 300 && [0, killed].includes(postmaster()); i++) await new Promise(done => setTimeout(done, 100))
  let answer: unknown
  for (let i = 0; i < 100 && !answer; i++) {
    answer = await ask(postgres.url, 'select answer from kept').catch(() => undefined)
    if (!answer) await new Promise(done => setTimeout(done, 100))
  }
  expect(answer).toEqual({ answer: 42 })
})
