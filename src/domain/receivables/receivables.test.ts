import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { bringIn, sendFile } from '../../../test/importing'
import { systemContext } from '../../core/context'
import { recompute } from '../commissions'
import { checkAll } from './check'
import { dunningRound } from './dun'
import { matchJob } from './matchAll'
import { overdueNight } from './night'

let company: Company
let account: string
let other: string
beforeAll(async () => {
  company = await freshCompany()
  account = (await made('zhou', 'accounts', { name: '泸州老窖经销处' })).id
  other = (await made('zhou', 'accounts', { name: '宜宾五粮春商行' })).id
})
afterAll(() => company.close())

const DAY_MS = 86_400_000
const day = (ago: number) => new Date(Date.now() + 8 * 3_600_000 - ago * DAY_MS).toISOString().slice(0, 10)
const made = async (who: Who, path: string, body: unknown = {}) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect([200, 201], `${path} ${JSON.stringify(answer.body)}`).toContain(answer.status)
  return answer.body
}
const refused = async (who: Who, path: string, body: unknown = {}) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect(answer.status, `${path} ${JSON.stringify(answer.body)}`).toBeGreaterThanOrEqual(400)
  return answer.body.errors?.[0]?.message ?? answer.body.detail ?? answer.body.title
}
const read = async (path: string, who: Who = 'gao') => (await company.as(who).get(`/api/${path}`)).body
const listed = async (path: string, filter: unknown, who: Who = 'gao') =>
  (await read(`${path}?limit=100&sort=createdAt&filter=${encodeURIComponent(JSON.stringify(filter))}`, who)).items
const is = (field: string, value: unknown) => ({ field, op: 'eq', value })

/** An order of zhou's that stands, with lines at these amounts, tax included. */
async function ordered(amounts: number[], more: object = {}, customer = account) {
  const order = await made('zhou', 'orders/save', {
    name: '礼盒订单',
    account: customer,
    deliverOn: day(-10),
    ...more,
    lines: amounts.map((unitPrice, i) => ({ name: `礼盒 ${i + 1}`, quantity: 1, unitPrice, taxRate: '13' })),
  })
  const standing = await read(`orders/${order.id}`)
  await decided(standing)
  await made('zhou', `orders/${order.id}/confirm`)
  return read(`orders/${order.id}`)
}
/** Prices by hand may ask for a decision; here somebody agrees. */
async function decided(order: any) {
  if (!order.needsApproval) return
  await made('zhou', `orders/${order.id}/submit`)
  await agree('orders', order.id)
}
/** Whoever is asked agrees, until nobody is asked any more. */
async function agree(path: string, id: string) {
  for (let i = 0; i < 4 && (await read(`${path}/${id}`, 'zheng')).approval === 'running'; i++)
    for (const who of ['chen', 'gao', 'zheng'] as Who[]) {
      const [task] = await listed(
        'approval-tasks',
        { and: [is('status', 'open'), is('owner', company.people[who])] },
        who,
      )
      if (task) await made(who, `approval-requests/${task.request.id}/approve`, { comment: '同意' })
    }
}
const planOf = (order: string) => listed('instalments', is('order', order))
const came = (amount: number, more: object = {}) =>
  made('gao', 'payments', { account, amount, receivedOn: day(1), ...more })
const payments = async (id: string) => read(`payments/${id}`)
const nothingDiffers = async () => {
  const system = await systemContext(company.host, company.tenant)
  expect((await checkAll(system)).found, JSON.stringify((await read('receivables/checks', 'zheng')).items)).toBe(0)
}

