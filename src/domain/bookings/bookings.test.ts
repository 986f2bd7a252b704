import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { systemContext } from '../../core/context'
import { expire } from './expire'

let company: Company
let account: string
let other: string
let title: string
let back: string
let page: string
let issues: { id: string; name: string; publishesOn: string; copyDeadline: string }[]
beforeAll(async () => {
  company = await freshCompany()
  account = (await made('zhou', 'accounts', { name: '镇江恒顺坊' })).id
  other = (await made('li', 'accounts', { name: '绍兴古越酒业' })).id
  title = (await made('admin', 'publications', { name: '糖酒经纬', frequency: 'monthly', copyDays: 10 })).id
  await company
    .as('admin')
    .post(`/api/publications/${title}/planIssues`, { firstOn: day(20), firstNumber: 1, count: 6 })
  issues = (await company.as('zhou').get('/api/issues?sort=publishesOn&limit=100')).body.items
  back = (await made('admin', 'spaces', { name: '封底', publication: title, kind: 'back' })).id
  page = (await made('admin', 'spaces', { name: '内页整版', publication: title, kind: 'fullPage', places: 2 })).id
})
afterAll(() => company.close())

const DAY_MS = 86_400_000
const day = (ahead: number) => new Date(Date.now() + 8 * 3_600_000 + ahead * DAY_MS).toISOString().slice(0, 10)
const made = async (who: Who, path: string, body: unknown) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status)
  return answer.body
}
const hold = (who: Who, space: string, issue: number | null, more: Record<string, unknown> = {}) =>
  company.as(who).post('/api/bookings/hold', {
    space,
    ...(issue === null ? {} : { issues: [issues[issue]!.id] }),
    account: who === 'li' ? other : account,
    ...more,
  })
const calendar = async (who: Who) =>
  (await company.as(who).get(`/api/bookings/calendar?publication=${title}`)).body as {
    bookings: { id: string; space: string; issue: string; status: string; account: { name: string } | null }[]
  }
const at = async (who: Who, space: string, issue: number) =>
  (await calendar(who)).bookings.filter(one => one.space === space && one.issue === issues[issue]!.id)
const act = (who: Who, id: string, name: string, input: unknown = {}) =>
  company.as(who).post(`/api/bookings/${id}/${name}`, input)

describe('space', () => {
  it('is held by one of fifty who ask at once, and by nobody twice', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => hold(i % 2 ? 'zhou' : 'li', back, 0)))
    const won = answers.filter(one => one.status < 300)
    expect(won.length).toBe(1)
    expect(new Set(answers.filter(one => one.status >= 300).map(one => one.body.code))).toEqual(
      new Set(['booking.taken']),
    )
    expect((await at('zhou', back, 0)).length).toBe(1)
  })

  it('with two places an issue is held twice', async () => {
    const answers = await Promise.all([0, 1, 2, 3].map(() => hold('zhou', page, 0)))
    expect(answers.filter(one => one.status < 300).length).toBe(2)
  })

  it('is held in all the issues that are asked for, or in none', async () => {
    expect((await hold('li', back, 2)).status).toBeLessThan(300)
    const refused = await company
      .as('zhou')
      .post('/api/bookings/hold', { space: back, issues: [issues[1]!.id, issues[2]!.id, issues[3]!.id], account })
    expect([refused.status, refused.body.code]).toEqual([422, 'booking.taken'])
    expect(await at('zhou', back, 1)).toEqual([])
  })

  it('is seen by everybody as taken, for whom only by those who may know', async () => {
    const [mine] = await at('li', back, 2)
    expect(mine!.account?.name).toBe('绍兴古越酒业')
    const [theirs] = await at('zhou', back, 2)
    expect([theirs!.status, theirs!.account]).toEqual(['held', null])
    expect((await act('zhou', theirs!.id, 'release')).status).toBe(404)
  })

  it('is not held for ever, nor in an issue of another title', async () => {
    const long = await hold('zhou', back, 4, { heldUntil: day(400) })
    expect([long.status, long.body.errors[0].field]).toEqual([422, 'heldUntil'])
    const title2 = (await made('admin', 'publications', { name: '名酒渠道' })).id
    const foreign = (await made('admin', 'issues', { name: '名酒渠道 1', publication: title2, publishesOn: day(30) }))
      .id
    const wrong = await company.as('zhou').post('/api/bookings/hold', { space: back, issues: [foreign], account })
    expect([wrong.status, wrong.body.code]).toEqual([422, 'booking.otherTitle'])
  })

  it('is free again when nobody bought it until the day', async () => {
    const { items } = (await hold('zhou', back, 4, { heldUntil: day(0) })).body
    const tomorrow = { ...(await systemContext(company.host, company.tenant)), now: new Date(Date.now() + DAY_MS) }
    await expire.run(tomorrow, null)
    expect(await at('zhou', back, 4)).toEqual([])
    expect((await act('zhou', items[0].id, 'release')).body.code).toBe('booking.over')
    const told = (await company.as('zhou').get('/api/notifications')).body.items
    expect(told).toContainEqual(expect.objectContaining({ type: 'bookingExpired' }))
    expect((await hold('li', back, 4)).status).toBeLessThan(300)
  })

  it('moves to another issue, where that is free', async () => {
    const { items } = (await hold('zhou', back, 5)).body
    const taken = await act('zhou', items[0].id, 'move', { issue: issues[2]!.id })
    expect([taken.status, taken.body.code]).toEqual([422, 'booking.taken'])
    expect((await act('zhou', items[0].id, 'move', { issue: issues[1]!.id })).status).toBe(200)
    expect([(await at('zhou', back, 5)).length, (await at('zhou', back, 1)).length]).toEqual([0, 1])
  })
})

