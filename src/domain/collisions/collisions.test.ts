import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { monthsLater } from './registering'

let company: Company
let theirs: any
beforeAll(async () => {
  company = await freshCompany()
  theirs = await made('wang', 'accounts', { name: '四川好又多商贸有限责任公司', phone: '028-85881234' })
  const at = new Date(Date.now() - 3 * 86_400_000).toISOString()
  await made('wang', 'activities', { type: 'call', subject: '问排期', account: theirs.id, occurredAt: at })
})
afterAll(() => company.close())

const made = async (who: Who, path: string, body: unknown) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body
}
const found = async (who: Who, name: string) =>
  (await company.as(who).post('/api/accounts/duplicates', { name })).body.items
const ask = async (kind: string, more = {}) => {
  const [candidate] = await found('zhou', '好又多商贸')
  return company.as('zhou').post('/api/collision-requests', {
    name: '好又多商贸',
    kind,
    reason: '上周展会谈好了投放',
    aboutObject: candidate.object,
    aboutId: candidate.id,
    ...more,
  })
}
/** What waits for somebody's decision. */
const waiting = async (who: Who) =>
  (
    await company
      .as(who)
      .get(
        `/api/approval-tasks?filter=${encodeURIComponent(JSON.stringify({ field: 'status', op: 'eq', value: 'open' }))}`,
      )
  ).body.items
const decide = async (who: Who, act: 'approve' | 'reject') => {
  const [task] = (await waiting(who)).filter((t: any) => t.owner.id === company.people[who])
  const answer = await company.as(who).post(`/api/approval-requests/${task.request.id}/${act}`, { comment: '同意' })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}

describe('a salesperson whose customer is a colleague’s of another board', () => {
  it('is told by whom and how lately it is looked after, and no more', async () => {
    const [candidate] = await found('zhou', '好又多商贸')
    expect(candidate).toMatchObject({ masked: true, hint: '糖酒会办公室 · 最近联系 3 天前' })
    expect(candidate.name).not.toContain('商贸')
  })

  it('joins when the managers of both sides agree', async () => {
    const asked = await ask('join')
    expect(asked.status, JSON.stringify(asked.body)).toBe(201)
    expect(asked.body).toMatchObject({
      approval: 'running',
      theirBoard: { name: '糖酒会办公室' },
      ownDecider: { name: '陈嘉伟' },
      theirDecider: { name: '何建军' },
      likeness: '去掉地区和后缀后名称相同',
    })
    expect(JSON.stringify(asked.body)).not.toContain('四川好又多商贸有限责任公司')
    expect((await ask('transfer')).body.code).toBe('collision.pending')
    const told = (await company.as('wang').get('/api/notifications')).body.items
    expect(told).toContainEqual(expect.objectContaining({ type: 'collision', title: theirs.name }))

    await decide('he', 'approve')
    expect((await company.as('zhou').get(`/api/accounts/${theirs.id}`)).status).toBe(404)
    await decide('chen', 'approve')
    expect((await company.as('zhou').get(`/api/accounts/${theirs.id}`)).body).toMatchObject({ owner: { name: '王磊' } })
    expect((await company.as('zhou').patch(`/api/accounts/${theirs.id}`, { shortName: '好又多' })).status).toBe(200)
    const { items } = (await company.as('wang').get(`/api/accounts/${theirs.id}/history`)).body
    expect(items.map((i: any) => i.act)).toContain('share')
  })

  it('keeps nothing when one side refuses', async () => {
    const other = await made('wang', 'accounts', { name: '绵阳玉泉酒业有限公司' })
    const asked = await made('zhou', 'collision-requests', { name: '玉泉酒业', kind: 'transfer', reason: '老客户' })
    expect(asked.aboutId).toBe(other.id)
    await decide('he', 'reject')
    expect((await company.as('zhou').get(`/api/collision-requests/${asked.id}`)).body).toMatchObject({
      approval: 'rejected',
    })
    expect((await company.as('wang').get(`/api/accounts/${other.id}`)).body.owner.name).toBe('王磊')
  })

  it('has it with all that belongs to it once the group rules so', async () => {
    const other = await made('wang', 'accounts', { name: '自贡盐帮食品有限公司' })
    const contact = await made('wang', 'contacts', { name: '罗盐', account: other.id })
    await made('zhou', 'collision-requests', { name: '盐帮食品', kind: 'appeal', reason: '我方先接触' })
    await decide('zheng', 'approve')
    expect((await company.as('zhou').get(`/api/accounts/${other.id}`)).body).toMatchObject({
      owner: { name: '周雨桐' },
      board: { name: '营销中心' },
    })
    expect((await company.as('zhou').get(`/api/contacts/${contact.id}`)).status).toBe(200)
    expect((await company.as('wang').get(`/api/accounts/${other.id}`)).status).toBe(404)
  })

  it('is told when there is nothing to ask for', async () => {
    const send = async (body: object) =>
      (await company.as('zhou').post('/api/collision-requests', { kind: 'join', reason: 'x', ...body })).body.code
    expect(await send({ name: '昆明花卉拍卖中心' })).toBe('collision.none')
    const mine = await made('zhou', 'accounts', { name: '宜宾五粮春糖酒行' })
    expect(await send({ name: '五粮春糖酒行' })).toBe('collision.visible')
    expect(await send({ name: 'x', aboutObject: 'account', aboutId: mine.id })).toBe('collision.own')
    expect(await send({ name: 'x', aboutObject: 'user', aboutId: company.people.wang })).toBe('record.invalid')
    const [stranger] = (await company.as('lin').get('/api/accounts')).body.items
    expect(stranger).toBeUndefined()
  })
})

describe('a registration', () => {
  it('keeps a customer for whoever works on it, as long as it lasts', async () => {
    const asked = await made('zhou', 'registrations', { name: '泸州远航贸易有限公司', months: '3', reason: '已见两次' })
    await decide('chen', 'approve')
    const registered = (await company.as('zhou').get(`/api/registrations/${asked.id}`)).body
    expect(registered.approval).toBe('approved')
    expect(registered.to).toBe(monthsLater(registered.from, 3))

    const [candidate] = await found('wang', '远航贸易')
    expect(candidate).toMatchObject({ object: 'registration', masked: true, hint: `营销中心 · 到期 ${registered.to}` })
    const again = await company
      .as('wang')
      .post('/api/registrations', { name: '泸州远航贸易有限公司', months: '1', reason: 'x' })
    expect(again.body.code).toBe('registration.taken')

    await company.database.owner.query(`update registrations set "to" = '2026-01-01' where id = $1`, [asked.id])
    expect(await found('wang', '远航贸易')).toEqual([])
  })
  it('ends on the same day of a later month, or its last', () => {
    expect(monthsLater('2026-11-30', 3)).toBe('2027-02-28')
    expect(monthsLater('2026-08-31', 1)).toBe('2026-09-30')
    expect(monthsLater('2026-01-15', 12)).toBe('2027-01-15')
  })
})

describe('a name that was merged away', () => {
  it('still finds the customer', async () => {
    const [one, two] = [
      await made('zhou', 'accounts', { name: '成都云顶会展服务有限公司' }),
      await made('zhou', 'accounts', { name: '金牛展览器材厂' }),
    ]
    expect((await company.as('chen').post(`/api/accounts/${one.id}/merge`, { from: [two.id] })).status).toBe(200)
    expect((await found('li', '金牛展览器材厂'))[0]).toMatchObject({ id: one.id, reasons: ['名称相同'] })
  })
})
