import pg from 'pg'
import { inject } from 'vitest'
import { openDatabase } from '../src/core/db/database'
import type { Database } from '../src/core/db/types'

let made = 0

/** An empty database with every table, of its own: tests of one file share it, other files never see it. */
export async function freshDatabase(): Promise<Database> {
  return openDatabase({ url: await freshUrl(), connections: 4, idleMs: 1_000 })
}

/** The address of such a database. */
export async function freshUrl(): Promise<string> {
  const template = new URL(inject('templateUrl'))
  const name = `test_${process.pid}_${crypto.randomUUID().slice(0, 8)}_${++made}`
  const client = new pg.Client({ connectionString: new URL('/postgres', template).href })
  await client.connect()
  try {
    await client.query(`create database ${name} template ${template.pathname.slice(1)} strategy file_copy`)
  } finally {
    await client.end()
  }
  return new URL(`/${name}`, template).href
}
