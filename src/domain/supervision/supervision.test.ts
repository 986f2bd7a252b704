import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { isWorkingDay } from '../../core/calendar/workingDays'
import { systemContext } from '../../core/context'
import { daysBetween, type Kept } from './report'
import { supervise } from './supervise'

let company: Company
let hidden: string
/** Monday, 16 November 2026 to Sunday; the Monday after is when managers hear. */
const WEEK = { from: '2026-11-16', to: '2026-11-20' }
const MONDAY = new Date('2026-11-23T08:20:00+08:00')

beforeAll(async () => {
  company = await freshCompany()
  const { people, boards, tenant, database } = company
  const gao = company.as('gao')
  const rule = await gao.post('/api/use-rules', {
    name: '营销中心使用规则',
    board: boards.marketing,
    callsPerDay: 2,
    visitsPerDay: 0.4,
    contact: [{ object: 'account', days: 30, where: { field: 'level', op: 'eq', value: 'key' } }],
  })
  expect(rule.status, JSON.stringify(rule.body)).toBe(201)

  const client = await database.owner.connect()
  try {
    await client.query(`update users set created_at = '2026-10-01' where tenant_id = $1`, [tenant])
    await client.query(`delete from usage_days where tenant_id = $1`, [tenant])
    for (const [who, days] of [
      ['zhou', ['2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']],
      ['li', ['2026-11-02']],
    ] as const)
      for (const day of days)
        await client.query('insert into usage_days (tenant_id, user_id, day) values ($1, $2, $3)', [
          tenant,
          people[who],
          day,
        ])
    for (const [name, level] of [
      ['久未联系的大客户', 'key'],
      ['刚联系过的大客户', 'key'],
      ['久未联系的普通客户', 'normal'],
    ]) {
      const made = await company.as('zhou').post('/api/accounts', { name, level })
      hidden ??= made.body.id
      await client.query(`update accounts set created_at = '2026-06-01', last_contact_at = $2 where id = $1`, [
        made.body.id,
        name!.startsWith('刚') ? new Date() : '2026-08-01',
      ])
    }
    for (const type of ['call', 'call', 'call', 'visit'])
      await company.as('zhou').post('/api/activities', { type, subject: '跟进', occurredAt: '2026-11-18T02:00:00Z' })
  } finally {
    client.release()
  }
}, 120_000)
afterAll(() => company?.close())

const report = async (who: Who, more = '') =>
  (await company.as(who).get(`/api/supervision/report?from=${WEEK.from}&to=${WEEK.to}${more}`)).body
const row = async (who: Who, of: Who): Promise<Kept> =>
  (await report(who)).people.find((one: Kept) => one.person.id === company.people[of])

