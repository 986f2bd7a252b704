import fastify from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../test/database'
import type { Host } from '../core/context'
import { program } from '../core/program'
import { slices } from '../domain'
import { setUp } from './set-up'

let host: Host
beforeAll(async () => {
  host = { database: await freshDatabase(), program: program(slices), dataDir: '', log: fastify().log }
})
afterAll(() => host?.database.close())

it('opens one company with one administrator, also when several processes start at once', async () => {
  const starts = await Promise.all([1, 2, 3].map(() => setUp(host, { demo: false })))
  const [first, ...others] = starts.filter(start => start.created)
  expect(others).toEqual([])
  expect(first!.logins).toEqual([
    { login: 'admin', password: expect.stringMatching(/^[\w-]{14,}$/), role: '系统管理员' },
  ])
  expect(new Set(starts.map(start => start.tenant)).size).toBe(1)

  const db = host.database.tenant(first!.tenant)
  const ask = (text: string) => db.query({ text, values: [] })
  expect(await ask('select login from users')).toEqual([{ login: 'admin' }])
  expect(await ask('select name from boards')).toEqual([{ name: '总部' }])
  expect((await ask('select code from roles order by code')).map(r => r.code)).toEqual([
    'board-admin',
    'board-head',
    'group-management',
    'salesperson',
    'system-admin',
  ])
  expect(await ask('select must_change from credentials')).toEqual([{ must_change: true }])
})

it('begins again where a first start was killed half-way, and leaves nothing of it behind', async () => {
  const owner = host.database.owner
  const { rows } = await owner.query<{ id: number }>(
    `update tenants set settings = '{"unfinished": true}' returning id`,
  )
  const half = rows[0]!.id
  const again = await setUp(host, { demo: false, adminPassword: 'chosen-by-hand' })
  expect(again).toMatchObject({ created: true, logins: [{ login: 'admin', password: 'chosen-by-hand' }] })
  expect(again.tenant).not.toBe(half)
  expect((await owner.query('select id from tenants')).rows).toEqual([{ id: again.tenant }])
  expect((await owner.query('select from users where tenant_id = $1', [half])).rowCount).toBe(0)
  expect((await owner.query('select from journal where tenant_id = $1', [half])).rowCount).toBe(0)
})