describe('an order for advertisements', () => {
  it('buys what is held for it when it is confirmed, lets go of it when it is cancelled, and is due by the issue', async () => {
    const types = (await company.as('zhou').get('/api/order-types?limit=100')).body.items
    const type = types.find((one: { code: string }) => one.code === 'advertisement').id
    const order = await made('zhou', 'orders', { name: '封底一期', account, type, details: { brand: '恒顺' } })
    await made('zhou', 'order-lines', { order: order.id, name: '封底', quantity: 1, unitPrice: 3_000_000 })
    const { items } = (await hold('zhou', back, 3, { order: order.id })).body
    expect(items[0].status).toBe('held')
    expect((await company.as('zhou').post(`/api/orders/${order.id}/confirm`)).status).toBe(200)
    const [sold] = await at('zhou', back, 3)
    expect(sold!.status).toBe('sold')
    const steps = async () =>
      (
        await company
          .as('zhou')
          .get(
            `/api/execution-steps?sort=position&filter=${encodeURIComponent(JSON.stringify({ field: 'order', op: 'eq', value: order.id }))}`,
          )
      ).body.items
    expect((await steps())[2].dueOn).toBe(issues[3]!.copyDeadline)
    // The issue comes later, and so does the proof.
    const later = new Date(Date.parse(issues[3]!.publishesOn) + 5 * DAY_MS).toISOString().slice(0, 10)
    await company.as('admin').patch(`/api/issues/${issues[3]!.id}`, { copyDeadline: later, publishesOn: later })
    expect((await steps())[2].dueOn).toBe(later)
    expect((await act('zhou', sold!.id, 'release')).body.code).toBe('booking.sold')
    // Somebody else's order cannot have it.
    const foreign = await made('li', 'orders', { name: '李的订单', account: other })
    expect((await act('zhou', sold!.id, 'assign', { order: foreign.id })).status).toBe(422)
    await company.as('zhou').post(`/api/orders/${order.id}/cancel`, { cancelReason: 'customer' })
    expect(await at('zhou', back, 3)).toEqual([])
  })
})

describe('a hall', () => {
  let fair: string
  let room: string
  beforeAll(async () => {
    fair = (await made('admin', 'exhibitions', { name: '秋季糖酒会', startsOn: day(100), endsOn: day(103) })).id
    room = (await made('admin', 'halls', { name: '1 号馆', exhibition: fair, width: 60, depth: 40 })).id
  })

  it('is laid out in rows, and no stand lies on another or outside', async () => {
    const laid = await company.as('admin').post(`/api/halls/${room}/layOut`, { rows: 4, columns: 10 })
    expect(laid.body, JSON.stringify(laid.body)).toEqual({ stands: 40 })
    const big = await company.as('admin').post(`/api/halls/${room}/layOut`, { rows: 20, columns: 20, prefix: 'B' })
    expect([big.status, big.body.code]).toEqual([422, 'hall.tooSmall'])
    const over = await company
      .as('admin')
      .post('/api/spaces', { name: 'X', hall: room, kind: 'raw', x: 4, y: 4, width: 6, depth: 6 })
    expect([over.status, over.body.errors[0].code]).toEqual([422, 'space.overlaps'])
    const outside = await company
      .as('admin')
      .post('/api/spaces', { name: 'X', hall: room, kind: 'raw', x: 58, y: 35, width: 6, depth: 6 })
    expect(outside.body.errors[0].code).toBe('space.outside')
    expect((await company.as('zhou').post(`/api/halls/${room}/layOut`, { rows: 1, columns: 1 })).status).toBe(403)
  })

  it('sells a stand once, and its exhibitor’s people get badges', async () => {
    const plan = (await company.as('zhou').get(`/api/bookings/hall?hall=${room}`)).body
    const stand = plan.stands[0].id
    const answers = await Promise.all([hold('zhou', stand, null), hold('li', stand, null)])
    expect(answers.filter(one => one.status < 300).length).toBe(1)
    const order = await made('zhou', 'orders', { name: '参展', account })
    const person = await made('zhou', 'participants', { order: order.id, exhibition: fair, name: '王厂长' })
    expect([person.company, person.code]).toEqual(['镇江恒顺坊', expect.stringMatching(/^ZJ-\d{4}-\d{5}$/)])
    expect((await company.as('wang').get(`/api/participants/${person.id}`)).status).toBe(404)
  })

  it('is asked for by what exists', async () => {
    expect((await company.as('zhou').get('/api/bookings/hall?hall=x')).status).toBe(400)
    expect((await company.as('zhou').get(`/api/bookings/hall?hall=${fair}`)).status).toBe(404)
    expect((await company.as('zhou').get(`/api/bookings/calendar?publication=${title}&from=2026-02-30`)).status).toBe(
      400,
    )
  })
})
