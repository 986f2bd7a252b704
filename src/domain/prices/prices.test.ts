import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Caller, type Company, freshCompany } from '../../../test/company'

let company: Company
let admin: Caller
const id: Record<string, string> = {}
beforeAll(async () => {
  company = await freshCompany()
  admin = company.as('admin')
  const made = async (name: string, path: string, body: unknown, by: Caller = admin) => {
    const answer = await by.post(`/api/${path}`, body)
    if (answer.status !== 201) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    id[name] = answer.body.id
  }
  await made('magazine', 'products', {
    name: '糖酒经纬',
    code: 'TJ',
    listPrice: 100_00,
    floorPrice: 70_00,
    taxRate: '9',
    leadDays: 5,
  })
  await made('stand', 'products', { name: '标准展位', code: 'ZW', listPrice: 8_800_00, taxRate: '6' })
  await made('key', 'accounts', { name: '川酒集团', level: 'key', region: '5101' }, company.as('zhou'))
  await made('normal', 'accounts', { name: '小铺子', level: 'normal', region: '3201' }, company.as('zhou'))
  await made('wangs', 'accounts', { name: '王磊的客户' }, company.as('wang'))
  await made('all', 'price-lists', { name: '2026 标准', priority: 0 })
  await made('sichuan', 'price-lists', { name: '四川重点', priority: 10, region: '51', grade: 'key' })
  await made('past', 'price-lists', { name: '去年', priority: 99, validUntil: '2025-12-31' })
  for (const [list, price, fromQuantity] of [
    ['all', 95_00, 1],
    ['all', 90_00, 100],
    ['sichuan', 88_00, 1],
    ['past', 1_00, 1],
  ] as const)
    await made(`${list}${fromQuantity}`, 'price-entries', { list: id[list], product: id.magazine, price, fromQuantity })
  await made('rate', 'exchange-rates', { currency: 'USD', rate: 7.2, validFrom: '2026-01-01' })
})
afterAll(() => company?.close())

const zhou = () => company.as('zhou')
const ask = (body: Record<string, unknown>, by = zhou()) =>
  by.post('/api/prices/quote', { date: '2026-11-22', ...body })
const line = (quantity: number, more = {}) => ({ product: id.magazine, quantity, ...more })

describe('a quote', () => {
  it('is priced by the list that fits the customer, its tier, and tells every step', async () => {
    const prices = async (account: string | null, quantity: number) =>
      (await ask({ account, lines: [line(quantity)] })).body.lines[0].unitPrice
    expect(await prices(null, 1)).toBe(95_00)
    expect(await prices(id.normal!, 100)).toBe(90_00)
    expect(await prices(id.key!, 1)).toBe(88_00)
    const { body } = await ask({
      account: id.key,
      lines: [line(10, { discount: 5 }), { product: id.stand, quantity: 1 }],
    })
    expect(body.lines[0].steps.map((s: any) => [s.text, s.from, s.to])).toEqual([
      ['价格表「四川重点」', null, 88_00],
      ['手工折扣 5%', 88_00, 83_60],
    ])
    expect(body).toMatchObject({ gross: 836_00 + 8_800_00, complete: true, leadDays: 5 })
    expect(body.net + body.tax).toBe(body.gross)
    expect(body.taxes.map((t: any) => t.percent)).toEqual([9, 6])
  })
  it('takes the customer’s contract price on its days, and promotions', async () => {
    const contract = await admin.post('/api/contract-prices', {
      name: '2026 年框',
      account: id.key,
      product: id.magazine,
      price: 80_00,
      validFrom: '2026-06-01',
      validUntil: '2026-12-31',
    })
    expect(contract.status, JSON.stringify(contract.body)).toBe(201)
    const unit = async (date: string) =>
      (await ask({ account: id.key, date, lines: [line(1)] })).body.lines[0].unitPrice
    expect([await unit('2026-05-31'), await unit('2026-06-01'), await unit('2027-01-01')]).toEqual([
      88_00, 80_00, 88_00,
    ])
    await admin.post('/api/promotions', {
      name: '满两千减五',
      kind: 'order',
      percent: 5,
      fromAmount: 2_000_00,
      validUntil: '2026-11-30',
    })
    expect((await ask({ lines: [line(30)] })).body).toMatchObject({
      amount: 2_850_00,
      orderDiscount: 142_50,
      gross: 2_707_50,
    })
  })
  it('converts, and takes tax out', async () => {
    const { body } = await ask({ currency: 'USD', lines: [line(1)] })
    expect(body.lines[0]).toMatchObject({ unitPrice: 13_19 })
    expect((await ask({ currency: 'EUR', lines: [line(1)] })).body.lines[0].remarks).toEqual([
      '没有折算成 EUR 的汇率，先维护汇率',
    ])
    expect((await ask({ taxIncluded: false, lines: [line(1)] })).body.lines[0]).toMatchObject({
      unitPrice: 87_16,
      gross: 95_00,
    })
  })
  it('says what the caller may not give alone', async () => {
    await admin.post('/api/discount-limits', { role: company.roles.salesperson, percent: 10 })
    const needs = async (discount: number) => (await ask({ lines: [line(1, { discount })] })).body.lines[0].needs
    expect([await needs(10), await needs(11), await needs(27)]).toEqual([
      [],
      ['overLimit'],
      ['belowFloor', 'overLimit'],
    ])
  })
  it('is refused for customers the caller does not see, and for nonsense', async () => {
    const foreign = await ask({ account: id.wangs, lines: [line(1)] })
    expect([foreign.status, foreign.body.errors[0].field]).toEqual([422, 'account'])
    const bad = await ask({
      currency: 'XXX',
      date: '2026-02-30',
      what: 1,
      lines: [{ product: 'x', quantity: -1 }, line(1, { discount: 101 })],
    })
    expect(bad.status).toBe(422)
    expect(bad.body.errors.map((e: any) => e.field)).toEqual([
      'what',
      'currency',
      'date',
      'lines.0.product',
      'lines.0.quantity',
      'lines.1.discount',
    ])
    for (const body of [null, [], 'x', { lines: 1 }, { lines: [1] }, { lines: [line(1e9, { unitPrice: 9e12 })] }])
      expect((await zhou().post('/api/prices/quote', body)).status).toBeLessThan(423)
  })
  it('of two hundred lines is one statement', async () => {
    const lines = Array.from({ length: 200 }, (_, i) => line(i + 1))
    const answer = await ask({ lines })
    expect([answer.status, answer.body.lines.length]).toEqual([200, 200])
  })
})

