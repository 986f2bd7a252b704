import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'
import { systemContext } from '../../core/context'
import { sql } from '../../core/db/statement'
import type { Entity } from '../../core/entity'
import { recycleDue } from '.'
import { recycleJob } from './recycle'
import { rewindJob } from './rewind'

let company: Company
let pool: string
const DAY_MS = 86_400_000
const CLOCKS = ['recycleDueAt', 'recycleWhy', 'recycleStage', 'recycleExempt', 'enteredPoolAt', 'ownedSince'] as const

/**
 * 营销中心 takes back what nobody followed up for 30 days, key customers after 60; owners are warned 5 days before, and the
 * manager has 2 days first.
 */
beforeAll(async () => {
  company = await freshCompany()
  const gao = company.as('admin')
  pool = (await gao.post('/api/pools', { name: '公共池', board: company.boards.marketing, object: 'account' })).body.id
  const rule = async (draft: object) => {
    const made = await gao.post('/api/pool-rules', { pool, basis: 'followUp', warnDays: 5, ...draft })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
  }
  await rule({
    name: '普通客户 30 天',
    days: 30,
    escalateDays: 2,
    where: { field: 'level', op: 'notIn', value: ['key', 'strategic'] },
  })
  await rule({ name: '重点客户 60 天', days: 60, where: { field: 'level', op: 'in', value: ['key', 'strategic'] } })
}, 60_000)
afterAll(() => company.close())

/** An account of zhou's that has been theirs for so many days, its clock wound when it became so. */
async function owned(name: string, days: number, more: object = {}): Promise<string> {
  const { id } = (await company.as('zhou').post('/api/accounts', { name, ...more })).body
  const at = new Date(Date.now() - days * DAY_MS).toISOString()
  await database(sql`update accounts set created_at = ${at}, owned_since = ${at} where id = ${id}`)
  const ctx = await system()
  const { wind } = await import('.')
  await wind(ctx, ctx.words.entity('account'), [id])
  return id
}
const database = (statement: ReturnType<typeof sql>) => company.database.tenant(company.tenant).query(statement)
const system = (days = 0) =>
  systemContext(company.host, company.tenant).then(ctx => ({ ...ctx, now: new Date(Date.now() + days * DAY_MS) }))
const account = async (id: string) => (await company.as('admin').get(`/api/accounts/${id}`)).body
/** One night, so many days from now. */
async function night(days: number) {
  const ctx = await system(days)
  return recycleDue(ctx, ctx.words.entity('account') as Entity<any>)
}
const daysLeft = (due: string) => Math.round((Date.parse(due) - Date.now()) / DAY_MS)

describe('a clock', () => {
  it('is never moved by an edit, whatever is edited', async () => {
    const id = await owned('从不因修改而变有限公司', 10)
    const before = await account(id)
    expect(daysLeft(before.recycleDueAt)).toBe(20)
    const edits = [
      { brands: '新品牌' },
      { level: 'key' },
      { keyAccount: true },
      { keyAccount: false },
      { nextFollowUpOn: '2027-01-01' },
      { note: '改' },
      { region: '3302' },
    ]
    for (const edit of edits) {
      expect((await company.as('zhou').patch(`/api/accounts/${id}`, edit)).status, JSON.stringify(edit)).toBe(200)
      const now = await account(id)
      expect(CLOCKS.map(c => now[c])).toEqual(CLOCKS.map(c => before[c]))
    }
    for (const clock of CLOCKS)
      expect((await company.as('admin').patch(`/api/accounts/${id}`, { [clock]: null })).status, clock).toBe(422)
  })
  it('starts anew with a contact, not with a note', async () => {
    const id = await owned('宁波海悦食品有限公司', 10)
    const note = { account: id, type: 'note', subject: '想一想' }
    expect((await company.as('zhou').post('/api/activities', note)).status).toBe(201)
    expect(daysLeft((await account(id)).recycleDueAt)).toBe(20)
    await company.as('zhou').post('/api/activities', { ...note, type: 'call' })
    expect(daysLeft((await account(id)).recycleDueAt)).toBe(30)
  })
  it('starts anew with a new owner, and protects who is new', async () => {
    const id = await owned('上海瑞谊酒类连锁有限公司', 10)
    await company.as('gao').patch(`/api/accounts/${id}`, { owner: company.people.li })
    expect(daysLeft((await account(id)).recycleDueAt)).toBe(30)
    await company.as('admin').patch(`/api/pools/${pool}`, { protectionDays: 45 })
    await company.as('gao').patch(`/api/accounts/${id}`, { owner: company.people.zhou })
    expect(daysLeft((await account(id)).recycleDueAt)).toBe(45)
    await company.as('admin').patch(`/api/pools/${pool}`, { protectionDays: 0 })
  })
})

