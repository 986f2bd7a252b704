import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cluster } from '../../../test/database'
import { migrate } from './migrate'

let directory: string
let client: pg.Client
let url: string

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'guanxi-migrations-'))
  const name = `migrations_${crypto.randomUUID().slice(0, 8)}`
  url = new URL(`/${name}`, cluster().templates.empty).href
  const maker = new pg.Client({ connectionString: new URL('/postgres', url).href })
  await maker.connect()
  await maker.query(`create database ${name}`)
  await maker.end()
  client = new pg.Client({ connectionString: url })
  await client.connect()
})
afterEach(async () => {
  await client.end()
  rmSync(directory, { recursive: true })
})
const write = (name: string, sql: string) => writeFileSync(join(directory, name), sql)
const shops = 'create table shops (tenant_id int4 not null, id int4, primary key (tenant_id, id));'

test('files run once and in order', async () => {
  write('0002_more.sql', 'alter table shops add column name text;')
  write('0001_first.sql', shops)
  expect(await migrate(url, directory)).toEqual(['0001_first.sql', '0002_more.sql'])
  expect(await migrate(url, directory)).toEqual([])
})

test('a new column shows behind the wall', async () => {
  write('0001_first.sql', shops)
  await migrate(url, directory)
  write('0002_more.sql', 'alter table shops add column name text;')
  await migrate(url, directory)
  const { fields } = await client.query('select * from wall.shops')
  expect(fields.map(field => field.name)).toEqual(['tenant_id', 'id', 'name'])
})

test('a file that fails leaves nothing and says where', async () => {
  write('0001_first.sql', `${shops}\ncreate tabel oops ();`)
  await expect(migrate(url, directory)).rejects.toThrow(/0001_first\.sql: line 2/)
  expect((await client.query(`select to_regclass('public.shops') as there`)).rows[0].there).toBeNull()
})

test('a file that changed after it ran stops the start', async () => {
  write('0001_first.sql', shops)
  await migrate(url, directory)
  write('0001_first.sql', `${shops} -- better`)
  await expect(migrate(url, directory)).rejects.toThrow('has changed since it ran')
})

test('an older program refuses a newer database', async () => {
  write('0001_first.sql', shops)
  write('0002_more.sql', 'alter table shops add column name text;')
  await migrate(url, directory)
  rmSync(join(directory, '0002_more.sql'))
  await expect(migrate(url, directory)).rejects.toThrow('newer than this program')
})

test('a table without a tenant is not let in', async () => {
  write('0001_first.sql', 'create table shops (id int4 primary key);')
  await expect(migrate(url, directory)).rejects.toThrow('has no tenant_id')
})

test('two processes that start together don’t disturb each other', async () => {
  write('0001_first.sql', shops)
  const ran = await Promise.all([migrate(url, directory), migrate(url, directory)])
  expect(ran.flat()).toEqual(['0001_first.sql'])
})
