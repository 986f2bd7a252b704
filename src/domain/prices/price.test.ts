import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { share } from '../../core/exact'
import { allocate, convert, percentOf, reduction, times, withoutPercent } from './exact'
import { type Entry, type PricedProduct, type PriceRequest, type Promotion, price, type Rules } from './price'

const amount = fc.integer({ min: 0, max: 10_000_000_00 })
const percent = fc.integer({ min: 0, max: 1_000_000 }).map(n => n / 10_000)
const quantity = fc.integer({ min: 1, max: 50_000_000 }).map(n => n / 10_000)

describe('exact amounts', () => {
  it('round to the nearest minor unit, halves away from zero', () => {
    expect(share(5, 1n, 2n)).toBe(3)
    expect(share(-5, 1n, 2n)).toBe(-3)
    expect(times(333, 0.005)).toBe(2)
    expect(percentOf(105, 50)).toBe(53)
    fc.assert(
      fc.property(amount, fc.bigInt(0n, 10n ** 6n), fc.bigInt(1n, 10n ** 12n), (a, of, whole) => {
        const exact = BigInt(a) * of
        const off = BigInt(share(a, of, whole)) * whole - exact
        expect(2n * (off < 0n ? -off : off) <= whole).toBe(true)
      }),
    )
  })
  it('split over parts without losing or making a cent, each part within one of its due', () => {
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 40 }), (whole, weights) => {
        const total = weights.reduce((sum, weight) => sum + weight, 0)
        const parts = allocate(whole, weights)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total === 0 ? 0 : whole)
        for (const [i, part] of parts.entries())
          if (total) expect(Math.abs(part - (whole * weights[i]!) / total)).toBeLessThan(1.001)
      }),
    )
  })
  it('come back from tax and from another currency within half a unit', () => {
    fc.assert(
      fc.property(amount, fc.constantFrom(0, 1, 3, 6, 9, 13), (net, rate) => {
        const gross = net + percentOf(net, rate)
        expect(Math.abs(withoutPercent(gross, rate) - net)).toBeLessThanOrEqual(1)
      }),
    )
    expect(convert(100_00, 7.1234, 1)).toBe(712_34)
    expect(reduction(100, 67)).toBe(33)
    expect(reduction(300_00, 200_00)).toBe(33.3333)
  })
})

const product = (id: string, more: Partial<PricedProduct> = {}): PricedProduct => ({
  id,
  name: id,
  price: 100_00,
  currency: 'CNY',
  taxIncluded: true,
  tax: 13,
  floor: null,
  parent: null,
  categories: [],
  leadDays: null,
  available: null,
  components: [],
  ...more,
})
const entry = (
  id: string,
  of: string,
  unit: number,
  more: Partial<Entry> = {},
  list: Partial<Entry['list']> = {},
): Entry => ({
  id,
  product: of,
  price: unit,
  floor: null,
  fromQuantity: 1,
  list: {
    id: 'standard',
    name: '标准',
    priority: 0,
    conditions: 0,
    currency: 'CNY',
    taxIncluded: true,
    since: null,
    ...list,
  },
  ...more,
})
const promotion = (id: string, more: Partial<Promotion>): Promotion => ({
  id,
  name: id,
  kind: 'percent',
  product: null,
  category: null,
  percent: null,
  amount: null,
  currency: 'CNY',
  fromQuantity: 0,
  fromAmount: 0,
  free: 0,
  combinable: false,
  onContract: false,
  priority: 0,
  ...more,
})
const rules = (more: Partial<Rules> = {}): Rules => ({
  products: [product('p')],
  entries: [],
  contracts: [],
  promotions: [],
  rates: { CNY: 1, USD: 7.2 },
  ...more,
})
const request = (lines: PriceRequest['lines'], more: Partial<PriceRequest> = {}): PriceRequest => ({
  currency: 'CNY',
  taxIncluded: true,
  discountLimit: null,
  lines,
  ...more,
})
const one = (line: Partial<PriceRequest['lines'][number]>, of: Partial<Rules>, more: Partial<PriceRequest> = {}) =>
  price(request([{ product: 'p', quantity: 1, ...line }], more), rules(of)).lines[0]!