describe('the night', () => {
  it('warns, hands to the manager, recycles: in days that were promised, once each', async () => {
    const id = await owned('四川云岭春酒业股份有限公司', 27)
    await night(-4)
    expect((await account(id)).recycleStage).toBeNull()
    expect(await night(0)).toMatchObject({ warned: expect.any(Number), recycled: 0 })
    const warned = await account(id)
    expect([warned.recycleStage, daysLeft(warned.recycleDueAt)]).toEqual(['warned', 5])
    await night(4)
    expect((await account(id)).recycleStage).toBe('warned')
    await night(5.1)
    const escalated = await account(id)
    expect([escalated.recycleStage, daysLeft(escalated.recycleDueAt)]).toEqual(['escalated', 7])
    expect(escalated.owner.name).toBe('周雨桐')
    await night(7.2)
    expect(await account(id)).toMatchObject({
      owner: null,
      pool: { name: '公共池' },
      poolReason: 'recycled',
      recycleDueAt: null,
      recycleStage: null,
    })
    const told = async (who: 'zhou' | 'chen') =>
      (await company.as(who).get('/api/notifications?fields=type,text,aboutId&limit=200')).body.items
        .filter((n: any) => n.type === 'recycle' && n.aboutId === id)
        .map((n: any) => n.text)
        .toReversed()
    expect(await told('zhou')).toEqual([
      '5 天后收回公海：长期没有跟进',
      '已报上级，2 天后收回公海：长期没有跟进',
      '已收回公海：长期没有跟进',
    ])
    expect(await told('chen')).toEqual(['已报上级，2 天后收回公海：长期没有跟进'])
    const history = (await company.as('gao').get(`/api/accounts/${id}/history`)).body.items
    expect(history[0]).toMatchObject({ act: 'recycle', actor: null })
    const [now, before] = (await company.as('gao').get(`/api/accounts/${id}/ownership`)).body.items
    expect([now.pool.name, now.how, now.why, before.holder.name]).toEqual(['公共池', 'recycle', 'recycled', '周雨桐'])
  })
  it('lets go of what was contacted after the warning', async () => {
    const id = await owned('山东泰禾糖业有限公司', 29)
    await night(0)
    expect((await account(id)).recycleStage).toBe('warned')
    await company.as('zhou').post('/api/activities', { account: id, type: 'visit', subject: '拜访' })
    expect(await account(id)).toMatchObject({ recycleStage: null })
    await night(6)
    expect((await account(id)).owner.name).toBe('周雨桐')
  })
  it('asks the rules as they are by then: a customer that became a key one is left alone', async () => {
    const id = await owned('淮安运河坊酒业有限公司', 29)
    await company.as('zhou').patch(`/api/accounts/${id}`, { level: 'key' })
    await night(0)
    expect(await account(id)).toMatchObject({ recycleStage: null, owner: { name: '周雨桐' } })
    expect(daysLeft((await account(id)).recycleDueAt)).toBe(31)
  })
  it('keeps what is exempt, and says why', async () => {
    const id = await owned('江苏淮泽酒业集团有限公司', 90, { keyAccount: true })
    expect((await account(id)).recycleExempt).toBe('keyAccount')
    await night(0)
    await night(12.5)
    expect(await account(id)).toMatchObject({ recycleExempt: 'keyAccount', owner: { name: '周雨桐' } })
    await company.as('zhou').patch(`/api/accounts/${id}`, { keyAccount: false })
    await night(30)
    expect(await account(id)).toMatchObject({ recycleStage: 'warned', owner: { name: '周雨桐' } })
  })
  it('runs twice with one effect, and touches nothing that is not due', async () => {
    const idle = await owned('刚刚登记的有限公司', 1)
    const versions = async () =>
      JSON.stringify(await database(sql`select id, version, recycle_due_at, recycle_stage from accounts order by id`))
    await recycleJob.run(await system(), null)
    const once = await versions()
    await recycleJob.run(await system(), null)
    expect(await versions()).toBe(once)
    expect((await account(idle)).recycleStage).toBeNull()
  })
  it('finds what came in wholesale, and winds its clock', async () => {
    const { id } = (await company.as('li').post('/api/accounts', { name: '批量登记有限公司' })).body
    expect((await account(id)).recycleDueAt).toBeNull()
    await night(0)
    expect(daysLeft((await account(id)).recycleDueAt)).toBe(30)
  })
})

