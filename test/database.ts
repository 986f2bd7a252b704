import pg from 'pg'
import { inject } from 'vitest'
import { openDatabase } from '../src/core/db/database'
import type { Database } from '../src/core/db/types'
import type { Cluster } from './postgres'

let made = 0

/** This worker's PostgreSQL: followers wait for the oldest transaction of a cluster, so workers share none. */
export function cluster(): Cluster {
  const clusters = inject('clusters')
  return clusters[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % clusters.length]!
}

/** A database with every table, of its own: tests of one file share it, other files never see it. */
export async function freshDatabase(of: keyof Cluster['templates'] = 'empty'): Promise<Database> {
  return openDatabase({ url: await freshUrl(of), connections: 4, idleMs: 1_000 })
}

/** The address of such a database. */
export async function freshUrl(of: keyof Cluster['templates'] = 'empty'): Promise<string> {
  const template = new URL(cluster().templates[of])
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
