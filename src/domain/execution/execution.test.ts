import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'

let company: Company
let account: string
beforeAll(async () => {
  company = await freshCompany()
  account = (await made('zhou', 'accounts', { name: '镇江恒顺坊' })).id
})
afterAll(() => company.close())

const DAY_MS = 86_400_000
const day = (ahead: number) => new Date(Date.now() + 8 * 3_600_000 + ahead * DAY_MS).toISOString().slice(0, 10)
const made = async (who: Who, path: string, body: unknown) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status)
  return answer.body
}
const typeNamed = async (code: string) => {
  const { items } = (await company.as('zhou').get('/api/order-types?limit=100')).body
  return items.find((one: { code: string }) => one.code === code)
}
const ordered = (fields: Record<string, unknown>) => made('zhou', 'orders', { name: '十二月订单', account, ...fields })
const confirm = (id: string, who: Who = 'zhou') => company.as(who).post(`/api/orders/${id}/confirm`)
/** An order with a line, confirmed. */
async function confirmed(fields: Record<string, unknown>) {
  const order = await ordered(fields)
  await made('zhou', 'order-lines', { order: order.id, name: '样品', quantity: 1, unitPrice: 10_000 })
  const answer = await confirm(order.id)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const steps = async (order: string, who: Who = 'zhou') =>
  (
    await company
      .as(who)
      .get(
        `/api/execution-steps?sort=position&filter=${encodeURIComponent(JSON.stringify({ field: 'order', op: 'eq', value: order }))}`,
      )
  ).body.items
const brief = (rows: { name: string; status: string; dueOn: string | null }[]) =>
  rows.map(one => [one.name, one.status, one.dueOn])
const act = (step: { id: string }, name: string, input: unknown = {}, who: Who = 'zhou') =>
  company.as(who).post(`/api/execution-steps/${step.id}/${name}`, input)
const statusOf = async (order: string) => (await company.as('zhou').get(`/api/orders/${order}`)).body.status
const offered = async (order: string) => (await company.as('zhou').get(`/api/orders/${order}/allowed`)).body.items

describe('kinds of orders', () => {
  it('are there for a new company: goods, service, subscription, advertisement, exhibition', async () => {
    const { items } = (await company.as('zhou').get('/api/order-types?sort=position')).body
    expect(items.map((one: { name: string }) => one.name)).toEqual(['商品', '服务', '期刊征订', '广告', '参展'])
  })

  it('ask what they need: unknown and unreadable answers are refused at once, missing ones when the order is confirmed', async () => {
    const { id: type } = await typeNamed('advertisement')
    const refused = await company.as('zhou').post('/api/orders', {
      name: '广告',
      account,
      type,
      details: { brand: '恒顺', design: '画家', size: '整版' },
    })
    expect(refused.status).toBe(422)
    expect(refused.body.errors.map((one: { field: string }) => one.field).sort()).toEqual([
      'details.design',
      'details.size',
    ])
    const order = await ordered({ type, details: { design: '客户来稿' } })
    await made('zhou', 'order-lines', { order: order.id, name: '封底', quantity: 1, unitPrice: 10_000 })
    const early = await confirm(order.id)
    expect([early.status, early.body.errors?.[0]?.field]).toEqual([422, 'details.brand'])
    expect(await steps(order.id)).toEqual([])
    await company.as('zhou').patch(`/api/orders/${order.id}`, { details: { design: '客户来稿', brand: '恒顺' } })
    expect((await confirm(order.id)).status).toBe(200)
    expect((await steps(order.id)).length).toBe(5)
  })

  it('cannot have steps that wait for each other, or are due from what nobody knows', async () => {
    const step = (key: string, after: string[], from = 'confirmed') => ({
      key,
      name: key,
      who: { by: 'owner' },
      due: { from, days: 1 },
      after,
    })
    const circle = await company
      .as('admin')
      .post('/api/order-types', { name: '环', steps: [step('a', ['b']), step('b', ['a'])] })
    expect([circle.status, circle.body.errors[0].code]).toEqual([422, 'execution.stepCircle'])
    const unknown = await company
      .as('admin')
      .post('/api/order-types', { name: '月', steps: [step('a', [], 'fullMoon')] })
    expect([unknown.status, unknown.body.errors[0].code]).toEqual([422, 'execution.moment'])
  })

  it('are set up by who keeps the catalogue, not by who sells', async () => {
    expect((await company.as('zhou').post('/api/order-types', { name: '私活' })).status).toBe(403)
  })

  it('a company adds one of its own: no code, only a row', async () => {
    const type = await made('admin', 'order-types', {
      name: '户外广告牌',
      asks: [
        { key: 'place', label: '点位', kind: 'text', required: true },
        { key: 'side', label: '朝向', kind: 'choice', choices: ['东', '西'] },
      ],
      steps: [
        {
          key: 'permit',
          name: '办审批',
          who: { by: 'role', role: 'board-admin' },
          due: { from: 'confirmed', days: 5 },
        },
        {
          key: 'hang',
          name: '上画',
          who: { by: 'owner' },
          due: { from: 'steps', days: 2 },
          after: ['permit'],
          asks: [{ key: 'hungOn', label: '上画日期', kind: 'date', required: true }],
        },
      ],
    })
    const order = await confirmed({ type: type.id, details: { place: '机场路 3 号', side: '东' } })
    const [permit, hang] = await steps(order.id)
    expect(permit.assignee.id).toBe(company.people.sun)
    expect(brief([permit, hang])).toEqual([
      ['办审批', 'ready', day(5)],
      ['上画', 'waiting', day(7)],
    ])
    // What the type asks later is not asked of orders under way.
    await company.as('admin').patch(`/api/order-types/${type.id}`, { steps: [] })
    expect((await steps(order.id)).length).toBe(2)
    expect((await company.as('admin').delete(`/api/order-types/${type.id}`)).status).toBe(422)
  })
})

describe('the steps of an order', () => {
  it('begin one after the other, each due by its rule, and the last one done fulfils the order', async () => {
    const { id: type } = await typeNamed('goods')
    const order = await confirmed({ type, deliverOn: day(10) })
    let [prepare, ship, receive] = await steps(order.id)
    expect(brief([prepare, ship, receive])).toEqual([
      ['备货', 'ready', day(2)],
      ['发货', 'waiting', day(10)],
      ['签收', 'waiting', day(15)],
    ])
    expect((await act(ship, 'done')).body.code).toBe('execution.waits')
    await act(prepare, 'done')
    // The day of delivery moves, and with it what hangs on it.
    await company.as('zhou').patch(`/api/orders/${order.id}`, { deliverOn: day(12) })
    ;[prepare, ship, receive] = await steps(order.id)
    expect(brief([ship, receive])).toEqual([
      ['发货', 'ready', day(12)],
      ['签收', 'waiting', day(17)],
    ])
    expect((await act(ship, 'done', { answers: { tracking: 'SF1001' } })).status).toBe(200)
    const missing = await act(receive, 'done')
    expect([missing.status, missing.body.errors[0].field]).toEqual([422, 'answers.receivedOn'])
    expect(await statusOf(order.id)).toBe('confirmed')
    const early = await company.as('zhou').post(`/api/orders/${order.id}/fulfil`, {})
    expect([early.status, early.body.code]).toEqual([422, 'execution.stepsOpen'])
    expect(await offered(order.id)).not.toContain('fulfil')
    expect((await act(receive, 'done', { answers: { receivedOn: day(0) } })).status).toBe(200)
    expect(await statusOf(order.id)).toBe('fulfilled')
    // Taken up again, the order is under way again.
    expect((await act(receive, 'reopen')).status).toBe(200)
    expect(await statusOf(order.id)).toBe('confirmed')
  })

  it('of an order without any leave it to people to say when it is done', async () => {
    const order = await confirmed({})
    expect(await offered(order.id)).toContain('fulfil')
    expect((await company.as('zhou').post(`/api/orders/${order.id}/fulfil`, {})).status).toBe(200)
    expect(await statusOf(order.id)).toBe('fulfilled')
  })

  it('are skipped with a reason, and what waited goes on', async () => {
    const { id: type } = await typeNamed('service')
    const order = await confirmed({ type, deliverOn: day(3) })
    const [plan] = await steps(order.id)
    expect((await act(plan, 'skip', {})).status).toBe(422)
    expect((await act(plan, 'skip', { reason: '客户自己排了' })).status).toBe(200)
    const after = await steps(order.id)
    expect(after.map((one: { status: string }) => one.status)).toEqual(['skipped', 'ready', 'waiting'])
    // What must be shown with a signed note is not done without one.
    await act(after[1], 'done')
    const unsigned = await act(after[2], 'done', { answers: { acceptedBy: '王厂长' } })
    expect([unsigned.status, unsigned.body.errors[0].field]).toEqual([422, 'files'])
  })

  it('keep the day that somebody set, and go to whom they are given, who is told', async () => {
    const { id: type } = await typeNamed('goods')
    const order = await confirmed({ type, deliverOn: day(10) })
    const [, ship] = await steps(order.id)
    expect((await act(ship, 'plan', { assignee: company.people.li, dueOn: day(8) })).status).toBe(200)
    await company.as('zhou').patch(`/api/orders/${order.id}`, { deliverOn: day(20) })
    const [prepare, moved] = await steps(order.id)
    expect([moved.dueOn, moved.assignee.id]).toEqual([day(8), company.people.li])
    const told = (await company.as('li').get('/api/notifications')).body.items
    expect(told).toContainEqual(expect.objectContaining({ type: 'executionReady' }))
    // Li does the step though the order is Zhou's; Wang of another board knows nothing of it.
    await act(prepare, 'done')
    expect((await act(moved, 'done', {}, 'li')).status).toBe(200)
    expect((await act(moved, 'reopen', {}, 'wang')).status).toBe(404)
  })

  it('are not made by hand, and end with a cancelled order', async () => {
    const { id: type } = await typeNamed('goods')
    const order = await confirmed({ type, deliverOn: day(10) })
    expect((await company.as('zhou').post('/api/execution-steps', { name: '混入', order: order.id })).status).toBe(403)
    const cancelled = await company.as('zhou').post(`/api/orders/${order.id}/cancel`, { cancelReason: 'customer' })
    expect(cancelled.status, JSON.stringify(cancelled.body)).toBe(200)
    const [prepare, ...rest] = await steps(order.id)
    expect([prepare, ...rest].every(one => one.status === 'cancelled')).toBe(true)
    expect((await act(prepare, 'done')).body.code).toBe('execution.over')
  })
})