describe('what is due of an order', () => {
  it('is planned by the usual terms once the order is confirmed, to the cent', async () => {
    const order = await ordered([100_01])
    expect(await planOf(order.id)).toMatchObject([
      { name: '全款', amount: 100_01, openAmount: 100_01, status: 'open', dueOn: day(-40), account: { id: account } },
    ])
  })
  it('is drawn up by terms, shared out so that the parts come to the whole', async () => {
    const [term] = await listed('payment-terms', is('name', '三六一'))
    const order = await ordered([100_01])
    const { items } = await made('zhou', 'instalments/plan', { order: order.id, term: term.id })
    expect(items.map((one: any) => one.amount)).toEqual([30_00, 60_01, 10_00])
    expect(items.map((one: any) => one.dueOn)).toEqual([null, day(-25), day(-100)])
  })
  it('and never comes to anything else', async () => {
    const order = await ordered([50_00])
    const line = { name: '首期', event: 'date', dueOn: day(0), amount: 20_00 }
    expect(await refused('zhou', 'instalments/plan', { order: order.id, lines: [line] })).toContain('50.00')
    expect(await refused('zhou', 'instalments/plan', { order: order.id, lines: [{ ...line, amount: -1 }] })).toContain(
      '0',
    )
  })
  it('is struck out with the order; what was paid stays on the account', async () => {
    const order = await ordered([80_00])
    const [part] = await planOf(order.id)
    const receipt = await came(80_00)
    await made('gao', `payments/${receipt.id}/settle`, { matches: [{ instalment: part.id, amount: 80_00 }] })
    expect(await refused('zhou', `orders/${order.id}/reopen`)).toContain('收款')
    await made('zhou', `orders/${order.id}/cancel`, { cancelReason: 'customer' })
    expect(await planOf(order.id)).toMatchObject([{ status: 'cancelled', openAmount: 0, paid: 0 }])
    expect(await payments(receipt.id)).toMatchObject({ openAmount: 80_00, status: 'unmatched' })
    await made('gao', `payments/${receipt.id}/refund`, { reason: '订单取消' })
    expect(await payments(receipt.id)).toMatchObject({ openAmount: 0, refunded: 80_00 })
  })
})

describe('what is due of a contract', () => {
  let contract: any
  it('is planned while it is drawn up, and owed once it holds', async () => {
    contract = await made('zhou', 'contracts', { name: '全年合作', account: other, baseGross: 100_00, taxRate: '6' })
    const lines = [
      { name: '预付款', percent: 40, event: 'signed', days: 5, amount: 40_00 },
      { name: '尾款', event: 'date', dueOn: day(-90), amount: 60_00 },
    ]
    await made('zhou', 'instalments/plan', { contract: contract.id, lines })
    const plan = () => listed('instalments', is('contract', contract.id))
    expect(await plan()).toMatchObject([
      { status: 'planned', dueOn: null, bookedOn: null },
      { status: 'planned', dueOn: day(-90) },
    ])
    const receipt = await came(40_00, { account: other })
    const [first] = await plan()
    const early = { matches: [{ instalment: first.id, amount: 40_00 }] }
    expect(await refused('gao', `payments/${receipt.id}/settle`, early)).toContain('未生效')
    await made('zhou', `contracts/${contract.id}/submit`)
    await agree('contracts', contract.id)
    await made('zhou', `contracts/${contract.id}/sign`, { signedOn: day(0) })
    expect(await plan()).toMatchObject([
      { status: 'open', dueOn: day(-5), openAmount: 40_00, bookedOn: day(0) },
      { status: 'open', dueOn: day(-90) },
    ])
    await made('gao', `payments/${receipt.id}/settle`, early)
    expect(await plan()).toMatchObject([{ status: 'paid' }, { status: 'open' }])
  })
  it('is not planned twice: its orders need no plan of their own', async () => {
    const order = await ordered([100_00], { contract: contract.id }, other)
    expect(await planOf(order.id)).toEqual([])
    expect(await refused('zhou', 'instalments/plan', { order: order.id })).toContain('合同已有')
  })
  it('goes with the contract to whoever takes it over', async () => {
    expect((await company.as('gao').patch(`/api/contracts/${contract.id}`, { owner: company.people.li })).status).toBe(
      200,
    )
    const owners = (await listed('instalments', is('contract', contract.id))).map((one: any) => one.owner.id)
    expect(new Set(owners)).toEqual(new Set([company.people.li]))
    await nothingDiffers()
  })
})

