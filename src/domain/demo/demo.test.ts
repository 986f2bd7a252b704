import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freshDatabase } from '../../../test/database'
import type { Host } from '../../core/context'
import { createServer } from '../../core/http/server'
import { program } from '../../core/program'
import { slices } from '../../domain'
import { authenticate, openPeople, type People } from '../org'
import { setUp } from '../set-up'

const PASSWORD = 'fenghe-2019'
const dataDir = mkdtempSync(join(tmpdir(), 'guanxi-demo-'))
let host: Host
let people: People
let app: FastifyInstance
let tenant: number
let started: Awaited<ReturnType<typeof setUp>>

beforeAll(async () => {
  host = { database: await freshDatabase(), program: program(slices), dataDir, log: fastify().log }
  people = openPeople(host.database, host.program.entities)
  started = await setUp(host, { demo: true, adminPassword: PASSWORD })
  tenant = started.tenant
  app = await createServer({ ...host, authenticate })
  await app.ready()
}, 600_000)
afterAll(async () => {
  await app?.close()
  await people?.close()
  await host?.database.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Asks as somebody of the company, signed in with the password that the first start prints. */
async function as(login: string) {
  const signedIn = await app.inject({ method: 'POST', url: '/api/session', payload: { login, password: PASSWORD } })
  expect(signedIn.statusCode, signedIn.body).toBe(200)
  const cookie = String([signedIn.headers['set-cookie']].flat()[0]).split(';')[0]!
  return async (path: string) => {
    const answer = await app.inject({ method: 'GET', url: `/api/${path}`, headers: { cookie } })
    expect(answer.statusCode, answer.body).toBe(200)
    return answer.json()
  }
}
const filtered = (object: string, filter: object, more = '') =>
  `${object}?count=exact&limit=100${more}&filter=${encodeURIComponent(JSON.stringify(filter))}`
const rows = async (text: string) =>
  (await host.database.owner.query(text.replaceAll('$tenant', String(tenant)))).rows as Record<string, any>[]

it('opens 丰禾传媒 with everybody, every customer and a year of work, once', async () => {
  const counts = await rows(`select
    (select count(*)::int from users where tenant_id = $tenant) as users,
    (select count(*)::int from boards where tenant_id = $tenant) as boards,
    (select count(*)::int from accounts where tenant_id = $tenant) as accounts,
    (select count(*)::int from contacts where tenant_id = $tenant) as contacts,
    (select count(*)::int from tasks where tenant_id = $tenant and previous_id is null and coalesce(about_object, '') not in ('care', 'account')) as tasks,
    (select count(*)::int from tasks where tenant_id = $tenant and about_object = 'account' and created_by is null) as reminders,
    (select count(*)::int from dunnings d join dunning_levels l on l.id = d.level_id where d.tenant_id = $tenant and l.makes_task and d.owner_id is not null) as dunned`)
  // How many pay late hangs on the day of the week; whoever does is asked for once at each level that makes a task.
  const { dunned } = counts[0]!
  expect(dunned).toBeGreaterThan(0)
  expect(counts).toEqual([
    { users: 43, boards: 5, accounts: 300, contacts: 700, tasks: 260, reminders: dunned, dunned },
  ])
  const [{ activities, days }] = (await rows(
    `select count(*)::int as activities, count(distinct occurred_at::date)::int as days from activities where tenant_id = $tenant`,
  )) as [{ activities: number; days: number }]
  expect(Math.abs(activities - 4_000)).toBeLessThan(100)
  expect(days).toBeGreaterThan(200)
  expect(await setUp(host, { demo: true })).toEqual({ created: false, tenant, logins: [] })
})

it('lets everybody that is printed sign in, without asking for another password', async () => {
  expect(started.logins.map(one => one.login)).toEqual([
    'admin',
    'gaoyuan',
    'zhouyutong',
    'linxiaotang',
    'sunxiaolan',
    'shenlixin',
  ])
  for (const { login, password } of started.logins) {
    expect(password).toBe(PASSWORD)
    const me = await (await as(login))('session')
    expect(me.user.login).toBe(login)
    expect(me.mustChangePassword ?? false).toBe(false)
  }
})

it('gives 周雨桐 a day to begin: overdue, due, planned, silent and unread', async () => {
  const ask = await as('zhouyutong')
  const me = (await ask('session')).user.id
  const mine = { field: 'owner', op: 'eq', value: 'me' }
  const open = { field: 'status', op: 'eq', value: 'open' }
  const overdue = await ask(filtered('tasks', { and: [mine, open, { field: 'dueAt', op: 'relative', value: 'past' }] }))
  const today = await ask(filtered('tasks', { and: [mine, open, { field: 'dueAt', op: 'relative', value: 'today' }] }))
  const planned = await ask(
    filtered('tasks', { and: [mine, open, { field: 'startAt', op: 'relative', value: 'today' }] }),
  )
  const followUps = await ask(
    filtered('accounts', { and: [mine, { field: 'nextFollowUpOn', op: 'relative', value: 'past' }] }),
  )
  const silent = await ask(
    filtered('accounts', { and: [mine, { field: 'lastContactAt', op: 'relative', value: 'olderThan30days' }] }),
  )
  const unread = await ask(filtered('notifications', { field: 'readAt', op: 'isNull' }))
  expect(overdue.total).toBeGreaterThanOrEqual(3)
  expect(today.total).toBeGreaterThanOrEqual(5)
  expect(planned.total).toBeGreaterThanOrEqual(4)
  expect(followUps.total).toBeGreaterThanOrEqual(1)
  expect(silent.total).toBeGreaterThanOrEqual(4)
  expect(unread.total).toBeGreaterThanOrEqual(3)
  expect(overdue.items.every((task: any) => task.owner.id === me)).toBe(true)
})

it('shows seven years with 淮泽: who registered it, who has it, what was said today', async () => {
  const ask = await as('zhouyutong')
  const { items } = await ask(filtered('accounts', { field: 'name', op: 'eq', value: '江苏淮泽酒业集团有限公司' }))
  const [huaize] = items
  expect(huaize).toMatchObject({ level: 'strategic', createdBy: { name: '李敏' }, owner: { name: '周雨桐' } })
  expect(huaize.primaryContact.name).toBe('贾思源')
  const story = await ask(`accounts/${huaize.id}/timeline?limit=100`)
  expect(story.items.length).toBeGreaterThan(30)
  const history = await ask(`accounts/${huaize.id}/history?limit=100`)
  expect(history.items.some((entry: any) => entry.changes.some((change: any) => change.field === 'level'))).toBe(true)
  const branches = await ask(filtered('accounts', { field: 'parent', op: 'eq', value: huaize.id }))
  expect(branches.total).toBe(2)
})

it('was written by the people themselves, at the time it happened, and nothing in it lies in the future', async () => {
  const [journal] = await rows(`select count(*)::int as entries,
      count(*) filter (where actor_id is null and act <> 'recycle' and origin <> 'set-up' and object not in ('notification', 'forecastSnapshot'))::int as nobody,
      count(*) filter (where at > now())::int as future,
      count(distinct actor_id)::int as actors
    from journal where tenant_id = $tenant`)
  expect(journal).toMatchObject({ nobody: 0, future: 0 })
  expect(journal!.entries).toBeGreaterThan(6_000)
  expect(journal!.actors).toBeGreaterThan(30)
  const outOfOrder =
    await rows(`select a.id from activities a join accounts c on c.tenant_id = a.tenant_id and c.id = a.account_id
    where a.tenant_id = $tenant and (a.occurred_at > now() or a.occurred_at < c.created_at) limit 5`)
  expect(outOfOrder).toEqual([])
})

it('has approvals in every state, and some wait for whoever looks around', async () => {
  const states = await rows(
    `select status, count(*)::int as n from approval_requests where tenant_id = $tenant group by status`,
  )
  expect(states.map(one => one.status).sort()).toEqual(['approved', 'rejected', 'returned', 'running', 'withdrawn'])
  const ask = await as('gaoyuan')
  const waiting = await ask(
    filtered('approval-tasks', { field: 'owner', op: 'eq', value: 'me' }, '&fields=title,status'),
  )
  expect(waiting.items).toContainEqual(expect.objectContaining({ title: '开户：林知远', status: 'open' }))
})

it('keeps boards apart and leaves nothing with whoever left', async () => {
  const ask = await as('wanglei')
  const { items, total } = await ask('accounts?count=exact&limit=100&fields=board,owner')
  expect(total).toBeGreaterThan(0)
  expect(items.every((one: any) => one.board.name === '糖酒会办公室')).toBe(true)
  expect(
    await rows(`select a.id from accounts a join users u on u.tenant_id = a.tenant_id and u.id = a.owner_id
      where a.tenant_id = $tenant and u.status <> 'active'`),
  ).toEqual([])
})

it('holds no telephone number, address of the net or company code that could be somebody’s', async () => {
  const phones = await rows(`select phone as number from accounts where tenant_id = $tenant and phone is not null
    union all select fax from accounts where tenant_id = $tenant and fax is not null
    union all select phone from contacts where tenant_id = $tenant and phone is not null
    union all select office_phone from contacts where tenant_id = $tenant and office_phone is not null
    union all select phone from users where tenant_id = $tenant and phone is not null
    union all select phone from user_requests where tenant_id = $tenant and phone is not null`)
  expect(phones.length).toBeGreaterThan(900)
  expect(
    phones.map(row => row.number).filter(number => !/^(12[78]\d{8}|0\d{2,3}-0\d{3} \d{4}( 转 \d+)?)$/.test(number)),
  ).toEqual([])
  const addresses = await rows(`select email as address from accounts where tenant_id = $tenant and email is not null
    union all select website from accounts where tenant_id = $tenant and website is not null
    union all select email from contacts where tenant_id = $tenant and email is not null
    union all select email from users where tenant_id = $tenant and email is not null`)
  expect(addresses.map(row => row.address).filter(address => !address.endsWith('.example'))).toEqual([])
})

it('has logs that say what was done, plans to hold against it, announcements and talks', async () => {
  const [logs] =
    await rows(`select count(*)::int as n, count(distinct owner_id)::int as people, count(reviewed_at)::int as reviewed,
      count(*) filter (where done is null or done = '')::int as blank from work_logs where tenant_id = $tenant`)
  expect(logs!.n).toBeGreaterThan(35)
  expect(logs).toMatchObject({ people: 5 })
  expect(logs!.reviewed).toBeGreaterThan(15)
  expect(logs!.blank).toBeLessThan(logs!.n / 2)
  const ask = await as('zhouyutong')
  const { items } = await ask('announcements/current')
  expect(items.filter((one: any) => one.forMe).map((one: any) => one.mustConfirm)).toEqual([false, true])
  const talks = await ask('conversations/mine')
  expect(talks.items.map((one: any) => one.unread).sort()).toEqual([0, 1, 1])
})

it('knows what customers look for and spend elsewhere, what is vouched for, and what is wrong with the books', async () => {
  const ask = await as('zhouyutong')
  const open = { field: 'validTo', op: 'relative', value: 'future' }
  expect((await ask(filtered('needs', open))).total).toBeGreaterThanOrEqual(2)
  const [spends] = await rows(`select count(*)::int as n, count(distinct account_id)::int as accounts,
      (max(starts_on) - min(starts_on))::int as days from competitor_spends where tenant_id = $tenant`)
  expect(spends).toMatchObject({ accounts: 13 })
  expect(spends!.days).toBeGreaterThan(500)
  const reviewed = await rows(`select review_status as status, count(*)::int as n from accounts
    where tenant_id = $tenant and review_status <> 'none' group by 1 order by 1`)
  expect(reviewed.map(one => one.status)).toEqual(['first', 'returned', 'second'])
  const { lines } = await (await as('gaoyuan'))('quality')
  expect(lines.length).toBeGreaterThan(5)
  expect(lines.some((line: any) => line.counts.accountCodeFault > 0)).toBe(true)
})