describe('prices', () => {
  it('say one thing: what does not fit together is refused', async () => {
    const refused = async (path: string, body: unknown) => (await admin.post(`/api/${path}`, body)).status
    expect(await refused('contract-prices', { name: 'a', account: id.key, product: id.magazine })).toBe(422)
    expect(
      await refused('contract-prices', { name: 'a', account: id.key, product: id.magazine, price: 1, percent: 1 }),
    ).toBe(422)
    expect(await refused('promotions', { name: 'b', kind: 'free', fromQuantity: 2, free: 2 })).toBe(422)
    expect(await refused('price-lists', { name: 'c', validFrom: '2026-02-01', validUntil: '2026-01-01' })).toBe(422)
  })
  it('are read by everybody who sells and kept by few; an agreement is only its customer’s people’s', async () => {
    expect((await zhou().get('/api/price-entries')).body.items.length).toBeGreaterThan(2)
    expect((await zhou().post('/api/price-lists', { name: '自定' })).status).toBe(403)
    expect(
      (await zhou().post('/api/contract-prices', { name: 'x', account: id.key, product: id.magazine, price: 1 }))
        .status,
    ).toBe(403)
    expect((await company.as('wang').get('/api/contract-prices')).body.items).toEqual([])
  })
  it('of an entry are in its list’s currency', async () => {
    const { body: list } = await admin.post('/api/price-lists', { name: '出口', currency: 'USD' })
    const { body: entry } = await admin.post('/api/price-entries', {
      list: list.id,
      product: id.magazine,
      price: 12_00,
    })
    expect((await admin.get(`/api/price-entries/${entry.id}`)).body.currency).toBe('USD')
  })
})

describe('a special price', () => {
  const request = (price: number) =>
    zhou().post('/api/price-requests', {
      account: id.normal,
      product: id.magazine,
      quantity: 50,
      price,
      reason: '首单',
    })
  it('is reckoned against the regular one, decided by size, and then holds', async () => {
    const { status, body } = await request(60_00)
    expect(status, JSON.stringify(body)).toBe(201)
    expect(body).toMatchObject({ regularPrice: 95_00, belowFloor: true, discount: 36.84 })
    const asked = await zhou().post(`/api/price-requests/${body.id}/submit`, {})
    expect(asked.status, JSON.stringify(asked.body)).toBe(200)
    for (const who of ['chen', 'gao'] as const) {
      const filter = encodeURIComponent(JSON.stringify({ field: 'status', op: 'eq', value: 'open' }))
      const { items } = (await company.as(who).get(`/api/approval-tasks?filter=${filter}`)).body
      expect(items.length, who).toBe(1)
      const decided = await company.as(who).post(`/api/approval-requests/${items[0].request.id}/approve`, {})
      expect(decided.status, who + JSON.stringify([decided.body, items])).toBe(200)
    }
    const units = async (quantity: number) =>
      (await zhou().post('/api/prices/quote', { account: id.normal, lines: [line(quantity)] })).body.lines[0].unitPrice
    expect([await units(50), await units(49)]).toEqual([60_00, 95_00])
  })
  it('needs no asking when it is not special', async () => {
    expect((await request(95_00)).body.detail).toBe('申请的价格不低于正常价，直接报价即可')
  })
})
