import { describe, expect, it } from 'vitest'
import { names, type OpenInvoice, type OpenItem, plain, propose, proposeAll, type Receipt } from './propose'

const item = (id: string, open: number, more: Partial<OpenItem> = {}): OpenItem => ({
  id,
  name: id,
  account: 'maotai',
  currency: 'CNY',
  open,
  dueOn: '2026-09-01',
  order: null,
  contract: null,
  orderCode: null,
  contractCode: null,
  ...more,
})
const receipt = (left: number, text = '', more: Partial<Receipt> = {}): Receipt => ({
  id: 'receipt',
  account: 'maotai',
  currency: 'CNY',
  left,
  text,
  ...more,
})
const invoice = (id: string, open: number, more: Partial<OpenInvoice> = {}): OpenInvoice => ({
  id,
  number: null,
  code: null,
  open,
  issuedOn: '2026-09-01',
  order: null,
  contract: null,
  ...more,
})
const paid = (proposals: readonly { instalment: string; amount: number }[]) =>
  proposals.map(one => [one.instalment, one.amount])

describe('a receipt finds what it pays', () => {
  const march = item('march', 100_00, { dueOn: '2026-03-01', order: 'o1', orderCode: 'DD-2026-00012' })
  const may = item('may', 250_00, { dueOn: '2026-05-01', order: 'o2', orderCode: 'DD-2026-00013' })
  const july = item('july', 70_00, { dueOn: '2026-07-01', contract: 'c1', contractCode: 'HT-2026-00007' })

  it('by the number of an order in its text, however the bank writes it, though another is older', () => {
    const [one] = propose(receipt(250_00, '货款ｄｄ２０２６ ００013'), [march, may, july], [])
    expect(one).toMatchObject({ instalment: 'may', amount: 250_00, way: 'reference' })
    expect(one!.basis).toMatchObject({ code: 'receivable.because.order', params: { number: 'DD-2026-00013' } })
  })
  it('by the number of a contract, and never by a part of a longer number', () => {
    expect(paid(propose(receipt(30_00, '合同HT202600007首付'), [march, july], []))).toEqual([['july', 30_00]])
    expect(names(plain('HT-2026-000071'), 'HT-2026-00007')).toBe(false)
    expect(names(plain('第1期 0001'), '0001')).toBe(false)
  })
  it('by the number of an invoice, which then counts as paid', () => {
    const billed = invoice('i1', 60_00, { number: '25442000000012345678', order: 'o1' })
    const found = propose(receipt(60_00, '发票25442000000012345678'), [may, march], [billed])
    expect(found).toMatchObject([{ instalment: 'march', invoice: 'i1', amount: 60_00, way: 'reference' }])
  })
  it('by its amount where nothing is named', () => {
    expect(propose(receipt(70_00), [march, may, july], [])).toMatchObject([{ instalment: 'july', way: 'exact' }])
  })
  it('by a few that come to it together', () => {
    const found = propose(receipt(320_00), [march, may, july], [])
    expect([paid(found), found[0]!.way]).toEqual([
      [
        ['may', 250_00],
        ['july', 70_00],
      ],
      'combination',
    ])
  })
  it('else the oldest first, unless only what is certain is wanted; what is over stays as an advance', () => {
    expect(paid(propose(receipt(120_00), [may, march], []))).toEqual([
      ['march', 100_00],
      ['may', 20_00],
    ])
    expect(propose(receipt(120_00), [may, march], [], { oldest: false })).toEqual([])
    expect(paid(propose(receipt(999_00), [march], []))).toEqual([['march', 100_00]])
  })
  it('without its customer only by a number that one customer alone has', () => {
    const other = item('other', 250_00, { account: 'wuliangye', orderCode: 'DD-2026-00099', order: 'o9' })
    const stranger = receipt(250_00, 'DD-2026-00099', { account: null })
    expect(paid(propose(stranger, [may, other], []))).toEqual([['other', 250_00]])
    expect(propose(receipt(250_00, '货款', { account: null }), [may, other], [])).toEqual([])
    expect(propose(receipt(250_00, 'DD-2026-00099 DD-2026-00013', { account: null }), [may, other], [])).toEqual([])
  })
  it('in its own currency alone', () => {
    expect(propose(receipt(70_00, '', { currency: 'USD' }), [july], [])).toEqual([])
  })
})

describe('whatever comes in', () => {
  /** mulberry32: the same numbers each time, so that a fault can be found again. */
  const chance = (seed: number) => () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  it('is never matched beyond what is left, open or invoiced, and comes to the cent', () => {
    const random = chance(20261122)
    const upTo = (n: number) => Math.floor(random() * n)
    for (let round = 0; round < 150; round++) {
      const items = Array.from({ length: 1 + upTo(12) }, (_, i) => {
        const order = `o${upTo(4)}`
        return item(`s${i}`, 1 + upTo(500), {
          account: `a${upTo(2)}`,
          order,
          orderCode: `DD-2026-0001${order.slice(1)}`,
          dueOn: random() < 0.2 ? null : `2026-0${1 + upTo(9)}-01`,
        })
      })
      const invoices = Array.from({ length: upTo(5) }, (_, i) =>
        invoice(`i${i}`, 1 + upTo(400), { order: `o${upTo(4)}`, number: `2544200000001234567${i}` }),
      )
      const receipts = Array.from({ length: 1 + upTo(8) }, (_, i) =>
        receipt(1 + upTo(900), random() < 0.3 ? `DD-2026-0001${upTo(4)}` : '', {
          id: `r${i}`,
          account: random() < 0.1 ? null : `a${upTo(2)}`,
        }),
      )
      const found = proposeAll(receipts, items, invoices)
      const sum = (of: 'payment' | 'instalment' | 'invoice', id: string) =>
        found.filter(one => one[of] === id).reduce((total, one) => total + one.amount, 0)
      expect(found.every(one => Number.isInteger(one.amount) && one.amount > 0)).toBe(true)
      expect(receipts.filter(one => sum('payment', one.id) > one.left)).toEqual([])
      expect(items.filter(one => sum('instalment', one.id) > one.open)).toEqual([])
      expect(invoices.filter(one => sum('invoice', one.id) > one.open)).toEqual([])
      // Money of a customer stays unmatched only while the customer owes nothing more, or its text named something else.
      for (const one of receipts.filter(each => each.account && !each.text)) {
        const owes = items
          .filter(each => each.account === one.account)
          .reduce((total, each) => total + each.open - sum('instalment', each.id), 0)
        expect(Math.min(one.left - sum('payment', one.id), owes)).toBe(0)
      }
      const strange = found.filter(one => {
        const { account } = items.find(each => each.id === one.instalment)!
        const of = receipts.find(each => each.id === one.payment)!.account
        return of !== null && of !== account
      })
      expect(strange).toEqual([])
    }
  })
})