describe('a receipt', () => {
  it('pays in part, over, and leaves an advance that is used later', async () => {
    const order = await ordered([200_00])
    const [part] = await planOf(order.id)
    const first = await came(50_00, { reference: `货款 ${order.code}` })
    const { proposals } = await read(`payments/${first.id}/matching`)
    expect(proposals).toMatchObject([{ instalment: part.id, amount: 50_00, way: 'reference' }])
    expect(proposals[0].sentence).toBe(`附言写有订单号 ${order.code}`)
    await made('gao', `payments/${first.id}/settle`, { matches: proposals })
    expect(await planOf(order.id)).toMatchObject([{ paid: 50_00, openAmount: 150_00, status: 'partly' }])
    const second = await came(180_00)
    await made('gao', `payments/${second.id}/settle`, { matches: [{ instalment: part.id, amount: 150_00 }] })
    expect(await planOf(order.id)).toMatchObject([{ openAmount: 0, status: 'paid', paidOn: day(1) }])
    expect(await payments(second.id)).toMatchObject({ openAmount: 30_00, status: 'partly' })
    const next = await ordered([30_00])
    const [open] = await planOf(next.id)
    await made('gao', `payments/${second.id}/settle`, { matches: [{ instalment: open.id, amount: 30_00 }] })
    expect(await payments(second.id)).toMatchObject({ openAmount: 0, status: 'matched' })
    await nothingDiffers()
  })
  it('is never matched beyond what is left or open, nor to another customer', async () => {
    const [part] = await planOf((await ordered([40_00])).id)
    const [strange] = await planOf((await ordered([40_00], {}, other)).id)
    const receipt = await came(60_00)
    const settle = (matches: object[]) => refused('gao', `payments/${receipt.id}/settle`, { matches })
    expect(await settle([{ instalment: part.id, amount: 40_01 }])).toContain('40.00')
    expect(await settle([{ instalment: strange.id, amount: 40_00 }])).toContain('客户')
    expect(await settle([{ instalment: part.id, amount: 0 }])).toContain('大于 0')
    expect(
      await refused('zhou', `payments/${receipt.id}/settle`, { matches: [{ instalment: part.id, amount: 1 }] }),
    ).toBeTruthy()
    await made('gao', `payments/${receipt.id}/settle`, { matches: [{ instalment: part.id, amount: 40_00 }] })
    expect(await settle([{ instalment: part.id, amount: 1 }])).toContain('0.00')
    expect((await company.as('gao').patch(`/api/payments/${receipt.id}`, { amount: 1 })).status).toBe(422)
    expect((await company.as('gao').delete(`/api/payments/${receipt.id}`)).status).toBe(422)
    await made('gao', `payments/${receipt.id}/reverse`, { reason: '支票退票' })
    expect(await payments(receipt.id)).toMatchObject({ status: 'reversed', openAmount: 0, matched: 0 })
    expect(await read(`instalments/${part.id}`)).toMatchObject({
      openAmount: 40_00,
      paid: 0,
      status: 'open',
      paidOn: null,
    })
  })
  it('of two that pay the same at once, one waits and finds nothing open', async () => {
    const [part] = await planOf((await ordered([90_00])).id)
    const receipts = [await came(90_00), await came(90_00), await came(90_00)]
    const answers = await Promise.all(
      receipts.map(one =>
        company.as('gao').post(`/api/payments/${one.id}/settle`, { matches: [{ instalment: part.id, amount: 90_00 }] }),
      ),
    )
    expect(answers.map(one => one.status).sort()).toEqual([200, 422, 422])
    expect(await read(`instalments/${part.id}`)).toMatchObject({ paid: 90_00, openAmount: 0 })
    for (const one of receipts) await made('gao', `payments/${one.id}/reverse`, { reason: '测试' })
    await nothingDiffers()
  })
  it('earns commission for whose merit the order is, in the month in which it came', async () => {
    const month = day(1).slice(0, 7)
    await made('admin', 'commission-plans', {
      name: '回款提成',
      base: 'receipt',
      people: [company.people.zhou],
      startsOn: `${month}-01`,
      rates: [{ percent: 10 }],
    })
    const system = await systemContext(company.host, company.tenant)
    await recompute(system, month)
    const total = async () => (await listed('commission-statements', is('period', month)))[0]?.total ?? 0
    const before = await total()
    const [part] = await planOf((await ordered([70_00, 30_00])).id)
    const receipt = await came(50_00)
    await made('gao', `payments/${receipt.id}/settle`, { matches: [{ instalment: part.id, amount: 50_00 }] })
    await recompute(system, month)
    expect((await total()) - before).toBe(5_00)
    await made('gao', `payments/${receipt.id}/unmatch`)
    await recompute(system, month)
    expect(await total()).toBe(before)
    await made('gao', `payments/${receipt.id}/reverse`, { reason: '测试' })
  })
  it('comes with a bank’s file, finds its customer by the payer, and is matched with all others in a job', async () => {
    const orders = [
      await ordered([11_00], {}, other),
      await ordered([22_00], {}, other),
      await ordered([33_00], {}, other),
    ]
    const lines = [
      '交易日期,对方户名,贷方金额,摘要,交易流水号',
      `${day(0)},宜宾五粮春商行,22.00,往来款,B1`,
      `${day(0)},宜宾五粮春商行,44.00,往来款,B2`,
      `${day(0)},没人认识的公司,5.00,,B3`,
    ]
    const file = lines.join('\n')
    const taken = await bringIn(company, 'gao', file, { object: 'payments', mode: 'run' }, '流水.csv')
    expect(taken).toMatchObject({ status: 'done', created: 3, failed: 0 })
    const { id } = await made('gao', 'payments/match', { certain: true })
    const system = await systemContext(company.host, company.tenant)
    await matchJob.run(system, { run: id })
    expect(await read(`match-runs/${id}`)).toMatchObject({ status: 'done', matched: 2, amount: 66_00 })
    for (const order of orders) expect(await planOf(order.id)).toMatchObject([{ openAmount: 0, status: 'paid' }])
    expect(await listed('payments', is('payer', '没人认识的公司'))).toMatchObject([{ account: null, openAmount: 5_00 }])
    expect(
      await listed('payments', { and: [is('account', other), is('payer', '宜宾五粮春商行')] }, 'zhou'),
    ).toHaveLength(2)
    await nothingDiffers()
  })
})