describe('a week under the rules of use', () => {
  it('counts days, calls and visits against what is asked for', async () => {
    const zhou = await row('gao', 'zhou')
    expect(zhou.logIn).toEqual({ target: 5, done: 5, missed: [] })
    expect(zhou.calls).toEqual({ target: 10, done: 3 })
    expect(zhou.visits).toEqual({ target: 2, done: 1 })
    const li = await row('gao', 'li')
    expect(li.logIn).toMatchObject({ target: 5, done: 0, missed: daysBetween(WEEK.from, WEEK.to) })
    expect(li.absent).toBe(true)
  })

  it('finds customers of a grade whom nobody contacted, and the list finds the very same', async () => {
    const [rule] = (await row('gao', 'zhou')).contact
    expect(rule).toMatchObject({ object: 'account', days: 30, total: 2, overdue: 1 })
    const list = await company
      .as('gao')
      .get(`/api/accounts?fields=name&filter=${encodeURIComponent(JSON.stringify(rule!.filter))}`)
    expect(list.body.items.map((one: any) => one.name)).toEqual(['久未联系的大客户'])
  })

  it('shows everybody what they may see: herself, the team, the board, all', async () => {
    const names = async (who: Who) => (await report(who)).people.map((one: Kept) => one.person.name).sort()
    expect(await names('zhou')).toEqual(['周雨桐'])
    expect(await names('chen')).toEqual(['周雨桐', '李敏'].sort())
    expect(await names('gao')).toEqual(['周雨桐', '李敏'].sort())
    expect(await names('zheng')).toEqual(['周雨桐', '李敏'].sort())
    expect(await names('he')).toEqual([])
  })

  it('is a spreadsheet too', async () => {
    const answer = await company.as('gao').get(`/api/supervision/export?from=${WEEK.from}&to=${WEEK.to}&format=csv`)
    expect(answer.status).toBe(200)
    expect(answer.body).toMatch(/周雨桐"?,0\.[0-9]+,5,5/)
    expect((await company.as('gao').get('/api/supervision/report?from=2026-13-01')).status).toBe(400)
    expect((await company.as('gao').get('/api/supervision/report?from=2020-01-01')).body.code).toBe(
      'supervision.period',
    )
  })
})

describe('on Monday morning', () => {
  const said = async (who: Who) =>
    (await company.as(who).get('/api/notifications?fields=type,title,text&limit=50')).body.items
      .filter((one: any) => one.type === 'supervision')
      .map((one: any) => `${one.title}：${one.text}`)
      .sort()

  it('people hear how their week went, the manager hears of both and of who stays away; once', async () => {
    const ctx = { ...(await systemContext(company.host, company.tenant)), now: MONDAY }
    await supervise.run(ctx, null)
    await supervise.run(ctx, null)
    // The two sign-ins that reading takes are of today and change nothing of last week.
    expect(await said('zhou')).toEqual(['上周使用情况：电话 3/10；拜访 1/2；1 条 客户 超过 30 天没有跟进'])
    const chen = await said('chen')
    expect(chen).toHaveLength(2)
    expect(chen.join('\n')).toMatch(/上周 2 人没有达到使用规则：.*李敏：登录 0\/5 天/)
    expect(chen.join('\n')).toMatch(/李敏 连续 \d+ 天没有登录/)
  })

  it('a Sunday is no working day and says nothing', async () => {
    expect(isWorkingDay('2026-11-22')).toBe(false)
    const before = (await said('chen')).length
    await supervise.run(
      { ...(await systemContext(company.host, company.tenant)), now: new Date('2026-11-22T08:20:00+08:00') },
      null,
    )
    expect((await said('chen')).length).toBe(before)
  })
})

describe('the rules', () => {
  it('are one for each board, kept by the board’s own head, and refuse what has no last contact', async () => {
    const path = '/api/use-rules'
    expect((await company.as('gao').post(path, { name: '又一份', board: company.boards.marketing })).status).toBe(422)
    expect((await company.as('gao').post(path, { name: '别家的', board: company.boards.fair })).status).toBe(403)
    expect((await company.as('wang').post(path, { name: '自己的', board: company.boards.fair })).status).toBe(403)
    const wrong = await company.as('he').post(path, {
      name: '糖酒会',
      board: company.boards.fair,
      contact: [{ object: 'task', days: 3 }],
    })
    expect(wrong.body.errors?.[0]?.code).toBe('useRule.noContact')
    expect((await company.as('he').post(path, { name: '糖酒会', board: company.boards.fair })).status).toBe(201)
  })

  it('a day of work is one row, however often somebody signs in', async () => {
    for (let i = 0; i < 3; i++) await company.signIn('wang')
    const { rows } = await company.database.owner.query(
      'select count(*)::int as n from public.usage_days where user_id = $1',
      [company.people.wang],
    )
    expect(rows[0].n).toBe(1)
  })
})

describe('headquarters assigns a general action', () => {
  it('about a customer, to anybody on any board; the assignee sees and does it, the giver hears', async () => {
    for (const [who, account] of [
      ['zhou', hidden],
      ['wang', undefined],
    ] as const) {
      const made = await company.as('zheng').post('/api/tasks', {
        subject: '本周拜访一次',
        type: 'visit',
        owner: company.people[who],
        account,
      })
      expect(made.status, JSON.stringify(made.body)).toBe(201)
      const seen = await company.as(who).get(`/api/tasks/${made.body.id}`)
      expect(seen.body).toMatchObject({ subject: '本周拜访一次', createdBy: { name: '郑国栋' } })
      if (account) expect(seen.body.account.id).toBe(account)
      const told = (await company.as(who).get('/api/notifications?fields=type,title')).body.items
      expect(told.some((one: any) => one.type === 'task' && one.title === '本周拜访一次')).toBe(true)
      expect((await company.as(who).post(`/api/tasks/${made.body.id}/complete`, { result: '已拜访' })).status).toBe(200)
      const heard = (await company.as('zheng').get('/api/notifications?fields=type,aboutId')).body.items
      expect(heard.some((one: any) => one.type === 'done' && one.aboutId === made.body.id)).toBe(true)
    }
  })
  it('a head gives tasks to the own board only', async () => {
    const made = await company.as('gao').post('/api/tasks', { subject: '越界', owner: company.people.wang })
    expect(made.body.code).toBe('owner.outOfReach')
  })
})