const agreed = {
  id: 'c',
  name: '年框',
  product: 'p',
  category: null,
  price: 80_00,
  percent: null,
  currency: 'CNY',
  taxIncluded: true,
  fromQuantity: 1,
}

describe('a price', () => {
  it('is the contract price before any list, the list with the highest priority before others, its tier by quantity, the list price at last', () => {
    const entries = [
      entry('a', 'p', 95_00),
      entry('b', 'p', 90_00, { fromQuantity: 100 }),
      entry('c', 'p', 97_00, {}, { id: 'east', name: '华东', priority: 5 }),
    ]
    expect(one({}, {}).unitPrice).toBe(100_00)
    expect(one({}, { entries: entries.slice(0, 2) }).unitPrice).toBe(95_00)
    expect(one({ quantity: 100 }, { entries: entries.slice(0, 2) }).unitPrice).toBe(90_00)
    expect(one({ quantity: 100 }, { entries }).unitPrice).toBe(97_00)
    expect(one({ quantity: 100 }, { entries, contracts: [agreed] }).unitPrice).toBe(80_00)
    expect(
      one({}, { entries, contracts: [{ ...agreed, price: null, percent: 10 }] }).steps.map(step => step.code),
    ).toEqual(['price.list', 'price.contractPercent'])
  })
  it('of a variant is its parent’s until it has its own', () => {
    const products = [product('p', { price: null, parent: 'q' }), product('q', { price: 50_00 })]
    expect(one({}, { products }).unitPrice).toBe(50_00)
    expect(one({}, { products, entries: [entry('a', 'q', 45_00)] }).unitPrice).toBe(45_00)
    expect(one({}, { products, entries: [entry('a', 'q', 45_00), entry('b', 'p', 48_00)] }).unitPrice).toBe(48_00)
  })
  it('of a bundle without one is what its components cost', () => {
    const products = [
      product('p', {
        price: null,
        components: [
          { product: 'x', quantity: 2 },
          { product: 'y', quantity: 0.5 },
        ],
      }),
      product('x', { price: 10_01 }),
      product('y', { price: 3_33 }),
    ]
    expect(one({}, { products }).unitPrice).toBe(20_02 + 1_67)
    expect(one({}, { products: [products[0]!, products[1]!, product('y', { price: null })] }).problem).toBe('noPrice')
  })
  it('is converted where it stands in another currency, and says so where there is no rate', () => {
    expect(one({}, {}, { currency: 'USD' }).unitPrice).toBe(13_89)
    expect(one({}, {}, { currency: 'EUR' }).problem).toBe('noRate')
    const dollars = entry('d', 'p', 12_00, {}, { id: 'usd', name: '出口', currency: 'USD' })
    expect(
      one({}, { entries: [entry('a', 'p', 90_00, {}, { priority: 9 }), dollars] }, { currency: 'USD' }).unitPrice,
    ).toBe(12_00)
  })
  it('holds tax or not as it was asked for', () => {
    const with13 = one({ quantity: 3 }, {})
    expect([with13.gross, with13.net, with13.tax]).toEqual([300_00, 265_49, 34_51])
    const without = one({ quantity: 3 }, {}, { taxIncluded: false })
    expect([without.unitPrice, without.net, without.tax, without.gross]).toEqual([88_50, 265_50, 34_52, 300_02])
    expect(one({}, { products: [product('p', { tax: 0 })] }, { taxIncluded: false }).gross).toBe(100_00)
  })
  it('takes all promotions that may be combined, or the one that serves the customer better', () => {
    const both = [
      promotion('a', { percent: 5, combinable: true }),
      promotion('b', { kind: 'amount', amount: 3_00, combinable: true }),
    ]
    expect(one({}, { promotions: both }).unitPrice).toBe(92_00)
    const single = promotion('c', { percent: 15 })
    const best = one({}, { promotions: [...both, single] })
    expect([best.unitPrice, best.steps.at(-1)!.source?.id]).toEqual([85_00, 'c'])
    expect(one({}, { promotions: [single], contracts: [agreed] }).unitPrice).toBe(80_00)
    expect(one({}, { promotions: [{ ...single, onContract: true }], contracts: [agreed] }).unitPrice).toBe(68_00)
  })
  it('lets some of many go for nothing', () => {
    const line = one({ quantity: 25 }, { promotions: [promotion('ten', { kind: 'free', fromQuantity: 10, free: 1 })] })
    expect([line.unitPrice, line.freeQuantity, line.amount]).toEqual([100_00, 2, 2_300_00])
  })
  it('takes the best reduction of the whole off the lines it means, to the cent', () => {
    const offers = [
      promotion('w1', { kind: 'order', percent: 2, fromAmount: 100_00 }),
      promotion('w2', { kind: 'order', amount: 10_00, fromAmount: 300_00, category: 'paper' }),
    ]
    const priced = price(
      request([
        { product: 'p', quantity: 3 },
        { product: 'q', quantity: 1 },
      ]),
      rules({
        products: [product('p', { categories: ['paper'] }), product('q', { price: 33_33 })],
        promotions: offers,
      }),
    )
    expect(priced.lines.map(line => line.orderDiscount)).toEqual([10_00, 0])
    expect(priced.gross).toBe(323_33)
  })
  it('made by hand needs approval below the floor or beyond the caller’s limit, and only then', () => {
    const products = [product('p', { floor: 85_00 })]
    expect(one({ discount: 10 }, { products }, { discountLimit: 10 }).needs).toEqual([])
    expect(one({ discount: 10.01 }, { products }, { discountLimit: 10 }).needs).toEqual(['overLimit'])
    expect(one({ discount: 16 }, { products }).needs).toEqual(['belowFloor'])
    expect(one({ unitPrice: 84_99 }, { products }, { discountLimit: 5 }).needs).toEqual(['belowFloor', 'overLimit'])
    expect(one({}, { products, promotions: [promotion('sale', { percent: 50 })] }, { discountLimit: 0 }).needs).toEqual(
      [],
    )
  })
  it('adds what a configuration adds, and delivers when its slowest part can be had', () => {
    const products = [product('p', { leadDays: 3 }), product('x', { price: 20_00, leadDays: 14, available: 5 })]
    const additions = [
      { name: '硬盘', product: 'x', quantity: 2 },
      { name: '刻字', price: 1_50 },
    ]
    expect(one({ additions }, { products }).unitPrice).toBe(141_50)
    expect(one({ additions, assemblyDays: 2 }, { products }).leadDays).toBe(5)
    expect(one({ additions, quantity: 3, assemblyDays: 2 }, { products }).leadDays).toBe(16)
  })
})

