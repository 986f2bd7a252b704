import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { systemContext } from '../../core/context'
import { monthAfter, monthOf } from './months'
import { recompute } from './recompute'

let company: Company
let account: string
let deal: any
const NOW = monthOf(new Date())
const LAST = monthAfter(NOW, -1)
const BEFORE = monthAfter(NOW, -2)

const made = async (who: Who, path: string, body: unknown = {}) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect([200, 201], `${path}: ${JSON.stringify(answer.body)}`).toContain(answer.status)
  return answer.body
}
const sold = async (who: Who, name: string, amount: number, on: string, more = {}) => {
  const one = await made(who, 'opportunities', { name, account, amount, ...more })
  return made(who, `opportunities/${one.id}/win`, { closedOn: on })
}
const compute = async (month = BEFORE) => recompute(await systemContext(company.host, company.tenant), month)
const statements = async (who: Who, month: string) =>
  (await company.as(who).get(`/api/commissions?period=${month}`)).body.items
const statement = async (who: Who, month: string) => {
  const found = (await statements('zheng', month)).find((one: any) => one.owner.id === company.people[who])
  return found && { ...found, sentences: (await linesOf('zheng', found.id)).map((line: any) => line.sentence) }
}
const linesOf = async (who: Who, id: string) =>
  (await company.as(who).get(`/api/commission-statements/${id}/lines`)).body.items
const decide = async (who: Who, request: string) => made(who, `approval-requests/${request}/approve`)
const agree = async (id: string) => {
  await made('zheng', `commission-statements/${id}/submit`)
  const [request] = (await company.as('admin').get(`/api/commission-statements/${id}/approvals`)).body.items
  await decide('chen', request.id)
  // Who asked can't agree; it falls to the administrator.
  const [step] = (await company.as('admin').get(`/api/commission-statements/${id}/approvals`)).body.items
  const open = step.steps.flatMap((one: any) => one.tasks).find((task: any) => task.status === 'open')
  const login = Object.entries(company.people).find(([, person]) => person === open.person.id)![0] as Who
  await decide(login, request.id)
}
const pay = async (id: string) => {
  await agree(id)
  return made('zheng', `commission-statements/${id}/pay`)
}

beforeAll(async () => {
  company = await freshCompany()
  account = (await made('li', 'accounts', { name: '镇江恒顺坊' })).id
  for (const [code, label, parent] of [
    ['spirits', '白酒类', null],
    ['baijiu', '酱香', 'spirits'],
  ])
    await made('admin', 'dictionary-items', { dictionary: 'productLine', code, label, ...(parent ? { parent } : {}) })
  await made('admin', 'commission-plans', {
    name: '销售提成',
    roles: [company.roles.salesperson],
    startsOn: `${BEFORE}-01`,
    rates: [{ category: 'spirits', percent: 4 }, { percent: 2 }],
  })
}, 60_000)
afterAll(() => company.close())