describe('an invoice', () => {
  it('is requested by sales, issued once by finance, and never for more than was ordered', async () => {
    const order = await ordered([113_00, 226_00])
    const [first] = (await read(`orders/${order.id}/billable`, 'zhou')).billable
    const half = await made('zhou', 'invoices', {
      order: order.id,
      kind: 'special',
      lines: [{ orderLine: first.id, gross: 50_00 }],
    })
    expect(half).toMatchObject({ gross: 50_00, status: 'requested', buyer: '泸州老窖经销处' })
    expect(half.net + half.tax).toBe(50_00)
    const over = { order: order.id, kind: 'special', lines: [{ orderLine: first.id, gross: 63_01 }] }
    expect(await refused('zhou', 'invoices', over)).toBeTruthy()
    const rest = await made('zhou', 'invoices', { order: order.id, kind: 'ordinary' })
    expect(rest.gross).toBe(289_00)
    expect(half.tax + rest.tax).toBe(39_00)
    expect(await refused('zhou', 'invoices', { order: order.id, kind: 'special' })).toContain('没有可以开票')
    expect(
      (await company.as('zhou').post(`/api/invoices/${half.id}/issue`, { number: '25440000000000000001' })).status,
    ).toBe(403)
    await made('gao', `invoices/${half.id}/issue`, { number: '25440000000000000001' })
    expect(await refused('gao', `invoices/${rest.id}/issue`, { number: '25440000000000000001' })).toContain('已用')
    await made('gao', `invoices/${rest.id}/issue`, { number: '25440000000000000002' })
    expect((await company.as('gao').delete(`/api/invoices/${rest.id}`)).status).toBe(422)
    expect(await refused('zhou', `orders/${order.id}/cancel`, { cancelReason: 'customer' })).toContain('红冲')

    const [part] = await planOf(order.id)
    // Nobody names an invoice: the older one is paid first, the rest of the money pays the other.
    const receipt = await came(100_00)
    await made('gao', `payments/${receipt.id}/settle`, { matches: [{ instalment: part.id, amount: 100_00 }] })
    expect(await read(`invoices/${half.id}`)).toMatchObject({ paid: 50_00, openAmount: 0 })
    expect(await read(`invoices/${rest.id}`)).toMatchObject({ paid: 50_00, openAmount: 239_00 })
    const { made: red } = await made('gao', `invoices/${rest.id}/takeBack`, { reason: '金额有误' })
    expect(await read(`invoices/${red.id}`)).toMatchObject({
      gross: -289_00,
      redOf: { id: rest.id },
      status: 'requested',
    })
    expect(await read(`invoices/${rest.id}`)).toMatchObject({ redAmount: 289_00, openAmount: 0, paid: 0 })
    expect((await read(`orders/${order.id}/billable`, 'zhou')).billable.map((one: any) => one.gross)).toEqual([
      63_00, 226_00,
    ])
    await nothingDiffers()
  })
  it('of two that ask for all of an order at once one gets it, and it is taken back in part to the cent', async () => {
    const order = await ordered([100_01])
    const asked = () => company.as('zhou').post('/api/invoices', { order: order.id, kind: 'special' })
    const answers = await Promise.all([asked(), asked()])
    expect(answers.map(one => one.status).sort()).toEqual([201, 422])
    const { id } = answers.find(one => one.status === 201)!.body
    await made('gao', `invoices/${id}/issue`, { number: '25440000000000000030' })
    const [line] = await listed('invoice-lines', is('invoice', id))
    const back = (gross: number) => ({ reason: '单价有误', lines: [{ line: line.id, gross }] })
    const { made: red } = await made('gao', `invoices/${id}/takeBack`, back(33_33))
    expect(await refused('gao', `invoices/${id}/takeBack`, back(66_69))).toBeTruthy()
    const { made: rest } = await made('gao', `invoices/${id}/takeBack`, { reason: '其余' })
    const sums = [await read(`invoices/${id}`), await read(`invoices/${red.id}`), await read(`invoices/${rest.id}`)]
    for (const of of ['net', 'tax', 'gross']) expect(sums.reduce((sum, one) => sum + one[of], 0)).toBe(0)
    await nothingDiffers()
  })
  it('that was paid before it is issued counts as paid', async () => {
    const order = await ordered([60_00])
    const [part] = await planOf(order.id)
    const receipt = await came(60_00)
    await made('gao', `payments/${receipt.id}/settle`, { matches: [{ instalment: part.id, amount: 60_00 }] })
    const { id } = await made('zhou', 'invoices', { order: order.id, kind: 'ordinary' })
    await made('gao', `invoices/${id}/issue`, { number: '25440000000000000010' })
    expect(await read(`invoices/${id}`)).toMatchObject({ paid: 60_00, openAmount: 0 })
    await made('gao', `invoices/${id}/void`, { reason: '抬头写错' })
    expect(await read(`invoices/${id}`)).toMatchObject({ status: 'voided', paid: 0 })
    expect(await read(`instalments/${part.id}`)).toMatchObject({ paid: 60_00 })
    await nothingDiffers()
  })
})