/** Whatever rows there may be for a handful of products. */
const ids = ['p', 'q', 'r']
const anyRules: fc.Arbitrary<Rules> = fc.record({
  products: fc.tuple(
    ...ids.map(id =>
      fc
        .record({
          price: amount,
          tax: fc.constantFrom(0, 1, 6, 13),
          taxIncluded: fc.boolean(),
          floor: fc.option(amount),
          leadDays: fc.option(fc.nat(60)),
        })
        .map(more => product(id, more)),
    ),
  ),
  entries: fc
    .array(
      fc.record({
        of: fc.constantFrom(...ids),
        unit: amount,
        from: fc.integer({ min: 0, max: 50 }),
        list: fc.nat(3),
        holds: fc.boolean(),
      }),
      { maxLength: 8 },
    )
    .map(all =>
      all.map((e, i) =>
        entry(
          `e${i}`,
          e.of,
          e.unit,
          { fromQuantity: e.from },
          { id: `l${e.list}`, name: `l${e.list}`, priority: e.list % 2, taxIncluded: e.list > 1 },
        ),
      ),
    ),
  contracts: fc
    .array(
      fc.record({
        of: fc.constantFrom(...ids),
        price: fc.option(amount),
        percent,
        from: fc.integer({ min: 0, max: 20 }),
      }),
      { maxLength: 3 },
    )
    .map(all =>
      all.map((c, i) => ({
        ...agreed,
        id: `c${i}`,
        product: c.of,
        price: c.price,
        percent: c.price === null ? Math.min(100, c.percent) : null,
        fromQuantity: c.from,
      })),
    ),
  promotions: fc
    .array(
      fc.record({
        kind: fc.constantFrom(
          'percent' as const,
          'amount' as const,
          'price' as const,
          'free' as const,
          'order' as const,
        ),
        product: fc.option(fc.constantFrom(...ids)),
        percent: fc.integer({ min: 1, max: 60 }),
        amount,
        fromQuantity: fc.integer({ min: 2, max: 20 }),
        free: fc.integer({ min: 1, max: 1 }),
        fromAmount: fc.option(amount, { nil: 0 }),
        combinable: fc.boolean(),
        onContract: fc.boolean(),
      }),
      { maxLength: 5 },
    )
    .map(all =>
      all.map((p, i) =>
        promotion(`o${i}`, { ...p, percent: p.kind === 'percent' || (p.kind === 'order' && i % 2) ? p.percent : null }),
      ),
    ),
  rates: fc.constant({ CNY: 1, USD: 7.2 }),
})
const anyRequest: fc.Arbitrary<PriceRequest> = fc.record({
  currency: fc.constantFrom('CNY', 'USD'),
  taxIncluded: fc.boolean(),
  discountLimit: fc.option(percent),
  lines: fc.array(
    fc.record(
      { product: fc.constantFrom(...ids), quantity, discount: fc.integer({ min: 0, max: 100 }), unitPrice: amount },
      { requiredKeys: ['product', 'quantity'] },
    ),
    { minLength: 1, maxLength: 8 },
  ),
})

