import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { inTransaction, perform } from '../../core/acts/perform'
import { isWorkingDay } from '../../core/calendar/workingDays'
import { contextFor, systemContext } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { readPrincipal } from '../org'
import { later } from './days'
import { missingLogs } from './missing'
import { workLog } from './workLog'

let company: Company
beforeAll(async () => {
  company = await freshCompany()
}, 60_000)
afterAll(() => company.close())

const made = async (who: Who, path: string, body: object): Promise<any> => {
  const answer = await company.as(who).post(path, body)
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return answer.body
}
/** Lets somebody do an act at another time. */
async function at(moment: string, who: Who, act: string, id: string | null, input: object): Promise<any> {
  const principal = await readPrincipal(
    company.database,
    company.tenant,
    company.people[who],
    company.host.program.entities,
  )
  const ctx: Ctx = { ...(await contextFor(company.host, principal!, { by: 'web' })), now: new Date(moment) }
  return inTransaction(ctx, tx => perform(tx, workLog, act, id, input))
}
const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
const news = async (who: Who, type: string) =>
  (await company.as(who).get('/api/notifications?limit=100')).body.items.filter((item: any) => item.type === type)

describe('the log of a day', () => {
  let log: any
  beforeAll(async () => {
    const account = await made('zhou', '/api/accounts', { name: '四川好又多超市' })
    await made('zhou', '/api/activities', { type: 'call', subject: '问了全年投放', account: account.id })
    await made('zhou', '/api/activities', { type: 'visit', subject: '看了卖场', account: account.id })
    await made('zhou', '/api/activities', { type: 'note', subject: '老板姓刘', account: account.id })
    const task = await made('zhou', '/api/tasks', { subject: '寄样刊' })
    await made('zhou', `/api/tasks/${task.id}/complete`, {})
    await made('li', '/api/activities', { type: 'call', subject: '李敏的电话' })
  })

  it('knows beforehand what zhou did, and nothing of what li did', async () => {
    const { body } = await company.as('zhou').get('/api/work-logs/day')
    expect(body).toMatchObject({ day: TODAY, log: null, open: true })
    expect(body.figures).toEqual({ call: 1, visit: 1, activity: 2, account: 1, newAccount: 1, taskDone: 1 })
    for (const text of [
      '电话 四川好又多超市 问了全年投放',
      '拜访 四川好又多超市 看了卖场',
      '完成任务 寄样刊',
      '新建客户 四川好又多超市',
    ])
      expect(body.prefill).toContain(text)
    expect(body.prefill).not.toContain('李敏的电话')
  })
  it('is written with that and handed in with the figures', async () => {
    log = await made('zhou', '/api/work-logs', { plan: '带合同去签' })
    expect(log.done).toContain('问了全年投放')
    log = await made('zhou', `/api/work-logs/${log.id}/submit`, {})
    expect(log).toMatchObject({ status: 'submitted', day: TODAY, figures: { call: 1, visit: 1, taskDone: 1 } })
    const again = await company.as('zhou').post(`/api/work-logs/${log.id}/submit`)
    expect([again.status, again.body.code]).toEqual([422, 'workLog.alreadySubmitted'])
  })
  it('is one for each person and day, of days that have come, and everybody’s own', async () => {
    const zhou = company.as('zhou')
    expect((await zhou.post('/api/work-logs', {})).status).toBe(409)
    const tomorrow = await zhou.post('/api/work-logs', { day: later(TODAY, 1) })
    expect([tomorrow.status, tomorrow.body.code]).toEqual([422, 'workLog.future'])
    const past = await zhou.post('/api/work-logs', { day: later(TODAY, -3) })
    expect([past.status, past.body.code]).toEqual([422, 'workLog.closed'])
    expect((await zhou.post('/api/work-logs', { owner: company.people.li })).status).toBe(403)
    expect((await zhou.post('/api/work-logs', { day: '2026-13-40' })).status).toBe(422)
    expect((await zhou.post('/api/work-logs', { day: TODAY, status: 'submitted' })).status).toBe(422)
    const head = await company.as('gao').patch(`/api/work-logs/${log.id}`, { done: '没去' })
    expect([head.status, head.body.code]).toEqual([403, 'workLog.notYours'])
    expect((await company.as('gao').delete(`/api/work-logs/${log.id}`)).status).toBe(403)
  })
  it('keeps its figures in step while it may still be mended', async () => {
    await made('zhou', '/api/activities', { type: 'call', subject: '又打了一次' })
    const mended = await company.as('zhou').patch(`/api/work-logs/${log.id}`, { problems: '缺样刊' })
    expect(mended.body).toMatchObject({ status: 'submitted', problems: '缺样刊', figures: { call: 2 } })
  })
  it('is read by zhou’s managers and nobody else', async () => {
    for (const who of ['chen', 'gao', 'sun', 'zheng'] as Who[])
      expect((await company.as(who).get(`/api/work-logs/${log.id}`)).status, who).toBe(200)
    for (const who of ['li', 'wang', 'he', 'lin'] as Who[]) {
      const asked = company.as(who)
      expect((await asked.get(`/api/work-logs/${log.id}`)).status, who).toBe(404)
      expect((await asked.get(`/api/work-logs/day?user=${company.people.zhou}`)).status, who).toBe(404)
      expect((await asked.get('/api/work-logs')).body.items, who).toEqual([])
    }
  })
  it('is commented by gao where zhou reads it and wang of another board never does', async () => {
    await made('gao', '/api/comments', { aboutObject: 'workLog', aboutId: log.id, body: '样刊我让行政送' })
    const line = (await company.as('zhou').get(`/api/work-logs/${log.id}/timeline?kinds=comment`)).body.items
    expect(line.map((item: any) => [item.record.body, item.actor.name])).toEqual([['样刊我让行政送', '高原']])
    expect(await news('zhou', 'comment')).toMatchObject([{ aboutObject: 'workLog', aboutId: log.id }])
    expect((await company.as('wang').get(`/api/work-logs/${log.id}/timeline`)).status).toBe(404)
    expect((await company.as('wang').get('/api/comments')).body.items).toEqual([])
    const said = await company.as('wang').post('/api/comments', { aboutObject: 'workLog', aboutId: log.id, body: '?' })
    expect(said.status).toBe(404)
  })
  it('is reviewed by chen, whom zhou hears, and not by zhou, li or who only looks', async () => {
    const reviewBy = (who: Who, input: object) => company.as(who).post(`/api/work-logs/${log.id}/review`, input)
    expect((await reviewBy('zhou', { mark: 'excellent' })).body.code).toBe('workLog.ownReview')
    expect((await reviewBy('li', { mark: 'good' })).status).toBe(404)
    expect((await reviewBy('sun', { mark: 'good' })).status).toBe(403)
    expect((await reviewBy('chen', {})).body.code).toBe('workLog.emptyReview')
    expect((await reviewBy('chen', { mark: 'A+' })).status).toBe(422)
    const reviewed = await reviewBy('chen', { mark: 'good', review: '拜访前先约时间' })
    expect(reviewed.body).toMatchObject({ mark: 'good', reviewedBy: { name: '陈嘉伟' } })
    expect(await news('zhou', 'review')).toMatchObject([{ title: TODAY, text: '拜访前先约时间' }])
  })
  it('closes at noon of the next day', async () => {
    const written = await at('2026-11-11T10:00:00Z', 'li', 'create', null, { done: '整理名单' })
    expect(written.day).toBe('2026-11-11')
    await at('2026-11-12T03:59:00Z', 'li', 'update', written.id, { done: '整理了名单' })
    await expect(at('2026-11-12T04:00:00Z', 'li', 'update', written.id, { done: '没写完' })).rejects.toMatchObject({
      code: 'workLog.closed',
    })
    expect((await company.as('li').patch(`/api/work-logs/${written.id}`, { done: '?' })).body.code).toBe(
      'workLog.closed',
    )
    await made('li', '/api/comments', { aboutObject: 'workLog', aboutId: written.id, body: '补充：名单在共享盘' })
  })
})