describe('rules that are being written', () => {
  const rule = { name: '15 天', basis: 'followUp', days: 15, warnDays: 0 }
  it('are tried before they are saved, and the night then does what the trial said', async () => {
    for (const n of [1, 2, 3]) await owned(`试算客户 ${n}`, 20, { brands: '试算' })
    const draft = { ...rule, where: { field: 'brands', op: 'eq', value: '试算' } }
    const admin = company.as('admin')
    const trial = await admin.post(`/api/pools/${pool}/simulation`, { rules: [draft] })
    expect(trial.status, JSON.stringify(trial.body)).toBe(200)
    expect(trial.body).toMatchObject({
      recycled: 3,
      warned: 0,
      reasons: [{ rule: '15 天', basis: 'followUp', step: 'recycle', count: 3 }],
      owners: [{ name: '周雨桐', count: 3 }],
    })
    expect(trial.body.records).toHaveLength(3)
    const warning = await admin.post(`/api/pools/${pool}/simulation`, { rules: [{ ...draft, warnDays: 3 }] })
    expect(warning.body).toMatchObject({ recycled: 0, warned: 3 })

    const saved = await admin.post('/api/pool-rules', { ...draft, pool })
    expect(saved.status).toBe(201)
    await rewindJob.run(await system(), { object: 'account', board: company.boards.marketing })
    expect((await night(1)).recycled).toBe(3)
  })
  it('belong to those who manage pools', async () => {
    for (const who of ['zhou', 'chen', 'he'] as const) {
      expect((await company.as(who).post(`/api/pools/${pool}/simulation`, { rules: [rule] })).status, who).toBe(403)
      expect((await company.as(who).post('/api/pool-rules', { ...rule, pool })).status, who).toBe(403)
    }
  })
  it('are refused where they make no sense', async () => {
    const admin = company.as('admin')
    const refused = [
      { ...rule, days: 0 },
      { ...rule, where: { field: 'nope', op: 'eq', value: 1 } },
      { ...rule, basis: 'nope' },
    ]
    for (const draft of refused) {
      const { status } = await admin.post('/api/pool-rules', { ...draft, pool })
      expect([400, 422], JSON.stringify(draft)).toContain(status)
      const trial = await admin.post(`/api/pools/${pool}/simulation`, { rules: [draft] })
      expect([400, 422], JSON.stringify(draft)).toContain(trial.status)
    }
  })
})

describe('what other slices know', () => {
  it('says what rules count from and what keeps a customer with its owner', async () => {
    const admin = company.as('admin')
    const order = { name: '一年没有订单', basis: 'order', days: 365, warnDays: 0 }
    const names = ['久无订单有限公司', '刚下单有限公司', '在谈有限公司']
    const [, ordering, dealing] = await Promise.all(names.map(name => owned(name, 400)))
    const made = await admin.post('/api/orders', { name: '首单', account: ordering })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    await company.database.owner.query(`update orders set status = 'confirmed', confirmed_at = now() where id = $1`, [
      made.body.id,
    ])
    await admin.post('/api/opportunities', { name: '全年广告', account: dealing, amount: 100_00 })
    const where = { field: 'name', op: 'in', value: names }
    const trial = await admin.post(`/api/pools/${pool}/simulation`, { rules: [{ ...order, where }] })
    expect(trial.body).toMatchObject({ recycled: 1, exempt: 1, exemptions: [{ exempt: 'openDeal', count: 1 }] })
  })
})
