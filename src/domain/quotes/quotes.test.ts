import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Company, freshCompany, type Who } from '../../../test/company'
import { bringIn } from '../../../test/importing'
import { systemContext } from '../../core/context'
import { expire } from '.'

let company: Company
let account: string
let advert: string
let stand: string
beforeAll(async () => {
  company = await freshCompany()
  account = (await made('zhou', 'accounts', { name: '江苏淮泽酒业集团有限公司' })).id
  advert = (
    await made('admin', 'products', {
      name: '封底整版',
      code: 'FD',
      unit: 'page',
      listPrice: 28_000_00,
      floorPrice: 18_000_00,
      taxRate: '6',
    })
  ).id
  stand = (await made('admin', 'products', { name: '标准展位', unit: 'stand', listPrice: 8_800_00, taxRate: '6' })).id
  for (const [role, percent] of [
    ['salesperson', 5],
    ['team-lead', 15],
    ['board-head', 30],
  ] as const)
    await made('admin', 'discount-limits', { role: company.roles[role], percent })
  await made('admin', 'exchange-rates', { currency: 'USD', rate: 7.1, validFrom: '2020-01-01' })
  await made('admin', 'exchange-rates', { currency: 'HKD', rate: 0.9123, validFrom: '2020-01-01' })
}, 120_000)
afterAll(() => company?.close())

const DAY_MS = 86_400_000
const day = (ahead: number) => new Date(Date.now() + 8 * 3_600_000 + ahead * DAY_MS).toISOString().slice(0, 10)
const made = async (who: Who, path: string, body: unknown = {}) => {
  const answer = await company.as(who).post(`/api/${path}`, body)
  expect([200, 201], JSON.stringify(answer.body)).toContain(answer.status)
  return answer.body
}
const save = (who: Who, body: object) => company.as(who).post('/api/quotes/save', body)
const quoted = (lines: object[], more: object = {}) =>
  made('zhou', 'quotes/save', { name: '淮泽封底全年', account, lines, ...more })
const act = (who: Who, id: string, name: string, body: object = {}) =>
  company.as(who).post(`/api/quotes/${id}/${name}`, body)
const found = async (path: string, filter: object, sort = 'position', who: Who = 'zhou') =>
  (
    await company
      .as(who)
      .get(`/api/${path}?limit=200&sort=${sort}&filter=${encodeURIComponent(JSON.stringify(filter))}`)
  ).body.items as any[]
const linesOf = (quote: string) => found('quote-lines', { field: 'quote', op: 'eq', value: quote })
const read = async (id: string) => (await company.as('zhou').get(`/api/quotes/${id}`)).body
const code = (answer: { body: any }) => [
  answer.body.code,
  ...(answer.body.errors ?? []).map((e: any) => `${e.field} ${e.code}`),
]
const decide = async (who: Who, name = 'approve') => {
  const [task] = await found(
    'approval-tasks',
    {
      and: [
        { field: 'status', op: 'eq', value: 'open' },
        { field: 'owner', op: 'eq', value: company.people[who] },
      ],
    },
    '-createdAt',
    who,
  )
  const answer = await company.as(who).post(`/api/approval-requests/${task.request.id}/${name}`, { comment: '好' })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
}

