import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { refuse } from '../../core/acts/refusal'
import { beforeConfirm } from '.'

let company: Company
let account: string
let advert: string
let stand: string
const stopped = new Set<string>()
beforeConfirm((_ctx, order) => (stopped.has(order.id) ? refuse('order.closed') : null))
beforeAll(async () => {
  company = await freshCompany()
  account = (await made('zhou', 'accounts', { name: '江苏淮泽酒业集团有限公司' })).id
  advert = (
    await made('admin', 'products', {
      name: '封底整版',
      unit: 'page',
      listPrice: 28_000_00,
      cost: 6_200_00,
      taxRate: '6',
    })
  ).id
  stand = (await made('admin', 'products', { name: '标准展位', listPrice: 8_800_00, taxRate: '6' })).id
  await made('admin', 'discount-limits', { role: company.roles.salesperson, percent: 5 })
}, 120_000)
afterAll(() => company?.close())

const made = async (who: Who, path: string, body: unknown = {}) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status)
  return answer.body
}
const read = async (path: string, id: string, who: Who = 'zhou') =>
  (await company.as(who).get(`/api/${path}/${id}`)).body
const listed = async (path: string, field: string, value: string, who: Who = 'zhou') =>
  (
    await company
      .as(who)
      .get(`/api/${path}?sort=position&filter=${encodeURIComponent(JSON.stringify({ field, op: 'eq', value }))}`)
  ).body.items as any[]
const code = (answer: { body: any }) => [
  answer.body.code,
  ...(answer.body.errors ?? []).map((e: any) => `${e.field} ${e.code}`),
]
const accepted = async (lines: object[], more: object = {}) => {
  const { id } = await made('zhou', 'quotes/save', { name: '淮泽全年', account, lines, ...more })
  await made('zhou', `quotes/${id}/send`)
  await made('zhou', `quotes/${id}/accept`)
  return { id, lines: await listed('quote-lines', 'quote', id) }
}
const order = (quote: string, body: object = {}) => company.as('zhou').post(`/api/quotes/${quote}/order`, body)

describe('an accepted quote', () => {
  it('is ordered as a whole at the prices that were offered, whatever the lists say since', async () => {
    const { id, lines } = await accepted([
      { product: advert, quantity: 12, discount: 4 },
      { name: '设计', unitPrice: 3_000_00, taxRate: '6' },
    ])
    await company.as('admin').patch(`/api/products/${stand}`, { listPrice: 9_900_00 })
    const answer = await order(id, { customerReference: 'PO-7', deliverOn: '2030-01-31' })
    const one = await read('orders', answer.body.made.id)
    const quote = await read('quotes', id)
    expect(one).toMatchObject({
      quote: { id },
      status: 'draft',
      customerReference: 'PO-7',
      gross: quote.gross,
      net: quote.net,
      tax: quote.tax,
      listAmount: quote.listAmount,
      needsApproval: false,
    })
    const own = await listed('order-lines', 'order', one.id)
    expect(own.map(l => [l.quoteLine.id, l.pricing, l.unitPrice, l.quantity, l.gross])).toEqual(
      lines.map(l => [l.id, 'agreed', l.unitPrice, l.quantity, l.gross]),
    )
    expect((await listed('quote-lines', 'quote', id)).map(l => l.orderedQuantity)).toEqual([12, 1])
    expect(code(await order(id))[0]).toBe('order.nothingOpen')
    await company.as('admin').patch(`/api/products/${stand}`, { listPrice: 8_800_00 })
  })

  it('is ordered in parts; what is left stays open, and never more than was offered', async () => {
    const { id, lines } = await accepted([
      { product: advert, quantity: 12 },
      { product: stand, quantity: 3 },
    ])
    const part = await order(id, { lines: [{ line: lines[0].id, quantity: 5 }] })
    expect(part.status).toBe(200)
    const over = await order(id, { lines: [{ line: lines[0].id, quantity: 7.0001 }] })
    expect([over.status, code(over)]).toEqual([422, ['record.invalid', 'lines.0.quantity order.overQuoted']])
    const rest = await read('orders', (await order(id)).body.made.id)
    expect(rest.gross).toBe(7 * 28_000_00 + 3 * 8_800_00)
    // Cancelled or made smaller, what was taken is open again.
    await made('zhou', `orders/${rest.id}/cancel`, { cancelReason: 'customer' })
    expect((await listed('quote-lines', 'quote', id)).map(l => l.orderedQuantity)).toEqual([5, 0])
    const [line] = await listed('order-lines', 'order', part.body.made.id)
    expect((await company.as('zhou').patch(`/api/order-lines/${line.id}`, { quantity: 2 })).status).toBe(200)
    expect((await read('orders', part.body.made.id)).gross).toBe(2 * 28_000_00)
    const more = await company.as('zhou').patch(`/api/order-lines/${line.id}`, { quantity: 13 })
    expect([more.status, code(more)[0]]).toEqual([422, 'order.overQuoted'])
    expect((await listed('quote-lines', 'quote', id)).map(l => l.orderedQuantity)).toEqual([2, 0])
    expect((await order(id, { lines: [{ line: advert, quantity: 1 }] })).status).toBe(422)
    expect((await order(id, { lines: [{ line: lines[0].id, quantity: -1 }] })).status).toBe(422)
  })

  it('is not ordered twice by two who press at once', async () => {
    const { id, lines } = await accepted([{ product: advert, quantity: 10 }])
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => order(id, { lines: [{ line: lines[0].id, quantity: 3 }] })),
    )
    expect(answers.map(a => a.status).sort()).toEqual([200, 200, 200, 422, 422, 422])
    const [line] = await listed('quote-lines', 'quote', id)
    expect(line.orderedQuantity).toBe(9)
  })

  it('shares what was taken off the whole so that all parts have all of it', async () => {
    const promotion = await made('admin', 'promotions', {
      name: '满减',
      kind: 'order',
      amount: 1_000_01,
      fromAmount: 1,
      active: true,
    })
    const { id, lines } = await accepted([
      { product: advert, quantity: 3 },
      // A price and a percentage off the whole of it.
      { name: '易拉宝', quantity: 3, unitPrice: 33_33, discount: 7.5, taxRate: '13' },
    ])
    await company.as('admin').patch(`/api/promotions/${promotion.id}`, { active: false })
    const parts: any[] = []
    for (let i = 0; i < 3; i++) {
      const { made: one } = (await order(id, { lines: lines.map(l => ({ line: l.id, quantity: 1 })) })).body
      parts.push(...(await listed('order-lines', 'order', one.id)))
    }
    const sum = (some: any[], field: string) => some.map(l => l[field]).reduce((a, b) => a + b)
    const [adverts, stands] = [parts.filter(l => l.product), parts.filter(l => !l.product)]
    expect([sum(adverts, 'orderDiscount'), sum(adverts, 'gross')]).toEqual([1_000_01, lines[0].gross])
    expect([sum(stands, 'gross'), lines[1].gross]).toEqual([92_49, 92_49])
    expect(sum(parts, 'gross')).toBe((await read('quotes', id)).gross)
  })
})

