import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Company, freshCompany } from '../../../test/company'
import { systemContext } from '../../core/context'
import type { Ctx } from '../../core/ctx'
import { carryOut, planCare } from '.'

/** A Monday in September 2026; the Mid-Autumn Festival is on Friday the 25th. */
const MONDAY = '2026-09-21T02:00:00.000Z'

let company: Company
let account: string
let template: string
const zhou = () => company.as('zhou')
const admin = () => company.as('admin')
const job = async (now = MONDAY): Promise<Ctx> => ({
  ...(await systemContext(company.host, company.tenant)),
  now: new Date(now),
})
const plan = async (now?: string) => planCare(await job(now))
const morning = async (now?: string) => {
  await plan(now)
  await carryOut(await job(now))
}
const made = async (who: 'zhou' | 'admin', path: string, body: object) => {
  const answer = await company.as(who).post(path, body)
  expect([answer.status, answer.body]).toEqual([201, answer.body])
  return answer.body.id as string
}
const rule = (body: object) => made('admin', '/api/care-rules', { name: '规则', ...body })
const person = (name: string, values: object = {}) => made('zhou', '/api/contacts', { name, account, ...values })
/** What is planned or was done for a rule, by the day. */
const cares = async (of: string) => {
  const filter = encodeURIComponent(JSON.stringify({ field: 'rule', op: 'eq', value: of }))
  const { body } = await admin().get(`/api/cares?filter=${filter}&sort=occursOn&limit=200`)
  return body.items as Record<string, any>[]
}
const close = async (id: string) => {
  expect((await admin().patch(`/api/care-rules/${id}`, { active: false })).status).toBe(200)
  await plan()
}
const tasks = async (subject: string) => {
  const filter = encodeURIComponent(JSON.stringify({ field: 'subject', op: 'contains', value: subject }))
  return (await admin().get(`/api/tasks?filter=${filter}`)).body.items as Record<string, any>[]
}
const outbox = async (contact: string) => {
  const filter = encodeURIComponent(JSON.stringify({ field: 'contact', op: 'eq', value: contact }))
  return (await admin().get(`/api/messages?filter=${filter}`)).body.items as Record<string, any>[]
}

beforeAll(async () => {
  company = await freshCompany()
  account = await made('zhou', '/api/accounts', { name: '白山酒业', foundedOn: '2016-10-01', annualRevenue: 1_000_000 })
  template = await made('admin', '/api/message-templates', {
    name: '问候',
    subject: '{事由}快乐',
    body: '{称呼}，{事由}快乐。{我}',
    shortText: '{称呼}，{事由}快乐【{公司}】',
  })
})
afterAll(() => company.close())

test('birthdays by the sun and by the moon come on their days, 29 February and leap months included', async () => {
  await person('公历', { birthday: '1980-10-05' })
  // 八月十五 of 1985; in 2026 that is 25 September.
  await person('农历', { birthday: '1985-09-29', lunarBirthday: true })
  // 闰八月十六 of 1995; 2026 has no leap month, so the ordinary eighth counts.
  await person('闰月', { birthday: '1995-10-10', lunarBirthday: true })
  await person('别的日子', { birthday: '1980-03-05' })
  await person('离职', { birthday: '1980-10-05', left: true })
  const id = await rule({ occasion: 'birthday', means: 'task' })
  await plan()
  expect((await cares(id)).map(c => [c.subject, c.occursOn, c.status])).toEqual([
    ['生日：农历', '2026-09-25', 'planned'],
    ['生日：闰月', '2026-09-26', 'planned'],
    ['生日：公历', '2026-10-05', 'planned'],
  ])
  await person('闰日', { birthday: '1984-02-29' })
  await plan('2027-02-10T02:00:00Z')
  expect((await cares(id)).find(c => c.subject === '生日：闰日')?.occursOn).toBe('2027-02-28')
  await close(id)
})

test('run twice, a rule has one effect; the next year it has another', async () => {
  const id = await rule({ occasion: 'birthday', means: 'task', where: { field: 'name', op: 'eq', value: '两遍' } })
  const birthday = await person('两遍', { birthday: '1970-09-21' })
  await Promise.all([morning(), morning()])
  await morning('2026-09-21T05:00:00Z')
  expect((await cares(id)).map(c => c.status)).toEqual(['done'])
  const [task, ...others] = await tasks('生日：两遍')
  expect(others).toEqual([])
  expect(task).toMatchObject({ owner: { id: company.people.zhou }, contact: { id: birthday }, status: 'open' })
  // The date was wrong by some days: nobody is congratulated twice.
  await zhou().patch(`/api/contacts/${birthday}`, { birthday: '1970-09-24' })
  await morning('2026-09-24T02:00:00Z')
  expect(await tasks('生日：两遍')).toHaveLength(1)
  await morning('2027-09-24T02:00:00Z')
  expect(await tasks('生日：两遍')).toHaveLength(2)
  await close(id)
})