describe('a deal that li and zhou won together', () => {
  beforeAll(async () => {
    const product = await made('admin', 'products', { name: '酱香年份酒', category: 'baijiu' })
    deal = await sold('li', '中秋礼盒', 120_000_00, `${LAST}-12`, { product: product.id })
    await made('li', `opportunities/${deal.id}/split`, {
      parts: [
        { user: company.people.li, percent: 60 },
        { user: company.people.zhou, percent: 40 },
      ],
    })
    await compute()
  })

  it('pays each by the split, and says how', async () => {
    expect(await statement('li', LAST)).toMatchObject({
      total: 2_880_00,
      approval: 'draft',
      sentences: ['¥120,000 × 4%（白酒类）× 60% 分成 = ¥2,880'],
    })
    expect(await statement('zhou', LAST)).toMatchObject({ total: 1_920_00 })
    expect(await statement('wang', LAST)).toBeUndefined()
  })

  it('shows everybody their own, managers their people’s, and other boards nothing', async () => {
    const owners = async (who: Who) => (await statements(who, LAST)).map((one: any) => one.owner.name).sort()
    expect(await owners('li')).toEqual(['李敏'])
    expect(await owners('chen')).toEqual(['周雨桐', '李敏'].sort())
    expect(await owners('he')).toEqual([])
    expect(await owners('sun')).toEqual([])
    const [mine] = await statements('zhou', LAST)
    expect((await company.as('li').get(`/api/commission-statements/${mine.id}/lines`)).status).toBe(404)
    expect((await company.as('zhou').patch(`/api/commission-statements/${mine.id}`, { total: 1 })).status).toBe(403)
    expect((await company.as('zhou').post('/api/commission-statements', { period: NOW })).status).toBe(403)
    expect((await company.as('zhou').post(`/api/commission-statements/${mine.id}/pay`, {})).status).toBe(403)
  })

  it('is counted anew when the split changes, and again changes nothing', async () => {
    await made('li', `opportunities/${deal.id}/split`, {
      parts: [
        { user: company.people.li, percent: 50 },
        { user: company.people.zhou, percent: 50 },
      ],
    })
    expect(await compute()).toBe(2)
    expect(await statement('zhou', LAST)).toMatchObject({ total: 2_400_00 })
    expect(await compute()).toBe(0)
  })

  it('has to be agreed to by the manager and by finance before it is paid', async () => {
    const running = await company
      .as('zheng')
      .post(`/api/commission-statements/${(await statement('li', LAST)).id}/pay`, {})
    expect(running.body.code).toBe('commission.notApproved')
    const mine = await statement('li', LAST)
    await agree(mine.id)
    expect((await statement('li', LAST)).approval).toBe('approved')
    // What was agreed to and comes to something else has to be agreed to again.
    await company.as('li').patch(`/api/opportunities/${deal.id}`, { amount: 130_000_00 })
    await compute()
    expect(await statement('li', LAST)).toMatchObject({ approval: 'draft', total: 2_600_00 })
    await company.as('li').patch(`/api/opportunities/${deal.id}`, { amount: 120_000_00 })
    await compute()
    await pay(mine.id)
    await pay((await statement('zhou', LAST)).id)
    expect(await statement('li', LAST)).toMatchObject({ total: 2_400_00, paidOn: expect.any(String) })
  })

  it('takes both commissions back in the next month when it is reopened, because last month’s are paid', async () => {
    await sold('li', '内页通栏', 10_000_00, `${NOW}-01`)
    await made('li', `opportunities/${deal.id}/reopen`)
    await compute()
    expect(await statement('li', LAST)).toMatchObject({ total: 2_400_00 })
    expect(await statement('li', NOW)).toMatchObject({
      total: 200_00 - 2_400_00,
      sentences: ['¥10,000 × 2% = ¥200', `${LAST} 应为 ¥0，已发 ¥2,400，扣回 ¥2,400`],
    })
    expect(await statement('zhou', NOW)).toMatchObject({ total: -2_400_00 })
    expect(await compute()).toBe(0)
  })

  it('gives them back where the next month is not paid yet, once it is won again on the same day', async () => {
    await made('li', `opportunities/${deal.id}/win`, { closedOn: `${LAST}-12` })
    await compute()
    expect(await statement('li', NOW)).toMatchObject({ total: 200_00 })
    expect(await statement('zhou', NOW)).toMatchObject({ total: 0, lines: 0 })
  })

  it('is not submitted before its month is over', async () => {
    const mine = await statement('li', NOW)
    expect((await company.as('zheng').post(`/api/commission-statements/${mine.id}/submit`)).body.code).toBe(
      'commission.running',
    )
  })

  it('goes out as a spreadsheet, line by line', async () => {
    const csv = (await company.as('zheng').get(`/api/commissions/export?period=${LAST}&format=csv`)).body as string
    expect(csv.split('\r\n').filter(Boolean)).toHaveLength(3)
    expect(csv).toContain('"¥120,000 × 4%（白酒类）× 50% 分成 = ¥2,400"')
    expect((await company.as('li').get(`/api/commissions/export?period=${LAST}`)).status).toBe(403)
    expect((await company.as('zheng').get('/api/commissions/export?period=2026-13')).status).toBe(400)
    expect((await company.as('zheng').get('/api/commissions?period=november')).status).toBe(400)
  })
})

