import { beforeAll, describe, expect, test } from 'vitest'
import { freshDatabase } from '../../../test/database'
import { sql } from './statement'
import type { Database } from './types'

let database: Database
const [FENGHE, HAINA] = [1, 2]

beforeAll(async () => {
  database = await freshDatabase()
  await database.owner.query(`insert into tenants (id, name) values (1, '丰禾传媒'), (2, '海纳商贸')`)
})
const note = (tenant: number, name: string) =>
  sql`insert into counters (tenant_id, name, value) values (${tenant}, ${name}, 1)`
const names = async (tenant: number) =>
  (await database.tenant(tenant).query<{ name: string }>(sql`select name from counters order by name`)).map(r => r.name)

describe('the tenant wall', () => {
  test('shows a company its own rows and nobody else’s', async () => {
    await database.transaction(FENGHE, db => db.query(note(FENGHE, 'KH')))
    expect(await names(FENGHE)).toContain('KH')
    expect(await names(HAINA)).toEqual([])
    expect(await database.tenant(HAINA).query(sql`select name from tenants`)).toEqual([{ name: '海纳商贸' }])
  })

  test('refuses a row that is meant for another company', async () => {
    await expect(database.transaction(FENGHE, db => db.query(note(HAINA, 'stolen')))).rejects.toThrow('check option')
    const moved = database.transaction(FENGHE, db => db.query(sql`update counters set tenant_id = ${HAINA}`))
    await expect(moved).rejects.toThrow('check option')
  })

  test('stands between requests and the tables themselves', async () => {
    await expect(database.tenant(FENGHE).query(sql`select * from public.counters`)).rejects.toThrow('permission denied')
  })

  test('is gone with the trip, even with one that failed', async () => {
    await expect(database.tenant(FENGHE).query(sql`select 1 / 0`)).rejects.toThrow('division by zero')
    for (let i = 0; i < 8; i++) expect(await names(HAINA)).toEqual([])
  })

  test('lets nobody rewrite the journal', async () => {
    await expect(database.tenant(FENGHE).query(sql`delete from journal`)).rejects.toThrow('permission denied')
    await expect(database.tenant(FENGHE).query(sql`update journal set act = 'x'`)).rejects.toThrow('permission denied')
  })

  test('holds every table of the database', async () => {
    const { rows } = await database.owner.query(`
      select c.relname from pg_class c left join pg_views v on v.schemaname = 'wall' and v.viewname = c.relname
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations'
        and (v.viewname is null or not c.relrowsecurity)`)
    expect(rows).toEqual([])
  })
})

describe('a transaction', () => {
  test('leaves nothing when it fails', async () => {
    const failing = database.transaction(FENGHE, async db => {
      await db.query(note(FENGHE, 'half'))
      throw new Error('a later step fails')
    })
    await expect(failing).rejects.toThrow('a later step fails')
    expect(await names(FENGHE)).not.toContain('half')
  })

  test('does not pretend to have saved when a failure was swallowed', async () => {
    const swallowing = database.transaction(FENGHE, async db => {
      await db.query(note(FENGHE, 'lost'))
      await db.query(sql`select 1 / 0`).catch(() => {})
    })
    await expect(swallowing).rejects.toThrow('nothing was saved')
  })

  test('waits for statements nobody awaited', async () => {
    await database.transaction(FENGHE, async db => {
      void db.query(note(FENGHE, 'unawaited'))
    })
    expect(await names(FENGHE)).toContain('unawaited')
  })

  test('starts over once when two people lock each other out', async () => {
    await database.transaction(FENGHE, async db => {
      await db.query(note(FENGHE, 'a'))
      await db.query(note(FENGHE, 'b'))
    })
    const raise = (name: string) => sql`update counters set value = value + 1 where name = ${name}`
    const both = (first: string, second: string) =>
      database.transaction(FENGHE, async db => {
        await db.query(raise(first))
        await new Promise(done => setTimeout(done, 100))
        await db.query(raise(second))
      })
    await Promise.all([both('a', 'b'), both('b', 'a')])
    const rows = await database.tenant(FENGHE).query(sql`select value from counters where name in ('a', 'b')`)
    expect(rows.map(row => row.value)).toEqual([3, 3])
  })

  test('copies many rows at once', async () => {
    async function* lines() {
      for (let i = 0; i < 1_000; i++) yield `${i}\t客户 ${i}\n`
    }
    const [{ count }] = (await database.transaction(FENGHE, async db => {
      await db.query(sql`create temp table lane (n int4, name text) on commit drop`)
      await db.copyIn('copy lane from stdin', lines())
      return db.query<{ count: number }>(sql`select count(*) from lane where name = '客户 ' || n`)
    })) as [{ count: number }]
    expect(count).toBe(1_000)
  })
})

describe('values', () => {
  const back = async (type: string, value: unknown) => {
    const [row] = await database.tenant(FENGHE).query({ text: `select $1::${type} as value`, values: [value] })
    return row!.value
  }
  test.each([
    ['text', `'; drop table tenants; --`],
    ['text', '𠮷野家 😀 \\ "quoted"'],
    ['int8', 9_007_199_254_740_991],
    ['numeric(18,2)', 1234.5],
    ['timestamptz(3)', '2026-11-22T03:04:05.120Z'],
    ['date', '0001-01-01'],
    ['boolean', false],
    ['text[]', ['a,b', 'c"d', '\\', '{}', null]],
    ['uuid[]', []],
    ['jsonb', { 税号: [1, null, 'x'] }],
    ['text', null],
  ])('come back as they went: %s %j', async (type, value) => {
    expect(await back(type, value)).toEqual(value)
  })

  test('one name stands for one statement', async () => {
    const ask = (text: string) =>
      database.transaction(FENGHE, async db => {
        await db.query({ name: 'same', text: 'select 1 as one', values: [] })
        return db.query({ name: 'same', text, values: [] })
      })
    expect(await ask('select 1 as one')).toEqual([{ one: 1 }])
    await expect(ask('select 2 as one')).rejects.toThrow('share the name')
  })

  test('a connection goes on after a value that can’t be sent', async () => {
    const circular: Record<string, unknown> = {}
    circular.self = circular
    for (let i = 0; i < 5; i++) await expect(back('jsonb', circular)).rejects.toThrow('circular')
    expect(await back('jsonb', { fine: true })).toEqual({ fine: true })
  })
})