describe('a quote', () => {
  it('is saved with its lines in one go, each priced with its steps, and comes to their sum', async () => {
    const one = await quoted([
      { product: advert, quantity: 12, discount: 5 },
      { product: stand, quantity: 2 },
      { name: '上门设计', quantity: 1, unitPrice: 3_000_00, taxRate: '6', unit: 'set' },
    ])
    const lines = await linesOf(one.id)
    expect(
      lines.map(l => [l.position, l.name, l.unit, l.listPrice, l.unitPrice, l.pricing, l.taxRate, l.gross]),
    ).toEqual([
      [1, '封底整版', 'page', 28_000_00, 26_600_00, 'rules', '6', 319_200_00],
      [2, '标准展位', 'stand', 8_800_00, 8_800_00, 'rules', '6', 17_600_00],
      [3, '上门设计', 'set', 3_000_00, 3_000_00, 'hand', '6', 3_000_00],
    ])
    expect(one).toMatchObject({
      status: 'draft',
      approval: 'draft',
      revision: 1,
      currency: 'CNY',
      listAmount: 356_600_00,
      gross: 339_800_00,
      net: 320_566_04,
      tax: 19_233_96,
      largestDiscount: 5,
      needsApproval: false,
      quotedOn: day(0),
      validUntil: day(30),
    })
    expect(one.code).toMatch(/^BJ-\d{4}-\d{5}$/)
    const { items } = (await company.as('zhou').get(`/api/quotes/${one.id}/prices`)).body
    expect(items[0].steps.map((s: any) => s.text)).toEqual(['产品的标准价', '手工折扣 5%'])
  })

  it('says beforehand what it would come to, exactly what it then is', async () => {
    const lines = [
      { product: advert, quantity: 3.3333, discount: 3.7 },
      { product: stand, quantity: 7, unitPrice: 7_777_77 },
      { name: '运费', quantity: 1, unitPrice: 1, taxRate: '9' },
    ]
    const told = (await company.as('zhou').post('/api/quotes/price', { account, lines })).body
    const one = await quoted(lines)
    expect([told.net, told.tax, told.gross, told.listAmount]).toEqual([one.net, one.tax, one.gross, one.listAmount])
    const again = await company.as('zhou').post('/api/quotes/price', {
      quote: one.id,
      account,
      lines: (await linesOf(one.id)).map(({ id, quantity }) => ({ id, quantity })),
    })
    expect([again.body.gross, again.body.lines[1].pricing]).toEqual([one.gross, 'hand'])
  })

  it('is always the sum of its lines, to the last unit, in whatever currency, with and without tax', async () => {
    let state = 42
    const next = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return state % below
    }
    for (const currency of ['CNY', 'USD', 'HKD'])
      for (const taxIncluded of [true, false]) {
        const lines = Array.from({ length: 12 }, (_, i) => ({
          ...(i % 3 === 0 ? { name: `其他 ${i}`, unitPrice: next(9_999_999) } : { product: i % 2 ? advert : stand }),
          ...(i % 3 === 1 ? { discount: next(500) / 100 } : {}),
          quantity: (1 + next(99_999)) / 10_000,
          taxRate: ['13', '9', '6', '3', '1', '0', 'exempt'][next(7)],
        }))
        const one = await quoted(lines, { currency, taxIncluded })
        const written = await linesOf(one.id)
        for (const field of ['net', 'tax', 'gross'] as const)
          expect(
            written.reduce((sum, l) => sum + l[field], 0),
            `${currency} ${taxIncluded} ${field}`,
          ).toBe(one[field])
        expect(written.every(l => l.net + l.tax === l.gross && l.currency === currency)).toBe(true)
        expect(written.filter(l => ['0', 'exempt'].includes(l.taxRate)).every(l => l.tax === 0)).toBe(true)
        // Saving what is there changes nothing.
        const again = await made('zhou', 'quotes/save', {
          quote: one.id,
          lines: written.map(({ id, quantity, discount, pricing }) => ({
            id,
            quantity,
            ...(pricing === 'rules' ? { discount } : {}),
          })),
        })
        expect(again.gross).toBe(one.gross)
      }
  })

  it('keeps its sums when head and lines are written one by one', async () => {
    const one = await made('zhou', 'quotes', { name: '分步录入', account })
    const first = await made('zhou', 'quote-lines', { quote: one.id, product: advert, quantity: 2 })
    await made('zhou', 'quote-lines', { quote: one.id, name: '设计', unitPrice: 500_00, taxRate: '6' })
    expect((await read(one.id)).gross).toBe(56_500_00)
    await company.as('zhou').patch(`/api/quote-lines/${first.id}`, { quantity: 3 })
    expect((await read(one.id)).gross).toBe(84_500_00)
    await company.as('zhou').patch(`/api/quote-lines/${first.id}`, { unitPrice: 20_000_00 })
    const [byHand] = await linesOf(one.id)
    expect([(await read(one.id)).gross, byHand.pricing, byHand.discount]).toEqual([60_500_00, 'hand', 28.5714])
    await company.as('zhou').patch(`/api/quote-lines/${first.id}`, { unitPrice: null })
    expect((await read(one.id)).gross).toBe(84_500_00)
    await company.as('zhou').delete(`/api/quote-lines/${first.id}`)
    expect((await read(one.id)).gross).toBe(500_00)
    await company.as('zhou').post(`/api/quote-lines/${first.id}/restore`)
    expect((await read(one.id)).gross).toBe(84_500_00)
    await company.as('zhou').patch(`/api/quotes/${one.id}`, { taxIncluded: false })
    // Without tax 28000 become 26415.09, and 3 of them with 6 % 84000.00 again but for a fen.
    const [line, design] = await linesOf(one.id)
    expect([line.unitPrice, line.net, line.gross, design.gross]).toEqual([26_415_09, 79_245_27, 83_999_99, 530_00])
    expect((await read(one.id)).gross).toBe(83_999_99 + 530_00)
  })

  it('takes what is wrong with its lines by their place', async () => {
    const answer = await save('zhou', {
      name: '有错',
      account,
      lines: [
        { product: advert, quantity: 1 },
        { product: advert, quantity: 0 },
      ],
    })
    expect([answer.status, code(answer)]).toEqual([422, ['record.invalid', 'lines.1.quantity field.tooSmall']])
    const wrong = async (line: object) => code(await save('zhou', { name: '有错', account, lines: [line] }))[1]
    expect([
      await wrong({ quantity: 1 }),
      await wrong({ product: advert, discount: 101 }),
      await wrong({ product: advert, unitPrice: -1 }),
      await wrong({ product: account, quantity: 1 }),
      await wrong({ product: advert, gross: 1 }),
      await wrong({ id: account, product: advert }),
    ]).toEqual([
      'lines.0.name lines.productOrName',
      'lines.0.discount price.percent',
      'lines.0.unitPrice lines.negative',
      'lines.0.product field.noSuchRecord',
      'lines.0.gross field.readOnly',
      'lines.0.id lines.foreign',
    ])
    expect((await save('zhou', { name: '有错', account, lines: 'x' })).status).toBe(422)
    expect((await company.as('zhou').post('/api/quotes/price', { lines: 7 })).status).toBe(400)
  })

  it('is not seen, priced or written by who may not', async () => {
    const one = await quoted([{ product: advert }])
    expect((await company.as('wang').get(`/api/quotes/${one.id}`)).status).toBe(404)
    expect((await company.as('wang').get(`/api/quotes/${one.id}/prices`)).status).toBe(404)
    expect(code(await save('li', { quote: one.id, name: '我的' }))[1]).toBe('quote field.noSuchRecord')
    expect((await company.as('li').post('/api/quote-lines', { quote: one.id, product: advert })).status).toBe(422)
  })

  it('that came in from a spreadsheet has sums too', async () => {
    const { id } = await made('zhou', 'quotes', { name: '表格导入', account })
    const { code: number } = await read(id)
    const file = `报价,名称,数量,单价\n${number},版面,2,1000\n${number},设计,1,300\n`
    const done = await bringIn(company, 'zhou', file, { object: 'quote-lines' }, 'lines.csv')
    expect(done, JSON.stringify(done)).toMatchObject({ status: 'done', created: 2 })
    expect((await read(id)).gross).toBe(2_300_00)
  })
})