describe('the team', () => {
  const team = async (who: Who, query = '') =>
    (await company.as(who).get(`/api/work-logs/team${query}`)).body.items as any[]

  it('shows each manager who wrote and who did not, with figures, within the manager’s reach', async () => {
    const names = async (who: Who) => (await team(who)).map(one => one.user.name).sort()
    expect(await names('chen')).toEqual(['周雨桐', '李敏'])
    expect(await names('he')).toEqual(['王磊'])
    expect(await names('zhou')).toEqual([])
    expect(await names('gao')).toEqual(['周雨桐', '孙晓岚', '李敏', '陈嘉伟'])
    const zhou = (await team('chen')).find(one => one.user.name === '周雨桐')
    expect(zhou).toMatchObject({
      days: [{ day: TODAY, state: 'submitted', mark: 'good' }],
      figures: { call: 2, visit: 1 },
    })
  })
  it('takes spans of a month at most', async () => {
    const week = await team('chen', `?from=${later(TODAY, -6)}&to=${TODAY}`)
    expect(week[0].days).toHaveLength(7)
    for (const query of ['?from=2026-02-30', '?from=2026-01-01&to=2026-03-01', '?from=2026-03-01&to=2026-02-01'])
      expect((await company.as('chen').get(`/api/work-logs/team${query}`)).status, query).toBe(400)
  })
  it('tells managers once at noon whose logs are missing, where logs are written at all', async () => {
    let day = later(TODAY, 2)
    while (!isWorkingDay(day)) day = later(day, 1)
    const written = await at(`${day}T09:00:00Z`, 'zhou', 'create', null, { done: '签了合同' })
    await at(`${day}T09:01:00Z`, 'zhou', 'submit', written.id, {})
    const noon = new Date(`${later(day, 1)}T04:05:00Z`)
    const ctx = { ...(await systemContext(company.host, company.tenant)), now: noon }
    await missingLogs.run(ctx, null)
    await missingLogs.run(ctx, null)
    expect(await news('chen', 'missingLog')).toMatchObject([{ title: day, text: '李敏' }])
    expect(await news('gao', 'missingLog')).toEqual([])
  })
})