test('a task comes as many days ahead as the rule says, and is due on the day', async () => {
  const id = await rule({ occasion: 'founding', whom: 'account', means: 'task', daysBefore: 10 })
  await plan()
  expect(await cares(id)).toMatchObject([
    { subject: '成立 10 周年：白山酒业', occursOn: '2026-10-01', dueOn: '2026-09-21' },
  ])
  await morning()
  expect(Date.parse((await tasks('成立 10 周年'))[0]!.dueAt)).toBe(Date.parse('2026-10-01T10:00:00Z'))
  await close(id)
})

test('at Mid-Autumn each contact is greeted on the road they like and accept', async () => {
  const likes = await person('喜短信', { email: 'a@baishan.cn', phone: '13800000001', preferredChannel: 'sms' })
  const refuses = await person('拒短信', {
    email: 'b@baishan.cn',
    phone: '13800000002',
    preferredChannel: 'sms',
    smsConsent: 'refused',
  })
  const both = await person('全拒', {
    email: 'c@baishan.cn',
    phone: '13800000003',
    smsConsent: 'refused',
    emailConsent: 'refused',
  })
  const none = await person('没地址')
  const id = await rule({
    occasion: 'festival',
    festival: 'mid-autumn',
    means: 'message',
    channels: ['email', 'sms'],
    template,
    where: { field: 'name', op: 'in', value: ['喜短信', '拒短信', '全拒', '没地址'] },
  })
  await plan()
  expect((await cares(id)).map(c => c.occursOn)).toEqual(Array(4).fill('2026-09-25'))
  await morning('2026-09-25T02:00:00Z')
  expect(await outbox(likes)).toMatchObject([
    { channel: 'sms', status: 'queued', body: '喜短信，中秋节快乐【丰禾传媒】' },
  ])
  expect(await outbox(refuses)).toMatchObject([{ channel: 'email', status: 'queued', subject: '中秋节快乐' }])
  expect([...(await outbox(both)), ...(await outbox(none))]).toEqual([])
  const done = await cares(id)
  expect(done.map(c => [c.contact.name, c.why]).sort()).toEqual(
    [
      ['喜短信', null],
      ['拒短信', null],
      ['全拒', 'noChannel'],
      ['没地址', 'noChannel'],
    ].sort(),
  )
  // Who can't be written to is a task of the owner's, which says what the person does not want.
  expect((await tasks('中秋节：全拒'))[0]!.body).toContain('不接受：邮件、短信')
  await close(id)
})

test('a contact who refused SMS gets none, whatever the rule says', async () => {
  const contact = await person('不要短信', {
    phone: '13800000009',
    smsConsent: 'refused',
    preferredChannel: 'sms',
    birthday: '1990-09-21',
  })
  const id = await rule({
    occasion: 'birthday',
    means: 'message',
    channels: ['sms'],
    template,
    otherwiseTask: false,
    where: { field: 'name', op: 'eq', value: '不要短信' },
  })
  await morning()
  expect(await cares(id)).toMatchObject([{ status: 'refused', why: 'refused' }])
  expect(await outbox(contact)).toMatchObject([{ status: 'refused', why: 'refused' }])
  const byHand = await zhou().post('/api/cares', {
    contact,
    dueOn: '2026-09-21',
    means: 'message',
    channel: 'sms',
    body: '您好',
  })
  expect(byHand.status).toBe(201)
  await morning()
  expect((await outbox(contact)).map(m => m.status)).toEqual(['refused', 'refused'])
  await close(id)
})

test('whoever is not heard of for so long is thought of once, until somebody has been in touch', async () => {
  const quiet = await made('zhou', '/api/accounts', { name: '久无音讯酒业' })
  await made('zhou', '/api/activities', {
    type: 'call',
    subject: '问好',
    account: quiet,
    occurredAt: '2026-06-23T02:00:00Z',
  })
  const id = await rule({
    occasion: 'silence',
    days: 90,
    whom: 'account',
    means: 'task',
    where: { field: 'name', op: 'eq', value: '久无音讯酒业' },
  })
  await morning()
  expect(await cares(id)).toMatchObject([{ subject: '90 天没有联系：久无音讯酒业', status: 'done' }])
  await morning('2026-09-25T02:00:00Z')
  expect(await cares(id)).toHaveLength(1)
  await made('zhou', '/api/activities', {
    type: 'call',
    subject: '问好',
    account: quiet,
    occurredAt: '2026-09-22T02:00:00Z',
  })
  await plan('2026-12-01T02:00:00Z')
  expect((await cares(id)).map(c => [c.occursOn, c.status])).toEqual([
    ['2026-09-21', 'done'],
    ['2026-12-21', 'planned'],
  ])
  // A call before the day comes takes the plan away.
  await made('zhou', '/api/activities', {
    type: 'call',
    subject: '问好',
    account: quiet,
    occurredAt: '2026-11-20T02:00:00Z',
  })
  await plan('2026-12-01T02:00:00Z')
  expect((await cares(id)).map(c => c.status)).toEqual(['done'])
  await close(id)
})

