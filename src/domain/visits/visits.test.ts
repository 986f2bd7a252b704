import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { systemContext } from '../../core/context'
import { missed } from './change'

const DAY_MS = 86_400_000
const day = (ahead: number) => new Date(Date.now() + 8 * 3_600_000 + ahead * DAY_MS).toISOString().slice(0, 10)

let company: Company
const id: Record<string, string> = {}
const as = (who: Who) => company.as(who)
async function made(who: Who, path: string, body: object): Promise<string> {
  const answer = await as(who).post(`/api/${path}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body.id
}
async function done(who: Who, path: string, body: object = {}) {
  const answer = await as(who).post(`/api/${path}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const visitOf = async (visit: string, who: Who = 'zhou') => (await as(who).get(`/api/visits/${visit}`)).body
const here = (latitude: number, longitude: number) => ({ latitude, longitude, accuracyMetres: 20 })

beforeAll(async () => {
  company = await freshCompany()
  id.yunling = await made('zhou', 'accounts', {
    name: '云岭酒业有限公司',
    shortName: '云岭',
    level: 'key',
    region: '310106',
    latitude: 31.2304,
    longitude: 121.4737,
  })
  id.ruiyi = await made('zhou', 'accounts', { name: '瑞谊连锁', level: 'key', region: '3301' })
  id.jinsui = await made('li', 'accounts', { name: '金穗食品', level: 'normal', latitude: 31.24, longitude: 121.48 })
  id.xu = await made('zhou', 'contacts', { name: '许静', account: id.ruiyi })
}, 60_000)
afterAll(() => company.close())

describe('a visit', () => {
  it('is planned for a day to come, called after its customer, and seen by whoever comes along', async () => {
    const visit = await made('zhou', 'visits', {
      account: id.ruiyi,
      plannedOn: day(1),
      companions: [company.people.li],
    })
    expect(await visitOf(visit)).toMatchObject({
      subject: '拜访 瑞谊连锁',
      status: 'planned',
      owner: { name: '周雨桐' },
    })
    expect((await visitOf(visit, 'li')).id).toBe(visit)
    expect((await as('wang').get(`/api/visits/${visit}`)).status).toBe(404)
    expect((await as('zhou').post('/api/visits', { account: id.ruiyi, plannedOn: day(-1) })).status).toBe(422)
    // 李敏的客户不在周雨桐的范围内。
    expect((await as('zhou').post('/api/visits', { account: id.jinsui, plannedOn: day(1) })).status).toBe(422)
    id.visit = visit
  })

  it('is put on another day, and begins with a check-in that keeps where an unknown customer is', async () => {
    await done('zhou', `visits/${id.visit}/replan`, { plannedOn: day(0), startAt: `${day(0)}T06:00:00Z` })
    expect((await as('zhou').post(`/api/visits/${id.visit}/replan`, { plannedOn: day(-3) })).status).toBe(422)
    await done('zhou', `visits/${id.visit}/checkIn`, { location: here(30.25, 120.17) })
    expect(await visitOf(id.visit!)).toMatchObject({ status: 'planned', location: { latitude: 30.25 } })
    const account = (await as('zhou').get(`/api/accounts/${id.ruiyi}`)).body
    expect(account).toMatchObject({ latitude: 30.25, longitude: 120.17 })
    expect((await as('zhou').post(`/api/visits/${id.visit}/checkIn`, { location: { latitude: 1 } })).status).toBe(422)
  })

  it('is written up as an activity, needs and the next step at once, and all of it is taken back at once', async () => {
    const report = {
      contact: id.xu,
      outcome: 'progress',
      text: '同意跨页加两个标展\n周五前给定稿',
      location: here(30.2501, 120.17),
      nextFollowUpOn: day(3),
      needs: [{ what: '求购瓷坛', quantity: '500 只' }],
      nextStep: { subject: '送定稿', dueAt: `${day(3)}T08:00:00Z` },
    }
    const refused = await as('zhou').post(`/api/visits/${id.visit}/report`, { ...report, nextStep: { subject: ' ' } })
    expect(refused.status).toBe(422)
    const visit = await done('zhou', `visits/${id.visit}/report`, report)
    expect(visit).toMatchObject({ status: 'done', outcome: 'progress', distanceMetres: 11, task: { name: '送定稿' } })
    const activity = (await as('zhou').get(`/api/activities/${visit.activity.id}`)).body
    expect(activity).toMatchObject({
      type: 'visit',
      subject: '同意跨页加两个标展',
      body: report.text,
      contact: { name: '许静' },
      companions: [{ name: '李敏' }],
    })
    const account = (await as('zhou').get(`/api/accounts/${id.ruiyi}`)).body
    expect(account.lastVisitAt).toBe(activity.occurredAt)
    expect(account.nextFollowUpOn).toBe(day(3))
    const needs = (await as('zhou').get('/api/needs')).body.items
    expect(needs).toMatchObject([{ what: '求购瓷坛', account: { name: '瑞谊连锁' }, contact: { name: '许静' } }])
    expect((await as('zhou').post(`/api/visits/${id.visit}/report`, report)).status).toBe(422)

    await done('zhou', `visits/${id.visit}/unreport`)
    expect(await visitOf(id.visit!)).toMatchObject({ status: 'planned', activity: null, task: null })
    expect((await as('zhou').get(`/api/activities/${visit.activity.id}`)).status).toBe(404)
    expect((await as('zhou').get(`/api/accounts/${id.ruiyi}`)).body.lastVisitAt).toBeNull()
  })

  it('that nobody had planned is logged the same way, by whoever sees the customer', async () => {
    const visit = await done('li', 'visits/log', { account: id.jinsui, text: '路过看看', outcome: 'waiting' })
    expect(visit).toMatchObject({ status: 'done', subject: '拜访 金穗食品', activity: { name: '路过看看' } })
    expect((await as('wang').post('/api/visits/log', { account: id.jinsui })).status).toBe(422)
  })

  it('that nobody reported counts as missed after a day, can be taken up again, or is called off', async () => {
    const [yesterday, before] = [day(-1), day(-2)]
    const late = await made('zhou', 'visits', { account: id.yunling, plannedOn: day(0) })
    const late2 = await made('zhou', 'visits', { account: id.yunling, plannedOn: day(0) })
    const move = (visit: string, to: string) =>
      company.database.owner.query('update visits set planned_on = $1 where id = $2', [to, visit])
    await move(late, before)
    await move(late2, yesterday)
    await missed.run(await systemContext(company.host, company.tenant), null)
    expect([(await visitOf(late)).status, (await visitOf(late2)).status]).toEqual(['missed', 'planned'])
    await done('zhou', `visits/${late}/replan`, { plannedOn: day(2) })
    expect((await visitOf(late)).status).toBe('planned')
    await done('zhou', `visits/${late}/cancel`, { why: '客户出差' })
    expect(await visitOf(late)).toMatchObject({ status: 'cancelled', whyNot: '客户出差' })
    await done('zhou', `visits/${late2}/cancel`)
  })
})

describe('whom to see', () => {
  it('follows from how often a grade is to be seen, a board’s own rule before the company’s', async () => {
    await made('zheng', 'visit-frequencies', { level: 'key', everyDays: 30 })
    await made('gao', 'visit-frequencies', {
      level: 'normal',
      everyDays: 60,
      by: 'contact',
      board: company.boards.marketing,
    })
    const again = await as('zheng').post('/api/visit-frequencies', { level: 'key', everyDays: 10 })
    expect(again.body.errors[0].field).toBe('level')
    expect((await as('gao').post('/api/visit-frequencies', { level: 'strategic', everyDays: 7 })).status).toBe(403)
    // Both were recorded forty days ago; one was seen since.
    await company.database.owner.query(
      `update accounts set created_at = now() - interval '40 days' where id = any($1)`,
      [[id.yunling, id.ruiyi, id.jinsui]],
    )
    await made('zhou', 'activities', { type: 'visit', subject: '看门店', account: id.ruiyi })
    const due = (await as('zhou').get('/api/visits/candidates?which=overdue')).body.items
    expect(due).toMatchObject([{ name: '云岭', dueOn: day(-10), approximate: false }])
    const all = (await as('zhou').get('/api/visits/candidates?which=all&limit=1')).body
    expect(all.items).toHaveLength(1)
    expect(
      (await as('zhou').get(`/api/visits/candidates?which=all&limit=1&after=${all.next}`)).body.items,
    ).toMatchObject([{ name: '瑞谊连锁' }])
    expect((await as('zhou').get(`/api/visits/candidates?person=${company.people.li}&which=all`)).body.items).toEqual(
      [],
    )
    for (const wrong of ['which=some', 'region=x', 'limit=0', 'after=-1', 'person=me'])
      expect((await as('zhou').get(`/api/visits/candidates?${wrong}`)).status, wrong).toBe(400)
  })

  it('is counted by person and grade, and the figure is the length of the list it leads to', async () => {
    const { lines, frequencies } = (await as('gao').get('/api/visits/coverage')).body
    expect(lines).toMatchObject([
      { person: { name: '周雨桐' }, level: 'key', toVisit: 2, done: 1, kept: 1, overdue: 1 },
      { person: { name: '李敏' }, level: 'normal', by: 'contact', toVisit: 1, overdue: 0, kept: 1 },
    ])
    const filter = encodeURIComponent(JSON.stringify(frequencies.find((one: any) => one.level === 'key').overdue))
    expect((await as('gao').get(`/api/accounts?count=exact&filter=${filter}`)).body.total).toBe(1)
    expect((await as('zhou').get('/api/visits/coverage')).body.lines).toHaveLength(1)
    expect((await as('zhou').get('/api/visits/coverage?from=2026-02-30')).status).toBe(400)
  })

  it('may be those near by, nearest first, within one’s own reach', async () => {
    const near = (who: Who, more = '') => as(who).get(`/api/visits/nearby?latitude=31.231&longitude=121.474${more}`)
    expect((await near('zhou')).body.items).toMatchObject([{ name: '云岭', metres: 73 }])
    expect((await near('gao')).body.items.map((one: { name: string }) => one.name)).toEqual(['云岭', '金穗食品'])
    expect((await near('gao', '&metres=500')).body.items).toHaveLength(1)
    expect((await as('zhou').get('/api/visits/nearby?latitude=131&longitude=0')).status).toBe(400)
    expect((await as('zhou').get('/api/visits/nearby?longitude=0')).status).toBe(400)
    expect((await as('zhou').patch(`/api/accounts/${id.yunling}`, { latitude: 91 })).status).toBe(422)
  })

  it('is put into a day, whose visits then come in a short order', async () => {
    const far = await made('zhou', 'accounts', { name: '北京远客', region: '110105' })
    const on = day(5)
    await done('zhou', 'visits/plan', { accounts: [id.yunling, far, id.ruiyi], plannedOn: on })
    const { stops, metres } = await done('zhou', 'visits/arrange', { day: on, from: here(31.2, 121.4) })
    expect(stops.map((stop: any) => stop.account.name)).toEqual(['云岭酒业有限公司', '瑞谊连锁', '北京远客'])
    expect(stops[2].approximate).toBe(true)
    expect(metres).toBeGreaterThan(1_200_000)
    const turned = stops.map((stop: any) => stop.visit).reverse()
    await done('zhou', 'visits/arrange', { day: on, ids: turned })
    const route = (await as('zhou').get(`/api/visits/route?day=${on}`)).body
    expect(route.stops.map((stop: any) => stop.visit)).toEqual(turned)
    expect((await as('zhou').post('/api/visits/plan', { accounts: ['x'], plannedOn: on })).status).toBe(422)
    expect((await as('li').get(`/api/visits/route?day=${on}`)).body.stops).toEqual([])
  })
})