describe('the plan of a week', () => {
  let plan: any
  it('begins on its Monday, whichever day is named, and only sets goals that are counted', async () => {
    const zhou = company.as('zhou')
    const refused = await zhou.post('/api/work-plans', { goals: { lunches: 5 } })
    expect(refused.body.errors).toMatchObject([{ field: 'goals', code: 'workPlan.goals' }])
    plan = await made('zhou', '/api/work-plans', { goals: { call: 10, visit: 2 }, text: '跟完糖酒会名单' })
    expect(new Date(plan.startsOn).getUTCDay()).toBe(1)
    expect(plan.endsOn).toBe(later(plan.startsOn, 6))
    expect((await zhou.post('/api/work-plans', { startsOn: plan.endsOn })).status).toBe(409)
    expect((await zhou.post('/api/work-plans', { startsOn: '2025-01-01' })).body.code).toBe('workPlan.past')
    expect((await made('zhou', '/api/work-plans', { period: 'month', startsOn: '2099-02-14' })).endsOn).toBe(
      '2099-02-28',
    )
  })
  it('stands beside what was done, counted the same for zhou and for chen', async () => {
    const task = await made('zhou', '/api/tasks', { subject: '回访十家', aboutObject: 'workPlan', aboutId: plan.id })
    for (const who of ['zhou', 'chen'] as Who[]) {
      const { body } = await company.as(who).get(`/api/work-plans/${plan.id}/result`)
      expect(body.figures, who).toMatchObject({ call: 2, visit: 1 })
      expect(body.tasks, who).toMatchObject([{ id: task.id, status: 'open' }])
    }
    for (const who of ['li', 'wang'] as Who[])
      expect((await company.as(who).get(`/api/work-plans/${plan.id}/result`)).status, who).toBe(404)
  })
  it('keeps its goals once chen has reviewed it', async () => {
    const path = `/api/work-plans/${plan.id}`
    expect((await company.as('zhou').patch(path, { goals: { call: 12, visit: 2 } })).status).toBe(200)
    await made('chen', `${path}/review`, { review: '拜访再多一家' })
    expect((await company.as('zhou').patch(path, { goals: { call: 1 } })).body.code).toBe('workPlan.reviewed')
    expect((await company.as('zhou').patch(path, { summary: '完成大半' })).body.summary).toBe('完成大半')
    expect((await company.as('li').patch(path, { summary: '?' })).status).toBe(404)
  })
})