describe('a price below what zhou may give', () => {
  it('waits for her superior, and is locked meanwhile', async () => {
    const one = await quoted([{ product: advert, quantity: 12, discount: 8 }])
    expect([one.needsApproval, code(await act('zhou', one.id, 'send'))[0]]).toEqual([true, 'quote.approvalFirst'])
    await made('zhou', `quotes/${one.id}/submit`)
    const locked = await save('zhou', { quote: one.id, lines: [{ product: advert, quantity: 1 }] })
    expect([locked.status, code(locked)[0]]).toEqual([422, 'approval.locked'])
    const line = await company.as('zhou').post('/api/quote-lines', { quote: one.id, product: stand })
    expect(code(line)[0]).toBe('approval.locked')
    await decide('chen')
    expect((await read(one.id)).approval).toBe('approved')
    expect((await act('zhou', one.id, 'send')).status).toBe(200)
    expect(await read(one.id)).toMatchObject({ status: 'sent', sentOn: day(0) })
  })

  it('needs the head of the board too where it is large or below the floor', async () => {
    const one = await quoted([{ product: advert, quantity: 1, discount: 40 }], { submit: false })
    expect([one.largestDiscount, one.belowFloor]).toEqual([40, true])
    await made('zhou', `quotes/${one.id}/submit`)
    await decide('chen')
    expect((await read(one.id)).approval).toBe('running')
    await decide('gao')
    expect((await read(one.id)).approval).toBe('approved')
    // What was agreed to has become something else.
    const [line] = await linesOf(one.id)
    await company.as('zhou').patch(`/api/quote-lines/${line.id}`, { discount: 45 })
    expect((await read(one.id)).approval).toBe('draft')
    expect(code(await act('zhou', one.id, 'send'))[0]).toBe('quote.approvalFirst')
  })

  it('is no matter where the superior writes it', async () => {
    const one = await quoted([{ product: advert, quantity: 1, discount: 8 }])
    const mended = await made('chen', 'quotes/save', {
      quote: one.id,
      lines: (await linesOf(one.id)).map(({ id }) => ({ id })),
    })
    expect(mended.needsApproval).toBe(false)
  })

  it('is refused with the sentence, and can be mended', async () => {
    const one = await quoted([{ product: advert, discount: 9 }], { submit: true })
    await decide('chen', 'reject')
    expect((await read(one.id)).approval).toBe('rejected')
    expect(code(await act('zhou', one.id, 'send'))[0]).toBe('quote.approvalFirst')
    await made('zhou', 'quotes/save', { quote: one.id, lines: [{ product: advert, discount: 3 }] })
    expect((await act('zhou', one.id, 'send')).status).toBe(200)
  })
})