describe('goods that come back', () => {
  it('are credited to the cent: off what is owed, by red-letter invoice, and what was paid is given back', async () => {
    const order = await ordered([100_00, 33_33])
    const [part] = await planOf(order.id)
    const { id: invoice } = await made('zhou', 'invoices', { order: order.id, kind: 'special' })
    await made('gao', `invoices/${invoice}/issue`, { number: '25440000000000000020' })
    const receipt = await came(120_00)
    await made('gao', `payments/${receipt.id}/settle`, { matches: [{ instalment: part.id, invoice, amount: 120_00 }] })
    const early = { name: '还没发货', order: order.id, reason: 'damaged' }
    expect(await refused('zhou', 'goods-returns', early)).toContain('没有已交付')
    await made('zhou', `orders/${order.id}/deliver`)
    const { returnable } = await read(`orders/${order.id}/billable`, 'zhou')
    const back = { name: '破损退货', order: order.id, reason: 'damaged', settlement: 'refund' }
    const tooMany = { ...back, lines: [{ orderLine: returnable[1].id, quantity: 2 }] }
    expect(await refused('zhou', 'goods-returns', tooMany)).toContain('最多还能退 1')
    const made1 = await made('zhou', 'goods-returns', {
      ...back,
      lines: [{ orderLine: returnable[1].id, quantity: 1 }],
    })
    expect(made1.gross).toBe(33_33)
    await made('zhou', `goods-returns/${made1.id}/submit`)
    await agree('goods-returns', made1.id)
    expect((await company.as('zhou').post(`/api/goods-returns/${made1.id}/receive`)).status).toBe(403)
    await made('gao', `goods-returns/${made1.id}/receive`)
    await made('gao', `goods-returns/${made1.id}/settle`)
    // 133.33 owed, 120.00 paid: 13.33 is taken off what is open, 20.00 goes back.
    expect(await read(`instalments/${part.id}`)).toMatchObject({
      credited: 33_33,
      paid: 100_00,
      openAmount: 0,
      status: 'paid',
    })
    expect(await payments(receipt.id)).toMatchObject({ matched: 100_00, refunded: 20_00, openAmount: 0 })
    expect(await read(`invoices/${invoice}`)).toMatchObject({ redAmount: 33_33, paid: 100_00, openAmount: 0 })
    expect(await listed('order-lines', is('id', returnable[1].id))).toMatchObject([{ returnedQuantity: 1 }])
    expect(
      await refused('zhou', 'goods-returns', { ...back, lines: [{ orderLine: returnable[1].id, quantity: 1 }] }),
    ).toBeTruthy()
    await nothingDiffers()
  })
  it('are never more than was delivered, however many come at once', async () => {
    const order = await made('zhou', 'orders/save', {
      name: '分批交付',
      account,
      lines: [{ name: '礼盒', quantity: 10, unitPrice: 10_01, taxRate: '13' }],
    })
    await decided(await read(`orders/${order.id}`))
    await made('zhou', `orders/${order.id}/confirm`)
    const [line] = await listed('order-lines', is('order', order.id))
    const deliver = { lines: [{ orderLine: line.id, quantity: 4 }] }
    await made('zhou', `orders/${order.id}/deliver`, deliver)
    expect(await refused('zhou', `orders/${order.id}/deliver`, { lines: [{ orderLine: line.id, quantity: 7 }] })).toBe(
      '“礼盒”最多还能交付 6',
    )
    const asked = { name: '退货', order: order.id, reason: 'damaged', lines: [{ orderLine: line.id, quantity: 1 }] }
    const answers = await Promise.all(
      Array.from({ length: 7 }, () => company.as('zhou').post('/api/goods-returns', asked)),
    )
    expect(answers.map(one => one.status).sort()).toEqual([201, 201, 201, 201, 422, 422, 422])
    const back = answers.filter(one => one.status === 201).map(one => one.body.id)
    const undo = { lines: [{ orderLine: line.id, quantity: -1 }] }
    expect(await refused('zhou', `orders/${order.id}/deliver`, undo)).toContain('退货合计 4')
    // One that lies in the bin makes room for another, and can't come back then.
    await company.as('zhou').delete(`/api/goods-returns/${back[0]}`)
    const other = await made('zhou', 'goods-returns', asked)
    expect(await refused('zhou', `goods-returns/${back[0]}/restore`)).toContain('只交付了 4')
    await company.as('zhou').post(`/api/goods-returns/${other.id}/cancel`, {})
    await made('zhou', `goods-returns/${back[0]}/restore`)
    await made('zhou', `orders/${order.id}/fulfil`)
    expect(await listed('order-lines', is('id', line.id))).toMatchObject([{ deliveredQuantity: 10 }])
    const gross = (await read(`orders/${order.id}/billable`, 'zhou')).returnable[0]
    expect(gross).toMatchObject({ quantity: 6, gross: 60_06 })
  })
})