describe('a priced request', () => {
  it('adds up: totals are sums of lines, net and tax make gross, per rate and in all', () => {
    fc.assert(
      fc.property(anyRequest, anyRules, (asked, of) => {
        const priced = price(asked, of)
        const sum = (what: 'amount' | 'orderDiscount' | 'net' | 'tax' | 'gross') =>
          priced.lines.reduce((all, line) => all + line[what], 0)
        for (const what of ['amount', 'orderDiscount', 'net', 'tax', 'gross'] as const)
          expect(priced[what]).toBe(sum(what))
        for (const line of priced.lines) {
          expect(line.net + line.tax).toBe(line.gross)
          expect(asked.taxIncluded ? line.gross : line.net).toBe(line.amount - line.orderDiscount)
          expect(line.amount).toBe(times(line.unitPrice!, line.quantity - line.freeQuantity))
          expect(
            Math.min(line.orderDiscount, line.amount - line.orderDiscount, line.net, line.tax),
          ).toBeGreaterThanOrEqual(0)
          for (const value of Object.values(line))
            if (typeof value === 'number') expect(Number.isNaN(value)).toBe(false)
        }
        expect(priced.taxes.reduce((all, rate) => all + rate.net + rate.tax, 0)).toBe(priced.gross)
      }),
    )
  })
  it('explains itself without a gap: each step begins where the one before ended, the last is the price', () => {
    fc.assert(
      fc.property(anyRequest, anyRules, (asked, of) => {
        for (const line of price(asked, of).lines) {
          const priced = line.steps
          for (const [i, step] of priced.entries())
            if (i > 0 && step.from !== null) expect(step.from).toBe(priced[i - 1]!.to)
          expect(priced.at(-1)!.to).toBe(line.unitPrice)
        }
      }),
    )
  })
  it('is the same in whatever order its rows come', () => {
    fc.assert(
      fc.property(anyRequest, anyRules, (asked, of) => {
        const turned = {
          ...of,
          products: of.products.toReversed(),
          entries: of.entries.toReversed(),
          contracts: of.contracts.toReversed(),
          promotions: of.promotions.toReversed(),
        }
        expect(price(asked, turned)).toEqual(price(asked, of))
      }),
      { numRuns: 50 },
    )
  })
})