describe('an offer that is out', () => {
  it('stands as it is; what changes is a new version, and the old one no longer holds', async () => {
    const one = await quoted([
      { product: advert, quantity: 12 },
      { name: '设计', unitPrice: 3_000_00, taxRate: '6' },
    ])
    expect(code(await act('zhou', one.id, 'revise'))[0]).toBe('quote.stillDraft')
    await act('zhou', one.id, 'send')
    expect(code(await save('zhou', { quote: one.id, lines: [] }))[0]).toBe('quote.notDraft')
    expect((await company.as('zhou').patch(`/api/quotes/${one.id}`, { currency: 'USD' })).status).toBe(422)
    const { made: next } = (await act('zhou', one.id, 'revise')).body
    const second = await read(next.id)
    expect(second).toMatchObject({
      code: `${one.code}-V2`,
      revision: 2,
      revisionOf: { id: one.id },
      status: 'draft',
      gross: one.gross,
    })
    expect((await read(one.id)).status).toBe('superseded')
    expect(code(await act('zhou', one.id, 'revise'))[0]).toBe('quote.draftVersion')

    const lines = await linesOf(next.id)
    await made('zhou', 'quotes/save', {
      quote: next.id,
      lines: [
        { id: lines[0].id, quantity: 6 },
        { product: stand, quantity: 1 },
      ],
    })
    const both = (await company.as('zhou').get(`/api/quotes/${one.id}/compare?with=${next.id}`)).body
    expect(both.lines.map((l: any) => [l.how, l.name, l.from?.quantity ?? null, l.to?.quantity ?? null])).toEqual([
      ['changed', '封底整版', 12, 6],
      ['added', '标准展位', null, 1],
      ['removed', '设计', 1, null],
    ])
    expect(both.lines[0].fields).toEqual(['quantity', 'gross'])
    expect((await company.as('wang').get(`/api/quotes/${one.id}/compare?with=${next.id}`)).status).toBe(404)
    expect((await company.as('zhou').get(`/api/quotes/${one.id}/compare?with=x`)).status).toBe(400)
  })

  it('expires in the night after its last day, and can’t be accepted then', async () => {
    const one = await quoted([{ product: advert }], { quotedOn: day(-10), validUntil: day(3) })
    await act('zhou', one.id, 'send')
    const system = await systemContext(company.host, company.tenant)
    await expire(system)
    expect((await read(one.id)).status).toBe('sent')
    await expire({ ...system, now: new Date(Date.now() + 4 * DAY_MS) })
    expect((await read(one.id)).status).toBe('expired')
    expect(code(await act('zhou', one.id, 'accept'))[0]).toBe('quote.expired')
    expect((await act('zhou', one.id, 'revise')).status).toBe(200)
    const past = await quoted([{ product: advert }], { quotedOn: day(-10), validUntil: day(-1) })
    expect(code(await act('zhou', past.id, 'send'))[0]).toBe('quote.past')
  })

  it('is declined with a reason, or accepted', async () => {
    const [a, b] = [await quoted([{ product: advert }]), await quoted([{ product: advert }])]
    expect(code(await act('zhou', a.id, 'accept'))[0]).toBe('quote.sendFirst')
    for (const { id } of [a, b]) await act('zhou', id, 'send')
    expect((await act('zhou', a.id, 'decline', {})).status).toBe(422)
    await act('zhou', a.id, 'decline', { declineReason: 'price', declineNote: '高出预算两成' })
    expect(await read(a.id)).toMatchObject({ status: 'declined', declineReason: 'price' })
    await act('zhou', b.id, 'accept')
    expect(await read(b.id)).toMatchObject({ status: 'accepted', acceptedOn: day(0) })
    expect((await company.as('zhou').delete(`/api/quotes/${b.id}`)).status).toBe(422)
  })

  it('has lines with prices', async () => {
    const none = await quoted([])
    expect(code(await act('zhou', none.id, 'send'))[0]).toBe('lines.none')
    const { id } = await made('admin', 'products', { name: '没有价格的' })
    const open = await quoted([{ product: id }])
    expect(code(await act('zhou', open.id, 'send'))[0]).toBe('lines.unpriced')
  })
})

describe('from a deal', () => {
  it('a press makes a quote with its lines', async () => {
    const deal = await made('zhou', 'opportunities', { name: '封底全年', account })
    await made('zhou', 'opportunity-lines', { opportunity: deal.id, product: advert, quantity: 12 })
    await made('zhou', 'opportunity-lines', { opportunity: deal.id, product: stand, quantity: 2, price: 8_500_00 })
    const { made: next } = await made('zhou', `opportunities/${deal.id}/quote`)
    expect(await read(next.id)).toMatchObject({ name: '封底全年', opportunity: { id: deal.id }, gross: 353_000_00 })
    expect((await linesOf(next.id)).map(l => [l.pricing, l.unitPrice])).toEqual([
      ['rules', 28_000_00],
      ['hand', 8_500_00],
    ])
    const copied = await made('zhou', `quotes/${next.id}/copy`)
    expect(await read(copied.made.id)).toMatchObject({ gross: 353_000_00, revision: 1, revisionOf: null })
  })
})
