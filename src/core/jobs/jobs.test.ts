import fastify from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/database'
import type { Host } from '../context'
import type { Database } from '../db/types'
import { program } from '../program'
import type { Job } from '../slice'
import { enqueue } from './enqueue'
import { startJobs } from './run'

let database: Database
let jobs: { stop(): Promise<void> } | undefined
const ran: { tenant: number; payload: unknown }[] = []
const remind: Job = {
  name: 'remind',
  run: async (ctx, payload) => void ran.push({ tenant: ctx.tenant, payload }),
}
const until = async (true_: () => boolean) => {
  for (let i = 0; i < 200 && !true_(); i++) await new Promise(done => setTimeout(done, 50))
  expect(true_()).toBe(true)
}
const start = () => {
  const host = {
    database,
    dataDir: '',
    log: fastify().log,
    program: program([{ name: 'test', jobs: [remind] }]),
  } as Host
  jobs = startJobs(host)
}

beforeAll(async () => {
  database = await freshDatabase()
  await database.owner.query(`insert into tenants (id, name) values (1, '丰禾传媒')`)
})
afterAll(async () => {
  await jobs?.stop()
  await database.close()
})

test('a job runs once its act has committed, for the company that asked', async () => {
  start()
  await database.transaction(1, db => enqueue({ db }, 'remind', { whom: '周雨桐' }))
  await until(() => ran.length === 1)
  expect(ran).toEqual([{ tenant: 1, payload: { whom: '周雨桐' } }])
})

test('a job of an act that failed never was', async () => {
  const failing = database.transaction(1, async db => {
    await enqueue({ db }, 'remind', { whom: 'nobody' })
    throw new Error('refused')
  })
  await expect(failing).rejects.toThrow('refused')
  await database.transaction(1, db => enqueue({ db }, 'remind', { whom: '李敏' }))
  await until(() => ran.length === 2)
  expect(ran.map(({ payload }) => (payload as { whom: string }).whom)).toEqual(['周雨桐', '李敏'])
})

test('asked again with its key it replaces the waiting one', async () => {
  await jobs!.stop()
  jobs = undefined
  const runAt = new Date(Date.now() + 3_600_000)
  for (const whom of ['first', 'second']) {
    await database.transaction(1, db => enqueue({ db }, 'remind', { whom }, { key: 'task 7', runAt }))
  }
  const { rows } = await database.owner.query('select payload from graphile_worker._private_jobs')
  expect(rows.map(row => row.payload.payload)).toEqual([{ whom: 'second' }])
})

test('what a killed process had begun is done by the next', async () => {
  await database.owner.query(`update graphile_worker._private_jobs
    set run_at = now(), locked_at = now(), locked_by = 'killed', attempts = 1`)
  const before = ran.length
  start()
  await until(() => ran.length > before)
  expect(ran.at(-1)!.payload).toEqual({ whom: 'second' })
})

test('outside a company nothing can be asked for', async () => {
  const client = await database.owner.connect()
  await expect(client.query(`select wall.enqueue('remind', 'null')`)).rejects.toThrow('needs a tenant')
  client.release()
})