describe('attainment', () => {
  it('lifts the rate once the target is reached, for the whole month', async () => {
    await made('admin', 'commission-plans', {
      name: '糖酒会提成',
      board: company.boards.fair,
      people: [company.people.wang],
      startsOn: `${BEFORE}-01`,
      rates: [{ attainmentFrom: 100, percent: 3 }, { percent: 1 }],
      kickers: [{ on: 'attainment', from: 120, amount: 500_00 }],
    })
    account = (await made('wang', 'accounts', { name: '成都展览装饰' })).id
    await made('he', 'sales-targets/set', {
      targets: [{ period: BEFORE, level: 'person', id: company.people.wang, amount: 100_000_00 }],
    })
    await sold('wang', '特装展位', 60_000_00, `${BEFORE}-05`)
    await compute()
    const before = await statement('wang', BEFORE)
    // The salesperson's plan holds for wang too: plans add up.
    expect(before.sentences).toEqual(expect.arrayContaining(['¥60,000 × 1% = ¥600', '¥60,000 × 2% = ¥1,200']))
    expect(before.total).toBe(1_800_00)
    await sold('wang', '标准展位', 60_000_00, `${BEFORE}-25`)
    await compute()
    const after = await statement('wang', BEFORE)
    expect(after.sentences.filter((one: string) => one === '¥60,000 × 3%（达成 120%）= ¥1,800')).toHaveLength(2)
    expect(after.sentences).toContain('达成 120%，满 120%，奖励 ¥500')
    expect(after.total).toBe(2 * 1_200_00 + 2 * 1_800_00 + 500_00)
  })

  it('stays with the cost a deal was first counted with', async () => {
    await made('admin', 'commission-plans', {
      name: '毛利提成',
      people: [company.people.wang],
      startsOn: `${LAST}-01`,
      endsOn: `${LAST}-28`,
      of: 'margin',
      rates: [{ percent: 10 }],
    })
    const product = await made('admin', 'products', { name: '展架', cost: 300_00 })
    const one = await made('wang', 'opportunities', { name: '展架', account })
    await made('wang', 'opportunity-lines', { opportunity: one.id, product: product.id, quantity: 2, price: 500_00 })
    await made('wang', `opportunities/${one.id}/win`, { closedOn: `${LAST}-20` })
    await compute()
    const margin = async () => (await statement('wang', LAST)).sentences.filter((s: string) => s.startsWith('毛利'))
    expect(await margin()).toEqual(['毛利 ¥400 × 10% = ¥40'])
    await company.as('admin').patch(`/api/products/${product.id}`, { cost: 400_00 })
    expect(await compute()).toBe(0)
    expect(await margin()).toEqual(['毛利 ¥400 × 10% = ¥40'])
  })
})

describe('a plan', () => {
  const plan = { name: '试算', startsOn: `${LAST}-01`, rates: [{ category: 'spirits', marginFrom: 30, percent: 4 }] }
  const example = { amount: 120_000_00, category: 'baijiu', margin: 35, attainment: null, share: 60 }
  it('is worked out while it is drawn: for a made-up deal and for last month', async () => {
    const tried = await made('gao', 'commission-plans/trial', {
      plan: { ...plan, board: company.boards.marketing },
      example,
    })
    expect(tried.example).toEqual([
      { sentence: '¥120,000 × 4%（白酒类，毛利 35%）× 60% 分成 = ¥2,880', amount: 2_880_00 },
    ])
    expect(tried.month).toMatchObject({ period: LAST, deals: 1, people: 2, total: 0 })
    expect((await company.as('zhou').post('/api/commission-plans/trial', { plan, example })).status).toBe(403)
    expect((await company.as('gao').post('/api/commission-plans/trial', { plan, example })).status).toBe(403)
    expect(
      (await company.as('admin').post('/api/commission-plans/trial', { plan, example: { amount: 'x' } })).status,
    ).toBe(422)
  })

  it('is refused where it makes no sense, with a sentence', async () => {
    const refused = async (more: object, who: Who = 'admin') =>
      (await company.as(who).post('/api/commission-plans', { ...plan, ...more })).body
    expect((await refused({ endsOn: '2020-01-01' })).errors[0].code).toBe('commission.endsBefore')
    expect((await refused({ base: 'hope' })).errors[0].field).toBe('base')
    expect((await refused({ rates: [{ category: 'nothing', percent: 1 }] })).errors[0].code).toBe(
      'commission.noCategory',
    )
    expect((await refused({ rates: [{ marginFrom: 20, marginTo: 10, percent: 1 }] })).errors[0].code).toBe(
      'commission.noBand',
    )
    for (const rates of [[], [{ percent: 101 }], [{ percent: 1, colour: 'red' }], [{ percent: '4' }], 'x'])
      expect((await refused({ rates })).errors[0].field, JSON.stringify(rates)).toBe('rates')
    expect((await refused({ kickers: [{ on: 'deal', from: 1.5, amount: 1 }] })).errors[0].code).toBe(
      'commission.kickers',
    )
    expect((await refused({}, 'gao')).code).toBe('commission.otherBoard')
  })

  it('pays nothing any more for months that are not paid, once it is switched off', async () => {
    const [own] = (
      await company
        .as('admin')
        .get(
          '/api/commission-plans?sort=name&filter=' +
            encodeURIComponent(JSON.stringify({ field: 'name', op: 'eq', value: '糖酒会提成' })),
        )
    ).body.items
    await company.as('admin').patch(`/api/commission-plans/${own.id}`, { active: false })
    await compute()
    expect((await statement('wang', BEFORE)).total).toBe(2 * 1_200_00)
  })
})