describe('an order', () => {
  it('is written by hand with its cost, which salespeople do not see', async () => {
    const one = await made('zhou', 'orders/save', {
      name: '直接下单',
      account,
      lines: [
        { product: advert, quantity: 2 },
        { name: '设计', unitPrice: 500_00 },
      ],
    })
    expect(one.gross).toBe(56_500_00)
    expect('cost' in one).toBe(false)
    const [line] = await listed('order-lines', 'order', one.id, 'gao')
    expect(line.cost).toBe(12_400_00)
    // A line whose cost nobody knows leaves the order's open.
    expect((await read('orders', one.id, 'gao')).cost).toBeNull()
    const told = await company.as('zhou').post('/api/orders/price', { account, lines: [{ product: advert }] })
    expect([told.body.gross, 'cost' in told.body, 'cost' in told.body.lines[0]]).toEqual([28_000_00, false, false])
  })

  it('is confirmed once everybody who has a say agrees; then its lines stand', async () => {
    const one = await made('zhou', 'orders/save', { name: '确认', account, lines: [{ product: advert }] })
    stopped.add(one.id)
    expect(code(await company.as('zhou').post(`/api/orders/${one.id}/confirm`))[0]).toBe('order.closed')
    stopped.delete(one.id)
    await made('zhou', `orders/${one.id}/confirm`)
    expect(await read('orders', one.id)).toMatchObject({ status: 'confirmed' })
    expect(code(await company.as('zhou').post('/api/order-lines', { order: one.id, product: stand }))[0]).toBe(
      'order.notDraft',
    )
    expect((await company.as('zhou').delete(`/api/orders/${one.id}`)).status).toBe(422)
    await made('zhou', `orders/${one.id}/reopen`)
    await made('zhou', 'orders/save', { order: one.id, lines: [{ product: advert, quantity: 2 }] })
    await made('zhou', `orders/${one.id}/confirm`)
    await made('zhou', `orders/${one.id}/fulfil`)
    expect((await read('orders', one.id)).status).toBe('fulfilled')
    expect(code(await company.as('zhou').post(`/api/orders/${one.id}/cancel`, { cancelReason: 'other' }))[0]).toBe(
      'order.closed',
    )
    const empty = await made('zhou', 'orders/save', { name: '空', account, lines: [] })
    expect(code(await company.as('zhou').post(`/api/orders/${empty.id}/confirm`))[0]).toBe('lines.none')
  })

  it('with a price beyond what zhou may give waits for her superior', async () => {
    const one = await made('zhou', 'orders/save', { name: '让利', account, lines: [{ product: advert, discount: 9 }] })
    expect(code(await company.as('zhou').post(`/api/orders/${one.id}/confirm`))[0]).toBe('order.approvalFirst')
    expect((await company.as('zhou').post(`/api/orders/${one.id}/submit`)).status).toBe(200)
    expect((await read('orders', one.id)).approval).toBe('running')
  })

  it('is made again: a copy is priced as of today, without the quote', async () => {
    const { id } = await accepted([{ product: advert, quantity: 2, discount: 5 }])
    const { made: first } = (await order(id)).body
    const { made: second } = await made('zhou', `orders/${first.id}/copy`)
    const copy = await read('orders', second.id)
    expect([copy.quote, copy.gross]).toEqual([null, 53_200_00])
    expect((await listed('order-lines', 'order', second.id)).map(l => [l.pricing, l.quoteLine])).toEqual([
      ['rules', null],
    ])
  })

  it('comes of a deal in one press', async () => {
    const deal = await made('zhou', 'opportunities', { name: '展位两个', account })
    await made('zhou', 'opportunity-lines', { opportunity: deal.id, product: stand, quantity: 2 })
    await made('zhou', `opportunities/${deal.id}/win`, {})
    const { made: next } = await made('zhou', `opportunities/${deal.id}/order`)
    expect(await read('orders', next.id)).toMatchObject({ opportunity: { id: deal.id }, gross: 17_600_00 })
  })
})