test('revenue that falls by a fifth is told once; what falls by less is not', async () => {
  const id = await rule({
    occasion: 'change',
    field: 'annualRevenue',
    percent: 20,
    direction: 'down',
    whom: 'account',
    means: 'task',
  })
  const now = () => new Date().toISOString()
  await zhou().patch(`/api/accounts/${account}`, { annualRevenue: 900_000 })
  await morning(now())
  expect(await cares(id)).toEqual([])
  await zhou().patch(`/api/accounts/${account}`, { annualRevenue: 600_000 })
  await morning(now())
  await morning(now())
  expect(await cares(id)).toMatchObject([{ subject: '年销售额 变化 -33%：白山酒业', status: 'done' }])
  expect(await tasks('年销售额 变化')).toHaveLength(1)
  await close(id)
})

test('what is planned can be looked at, changed and skipped; planning again leaves it so', async () => {
  await person('改一改', { birthday: '1988-09-28' })
  await person('跳一跳', { birthday: '1988-09-29' })
  const id = await rule({
    occasion: 'birthday',
    means: 'message',
    channels: ['email'],
    template,
    where: { field: 'name', op: 'in', value: ['改一改', '跳一跳'] },
  })
  await plan()
  const [first, second] = await cares(id)
  expect((await zhou().get(`/api/cares/${first!.id}/text`)).body).toMatchObject({
    subject: '生日快乐',
    body: '改一改，生日快乐。周雨桐',
    why: 'noAddress',
  })
  expect((await zhou().patch(`/api/cares/${first!.id}`, { body: '老朋友，生日快乐' })).status).toBe(200)
  expect((await zhou().post(`/api/cares/${second!.id}/skip`)).status).toBe(200)
  await plan()
  expect((await zhou().get(`/api/cares/${first!.id}/text`)).body.body).toBe('老朋友，生日快乐')
  await morning('2026-09-29T02:00:00Z')
  expect((await cares(id)).map(c => c.status)).toEqual(['missed', 'skipped'])
  expect((await zhou().patch(`/api/cares/${first!.id}`, { body: '晚了' })).status).toBe(422)
  expect((await zhou().delete(`/api/cares/${second!.id}`)).status).toBe(422)
  expect((await company.as('wang').get(`/api/cares/${first!.id}`)).status).toBe(404)
  await close(id)
})

test('before a rule is saved it says how many it would bring; names only to those who see them all', async () => {
  const draft = {
    name: '中秋',
    occasion: 'festival',
    festival: 'new-year',
    means: 'task',
    daysBefore: 0,
    where: { field: 'name', op: 'eq', value: '公历' },
  }
  const { body } = await admin().post('/api/care/trial', { rule: { ...draft, occasion: 'birthday' } })
  expect(body).toMatchObject({ week: expect.any(Number), month: expect.any(Number), items: expect.any(Array) })
  expect((await zhou().post('/api/care/trial', { rule: draft })).status).toBe(403)
  const wrong = await admin().post('/api/care/trial', {
    rule: { ...draft, festival: null, means: 'message', where: null },
  })
  expect(wrong.body.errors.map((e: { field: string }) => e.field)).toEqual(['festival', 'channels', 'template'])
  expect(
    (await admin().post('/api/care/trial', { rule: { ...draft, where: { field: 'nonsense', op: 'eq', value: 1 } } }))
      .status,
  ).toBe(400)
  const before = (await admin().get('/api/care-rules?count=exact')).body.total
  expect((await zhou().post('/api/care-rules', draft)).status).toBe(403)
  expect((await admin().get('/api/care-rules?count=exact')).body.total).toBe(before)
})

test('a refusal survives the merging of two records of the same person', async () => {
  const stays = await person('合并', { email: 'same@baishan.cn', emailConsent: 'allowed' })
  const goes = await person('合并', { email: 'same@baishan.cn', emailConsent: 'refused' })
  const merged = await admin().post(`/api/contacts/${stays}/merge`, { from: [goes] })
  expect([merged.status, (await zhou().get(`/api/contacts/${stays}`)).body.emailConsent]).toEqual([200, 'refused'])
})