describe('what is not paid', () => {
  let late: any
  beforeAll(async () => {
    const order = await ordered([500_00])
    await made('zhou', 'instalments/plan', {
      order: order.id,
      lines: [{ name: '全款', event: 'date', dueOn: day(40), amount: 500_00 }],
    })
    ;[late] = await planOf(order.id)
  })
  it('is aged by buckets that add up, for customers, owners and boards', async () => {
    await overdueNight(await systemContext(company.host, company.tenant))
    for (const by of ['account', 'owner', 'board']) {
      const report = await read(`receivables/ageing?by=${by}`)
      const sum = (of: (one: any) => number) => report.items.reduce((total: number, one: any) => total + of(one), 0)
      expect(sum(one => one.owed)).toBe(report.whole.owed)
      for (const line of [...report.items, report.whole])
        expect(line.buckets.reduce((total: number, one: number) => total + one, 0)).toBe(line.owed)
      expect(report.whole.buckets[2]).toBe(500_00)
    }
    expect((await company.as('gao').get('/api/receivables/ageing?by=nobody')).status).toBe(400)
    expect((await read('receivables/ageing', 'wang')).whole.owed).toBe(0)
  })
  it('is aged as of an earlier day: money that came since was owed then', async () => {
    const at = (ago: number, by = 'account') => read(`receivables/ageing?by=${by}&day=${day(ago)}`)
    const of = async (ago: number) => (await at(ago)).items.find((one: any) => one.key === customer)
    const customer = (await made('zhou', 'accounts', { name: '茅台镇供销行' })).id
    const standing = { account: customer, name: '老账', amount: 300_00, bookedOn: day(60), dueOn: day(50) }
    const { id } = await made('gao', 'instalments', standing)
    const receipt = await came(250_00, { account: customer, receivedOn: day(10) })
    await made('gao', `payments/${receipt.id}/settle`, { matches: [{ instalment: id, amount: 200_00 }] })
    await made('gao', `payments/${receipt.id}/refund`, { amount: 20_00, refundedOn: day(5) })
    expect(await of(0)).toMatchObject({ owed: 100_00, advance: 30_00, oldestDays: 50 })
    expect(await of(6)).toMatchObject({ owed: 100_00, advance: 50_00, oldestDays: 44 })
    expect(await of(11)).toMatchObject({ owed: 300_00, overdue: 300_00, advance: 0, oldestDays: 39 })
    expect(await of(50)).toMatchObject({ owed: 300_00, overdue: 0 })
    expect(await of(61)).toBeUndefined()
    // On each of these days what is owed less what lies on the account is what the statement says.
    for (const ago of [0, 6, 11, 50]) {
      const { owed, advance } = await of(ago)
      expect((await read(`receivables/statement?account=${customer}&to=${day(ago)}&from=${day(90)}`)).closing).toBe(
        owed - advance,
      )
    }
    const rest = await came(100_00, { account: customer, receivedOn: day(1) })
    await made('gao', `payments/${rest.id}/settle`, { matches: [{ instalment: id, amount: 100_00 }] })
    expect((await of(0))?.owed ?? 0).toBe(0)
    expect(await of(2)).toMatchObject({ owed: 100_00 })
    const sheet = await company.as('gao').get(`/api/receivables/ageing/export?day=${day(2)}&format=csv`)
    expect(String(sheet.body)).toContain('茅台镇供销行')
    expect((await company.as('gao').get(`/api/receivables/ageing?day=${day(-1)}`)).status).toBe(400)
    expect((await company.as('zhou').get('/api/receivables/ageing/export')).status).toBe(403)
  })
  it('is dunned at the level it has come to, once', async () => {
    const contact = await made('zhou', 'contacts', {
      name: '付国强',
      account,
      email: 'fu@lzlj.cn',
      emailConsent: 'allowed',
    })
    await company.as('zhou').patch(`/api/accounts/${account}`, { primaryContact: contact.id })
    const system = await systemContext(company.host, company.tenant)
    expect(await dunningRound(system)).toBe(1)
    expect(await dunningRound(system)).toBe(0)
    const letters = await listed('dunnings', is('account', account))
    expect(letters).toMatchObject([{ name: '正式催告', step: 2, amount: 500_00 }])
    const message = await read(`messages/${letters[0].message.id}`)
    expect(message.body).toContain('500.00 元')
    expect(message.body).toContain('逾期 40 天')
    expect(await read(`tasks/${letters[0].task.id}`, 'zhou')).toMatchObject({ owner: { id: company.people.zhou } })
    expect(await read(`instalments/${late.id}`)).toMatchObject({ dunningStep: 2, overdue: true })
  })
  it('may come to as much as somebody other than the salesperson says', async () => {
    const fresh = { name: '习水习酒行', creditLimit: 1_000_000_00 }
    expect(await refused('zhou', 'accounts', fresh)).toContain('不能修改')
    const { id } = await made('zhou', 'accounts', { name: fresh.name })
    const raise = (who: Who) => company.as(who).patch(`/api/accounts/${id}`, { creditLimit: 1_000_000_00 })
    expect((await raise('zhou')).body.errors).toMatchObject([{ field: 'creditLimit', code: 'field.noRight' }])
    const file = `客户名称,信用额度\n${fresh.name},1000000\n`
    const taken = { match: 'name', onMatch: 'update' }
    await bringIn(company, 'zhou', file, taken)
    expect((await read(`accounts/${id}`, 'zhou')).creditLimit).toBeNull()
    const named = { ...taken, mapping: JSON.stringify({ 客户名称: 'name', 信用额度: 'creditLimit' }) }
    expect(
      (await sendFile(company, 'zhou', '/api/imports', file, 'limits.csv', { object: 'accounts', ...named })).status,
    ).toBe(422)
    const byLimit = { ...named, match: 'creditLimit', onMatch: 'skip' }
    expect(
      (await sendFile(company, 'zhou', '/api/imports', file, 'limits.csv', { object: 'accounts', ...byLimit })).status,
    ).toBe(422)
    const { fields } = (await read('metadata', 'zhou')).objects.find((one: any) => one.name === 'account')
    expect(fields.find((one: any) => one.name === 'creditLimit')).toMatchObject({ readOnly: true })
    expect((await raise('chen')).status).toBe(200)
    expect((await read(`accounts/${id}`, 'zhou')).creditLimit).toBe(1_000_000_00)
  })
  it('keeps an order from being confirmed beyond the credit limit', async () => {
    const customer = (await made('zhou', 'accounts', { name: '金沙回沙行' })).id
    await company.as('gao').patch(`/api/accounts/${customer}`, { creditLimit: 100_00 })
    await ordered([70_00], {}, customer)
    const draft = await made('zhou', 'orders/save', {
      name: '再来一单',
      account: customer,
      lines: [{ name: '礼盒', quantity: 1, unitPrice: 30_01, taxRate: '13' }],
    })
    await decided(await read(`orders/${draft.id}`))
    expect(await refused('zhou', `orders/${draft.id}/confirm`)).toContain('超出信用额度 0.01 元')
    await company.as('gao').patch(`/api/accounts/${customer}`, { creditLimit: 100_01 })
    await made('zhou', `orders/${draft.id}/confirm`)
  })
  it('counts against the limit in whatever currency it is owed, at the day’s rate', async () => {
    const customer = (await made('zhou', 'accounts', { name: '怀庄进出口' })).id
    await company.as('gao').patch(`/api/accounts/${customer}`, { creditLimit: 1_000_00 })
    const draft = await made('zhou', 'orders/save', {
      name: '出口订单',
      account: customer,
      currency: 'USD',
      lines: [{ name: '礼盒', quantity: 1, unitPrice: 100_00, taxRate: '13' }],
    })
    await decided(await read(`orders/${draft.id}`))
    expect(await refused('zhou', `orders/${draft.id}/confirm`)).toContain('没有 USD 今天可用的汇率')
    const rate = await made('admin', 'exchange-rates', { currency: 'USD', rate: 10.0001, validFrom: day(3) })
    expect(await refused('zhou', `orders/${draft.id}/confirm`)).toContain('超出信用额度 0.01 元')
    await company.as('admin').patch(`/api/exchange-rates/${rate.id}`, { rate: 7 })
    await made('zhou', `orders/${draft.id}/confirm`)
    expect(await read(`receivables/of/${customer}`, 'zhou')).toMatchObject({ owed: 0, used: 700_00, unrated: [] })
    const more = await made('zhou', 'orders/save', {
      name: '内销订单',
      account: customer,
      lines: [{ name: '礼盒', quantity: 1, unitPrice: 300_01, taxRate: '13' }],
    })
    await decided(await read(`orders/${more.id}`))
    expect(await refused('zhou', `orders/${more.id}/confirm`)).toContain('超出信用额度 0.01 元')
  })
  it('is written off once it is agreed to, and owed again when that is taken back', async () => {
    const proposal = await made('zhou', 'write-offs', { name: '尾款收不回', account, reason: 'dispute' })
    expect(proposal.amount).toBe(500_00)
    await made('zhou', `write-offs/${proposal.id}/submit`)
    await agree('write-offs', proposal.id)
    expect(await read(`instalments/${late.id}`)).toMatchObject({
      writtenOff: 500_00,
      openAmount: 0,
      status: 'writtenOff',
    })
    expect((await company.as('zhou').post(`/api/write-offs/${proposal.id}/revoke`)).status).toBe(403)
    await made('zheng', `write-offs/${proposal.id}/revoke`)
    expect(await read(`instalments/${late.id}`)).toMatchObject({ writtenOff: 0, openAmount: 500_00, status: 'open' })
    await nothingDiffers()
  })
})

describe('the books', () => {
  it('agree with a customer’s statement: what is owed less what lies on the account', async () => {
    for (const id of [account, other]) {
      const statement = await read(`receivables/statement?account=${id}&from=${day(400)}&to=${day(0)}`)
      const { owed, advance } = await read(`receivables/of/${id}`)
      expect(statement.closing).toBe(owed - advance)
      expect(statement.opening + statement.movements.reduce((sum: number, one: any) => sum + one.amount, 0)).toBe(
        statement.closing,
      )
      expect(statement.movements.at(-1).balance).toBe(statement.closing)
    }
    const sheet = await company.as('gao').get(`/api/receivables/statement/export?account=${account}&format=csv`)
    expect(sheet.status).toBe(200)
    expect(String(sheet.body)).toContain('期末余额')
    expect((await company.as('gao').get(`/api/receivables/statement?account=${account}&from=nonsense`)).status).toBe(
      400,
    )
    expect((await company.as('wang').get(`/api/receivables/statement?account=${account}`)).status).toBe(404)
  })
  it('are checked to the cent, and tell of each that does not agree', async () => {
    const system = await systemContext(company.host, company.tenant)
    const [row] = await planOf((await ordered([70_00])).id)
    const corrupt = (cents: number) =>
      company.database.owner.query('update instalments set paid = paid + $2, amount = amount + $2 where id = $1', [
        row.id,
        cents,
      ])
    await corrupt(1)
    expect((await checkAll(system)).found).toBe(2)
    const { items } = await read('receivables/checks', 'zheng')
    expect(items.map((one: any) => [one.sum, one.difference]).sort()).toEqual([
      ['instalmentPaid', 1],
      ['orderPlan', -1],
    ])
    const told = await listed('notifications', is('type', 'ledgerDifference'), 'zheng')
    expect(told.length).toBe(1)
    await corrupt(-1)
    await nothingDiffers()
    expect((await read('receivables/checks', 'zheng')).items).toEqual([])
    expect((await company.as('zhou').get('/api/receivables/checks')).status).toBe(403)
    expect((await company.as('zhou').post('/api/ledger-checks/run')).status).toBe(403)
  })
})
