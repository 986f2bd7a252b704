import { allocate, convert, percentOf, reduction, times, withoutPercent } from './exact'

/** What is to be priced: for whom and when was settled when the rules were read. */
export interface PriceRequest {
  currency: string
  /** Whether unit prices and amounts are meant with tax in them (含税). */
  taxIncluded: boolean
  lines: readonly LineRequest[]
  /** The largest manual discount in per cent that needs nobody's approval; null: any. */
  discountLimit: number | null
}
export interface LineRequest {
  product: string
  quantity: number
  /** Manual discount in per cent, or a manual unit price instead. */
  discount?: number
  unitPrice?: number
  /** What a configuration adds to the price of one piece: its components, or amounts in the product's currency. */
  additions?: readonly Addition[]
  /** Days it takes to put together what was configured. */
  assemblyDays?: number
}
export interface Addition {
  name: string
  price?: number
  currency?: string
  product?: string
  quantity?: number
  leadDays?: number
}

/** All rows that may apply to a request on its day; quantities and amounts are looked at here. */
export interface Rules {
  products: readonly PricedProduct[]
  entries: readonly Entry[]
  contracts: readonly ContractTerm[]
  promotions: readonly Promotion[]
  /** What one unit of a currency is worth in the base currency, which itself has rate 1. */
  rates: Readonly<Record<string, number>>
}
interface Named {
  id: string
  name: string
}
export interface PricedProduct extends Named {
  price: number | null
  currency: string
  /** Whether its own price, its floor and what a configuration adds hold tax. */
  taxIncluded: boolean
  /** Per cent. */
  tax: number
  floor: number | null
  parent: string | null
  /** Its category and those above it. */
  categories: readonly string[]
  leadDays: number | null
  /** How many can be delivered at once; null where nobody counts them. */
  available: number | null
  /** What a bundle without a price of its own consists of. */
  components: readonly { product: string; quantity: number }[]
}
export interface Entry {
  id: string
  list: Named & { priority: number; conditions: number; currency: string; taxIncluded: boolean; since: string | null }
  product: string
  price: number
  floor: number | null
  fromQuantity: number
}
export interface ContractTerm extends Named {
  product: string | null
  category: string | null
  price: number | null
  percent: number | null
  currency: string
  taxIncluded: boolean
  fromQuantity: number
}
export interface Promotion extends Named {
  /** percent and amount reduce the unit price, price replaces it, free lets pieces go for nothing, order reduces the whole. */
  kind: 'percent' | 'amount' | 'price' | 'free' | 'order'
  product: string | null
  category: string | null
  percent: number | null
  amount: number | null
  currency: string
  fromQuantity: number
  fromAmount: number
  /** free: of every `fromQuantity` pieces so many cost nothing. */
  free: number
  combinable: boolean
  onContract: boolean
  priority: number
}

/** One step from the first price to the last: what it was before and is after, and what says so. */
export interface Step {
  code: string
  params: Record<string, string | number>
  from: number | null
  to: number
  source?: { object: string } & Named
}
export interface PricedLine {
  product: string
  quantity: number
  /** Per piece, after promotions and manual discount; null where nothing gives a price. */
  unitPrice: number | null
  /** Before the manual discount. */
  regularPrice: number | null
  /** The manual discount in per cent, as it comes out. */
  discount: number
  freeQuantity: number
  /** Unit price × quantity to pay, in the request's mode of tax. */
  amount: number
  /** Its part of what is taken off the whole. */
  orderDiscount: number
  net: number
  tax: number
  gross: number
  taxPercent: number
  /** The lowest unit price without approval. */
  floor: number | null
  leadDays: number | null
  steps: Step[]
  /** Why somebody has to agree. */
  needs: ('belowFloor' | 'overLimit')[]
  problem?: 'noPrice' | 'noRate'
}
export interface Priced {
  currency: string
  taxIncluded: boolean
  lines: PricedLine[]
  /** Each the sum of the lines'. */
  amount: number
  orderDiscount: number
  net: number
  tax: number
  gross: number
  taxes: { percent: number; net: number; tax: number }[]
  /** The longest of the lines'. */
  leadDays: number | null
  steps: Step[]
  /** Every line has a price. */
  complete: boolean
  needsApproval: boolean
}

/**
 * Prices a whole request from the rows that apply to it. Pure and exact: the same in whatever order rows come; every amount is a
 * whole number of minor units.
 *
 * 1. Base price: the customer's contract price; else the first price list, by priority, then by how many conditions it names, that
 *    has the product at this quantity (a variant without a price of its own takes its parent's); else the product's list price;
 *    else a bundle's components. A contract percentage reduces what the lists say.
 * 2. It is brought into the request's currency and mode of tax, and what a configuration adds is added.
 * 3. Promotions: all combinable ones one after another, or the one other that serves the customer better. Contract prices take
 *    part only where a promotion says so.
 * 4. The manual discount, or a manual price; compared with the floor price and with the discount the caller may give.
 * 5. Amount = unit price × quantity to pay, rounded per line. What is taken off the whole is split over the lines.
 * 6. Tax per line: net × rate, rounded; with tax included gross ÷ (1 + rate), rounded, and the tax is the difference.
 * 7. Totals are sums of lines.
 */
export function price(request: PriceRequest, rules: Rules): Priced {
  const products = new Map(rules.products.map(product => [product.id, product]))
  const lines = request.lines.map(line => priceLine(line, request, rules, products))
  const steps = discountWhole(lines, request, rules, products)
  for (const line of lines) {
    tax(line, request)
    approve(line, request)
  }
  const sum = (of: (line: PricedLine) => number) => lines.reduce((all, line) => all + of(line), 0)
  const percents = [...new Set(lines.map(line => line.taxPercent))].sort((a, b) => b - a)
  const days = lines.flatMap(line => line.leadDays ?? [])
  return {
    currency: request.currency,
    taxIncluded: request.taxIncluded,
    lines,
    amount: sum(line => line.amount),
    orderDiscount: sum(line => line.orderDiscount),
    net: sum(line => line.net),
    tax: sum(line => line.tax),
    gross: sum(line => line.gross),
    taxes: percents.map(percent => {
      const of = (what: 'net' | 'tax') => sum(line => (line.taxPercent === percent ? line[what] : 0))
      return { percent, net: of('net'), tax: of('tax') }
    }),
    leadDays: days.length ? Math.max(...days) : null,
    steps,
    complete: lines.every(line => line.unitPrice !== null),
    needsApproval: lines.some(line => line.needs.length > 0),
  }
}

type Products = ReadonlyMap<string, PricedProduct>
interface Amount {
  amount: number
  currency: string
  taxIncluded: boolean
}
/** Thrown where a currency has no rate on the day. */
class NoRate extends Error {}

/** An amount of whatever currency and mode of tax in the request's. Tax is taken out before, and put in after, it is converted. */
function bring(given: Amount, percent: number, request: PriceRequest, rules: Rules, steps?: Step[]): number {
  let amount = given.amount
  const step = (code: string, to: number, params: Step['params'] = {}) => {
    if (to !== amount) steps?.push({ code, params, from: amount, to })
    amount = to
  }
  if (given.taxIncluded && !request.taxIncluded) step('price.taxOut', withoutPercent(amount, percent), { percent })
  if (given.currency !== request.currency) {
    const from = rules.rates[given.currency]
    const to = rules.rates[request.currency]
    if (!from || !to) throw new NoRate()
    const converted = convert(amount, from, to)
    steps?.push({
      code: 'price.converted',
      params: { from: given.currency, to: request.currency, rate: Number((from / to).toPrecision(8)) },
      from: amount,
      to: converted,
    })
    amount = converted
  }
  if (!given.taxIncluded && request.taxIncluded) step('price.taxIn', amount + percentOf(amount, percent), { percent })
  return amount
}

function priceLine(line: LineRequest, request: PriceRequest, rules: Rules, products: Products): PricedLine {
  const product = products.get(line.product)
  const steps: Step[] = []
  const result: PricedLine = {
    product: line.product,
    quantity: line.quantity,
    unitPrice: null,
    regularPrice: null,
    discount: 0,
    freeQuantity: 0,
    amount: 0,
    orderDiscount: 0,
    net: 0,
    tax: 0,
    gross: 0,
    taxPercent: product?.tax ?? 0,
    floor: null,
    leadDays: leadDays(line, product, products),
    steps,
    needs: [],
  }
  if (!product) return { ...result, problem: 'noPrice' }
  try {
    const base = basePrice(product, line.quantity, request, rules, products, steps)
    if (base) {
      const added = additions(line, product, request, rules, products, steps, base.unit)
      const promoted = promote(product, line.quantity, base.unit + added, base.contract, request, rules, steps)
      result.regularPrice = promoted.unit
      result.unitPrice = promoted.unit
      result.freeQuantity = promoted.free
      result.floor = base.floor === null ? null : base.floor + added
    }
  } catch (error) {
    if (!(error instanceof NoRate)) throw error
    steps.length = 0
    result.problem = 'noRate'
  }
  discountByHand(line, result)
  if (result.unitPrice === null) result.problem ??= 'noPrice'
  else {
    delete result.problem
    result.amount = times(result.unitPrice, line.quantity - result.freeQuantity)
  }
  return result
}

/** Days until a line can be delivered: the longest of its parts', what is in stock at once, and then the time to assemble. */
function leadDays(line: LineRequest, product: PricedProduct | undefined, products: Products): number | null {
  const daysFor = (id: string | undefined, quantity: number): number[] => {
    const part = id === undefined ? undefined : products.get(id)
    if (!part) return []
    if (part.available !== null && part.available >= quantity) return [0]
    return part.leadDays === null ? [] : [part.leadDays]
  }
  const inside = product?.price === null ? product.components : []
  const days = [
    ...daysFor(line.product, line.quantity),
    ...inside.flatMap(one => daysFor(one.product, line.quantity * one.quantity)),
    ...(line.additions ?? []).flatMap(one => [
      ...daysFor(one.product, line.quantity * (one.quantity ?? 1)),
      ...(one.leadDays === undefined ? [] : [one.leadDays]),
    ]),
  ]
  const longest = days.length ? Math.max(...days) : null
  return line.assemblyDays ? (longest ?? 0) + line.assemblyDays : longest
}

interface Base {
  unit: number
  floor: number | null
  /** The customer's own price. */
  contract: boolean
}

function basePrice(
  product: PricedProduct,
  quantity: number,
  request: PriceRequest,
  rules: Rules,
  products: Products,
  steps: Step[],
): Base | null {
  const own = (id: string | null) => (id === null ? 2 : id === product.id ? 0 : id === product.parent ? 1 : 2)
  const floorOf = (entry?: Entry): number | null => {
    if (entry && entry.floor !== null) return bring({ amount: entry.floor, ...entry.list }, product.tax, request, rules)
    const floor = product.floor ?? (product.parent === null ? null : (products.get(product.parent)?.floor ?? null))
    return floor === null ? null : bring({ ...product, amount: floor }, product.tax, request, rules)
  }
  const entry = entryFor(quantity, request, rules, own)
  const agreed = rules.contracts
    .filter(term => term.fromQuantity <= quantity)
    .filter(term => own(term.product) < 2 || (term.category !== null && product.categories.includes(term.category)))
    .sort(
      (a, b) =>
        own(a.product) - own(b.product) ||
        depth(product, b.category) - depth(product, a.category) ||
        b.fromQuantity - a.fromQuantity ||
        (a.price ?? 0) - (b.price ?? 0) ||
        (b.percent ?? 0) - (a.percent ?? 0) ||
        order(a.id, b.id),
    )
  const fixed = agreed.find(term => term.price !== null && own(term.product) < 2)
  const tell = (code: string, to: number, source?: Step['source'], params: Step['params'] = {}) =>
    steps.push({
      code,
      params: { ...params, ...(source ? { name: source.name } : {}) },
      from: null,
      to,
      ...(source ? { source } : {}),
    })

  if (fixed) {
    tell(
      'price.contract',
      fixed.price!,
      { object: 'contractPrice', id: fixed.id, name: fixed.name },
      { quantity: fixed.fromQuantity },
    )
    const unit = bring({ ...fixed, amount: fixed.price! }, product.tax, request, rules, steps)
    return { unit, floor: floorOf(entry), contract: true }
  }
  let unit: number | null = null
  if (entry) {
    const source = { object: 'priceList', id: entry.list.id, name: entry.list.name }
    tell(entry.fromQuantity > 1 ? 'price.listTier' : 'price.list', entry.price, source, {
      quantity: entry.fromQuantity,
    })
    unit = bring({ amount: entry.price, ...entry.list }, product.tax, request, rules, steps)
  } else {
    const priced = product.price !== null ? product : product.parent === null ? undefined : products.get(product.parent)
    if (priced && priced.price !== null) {
      tell(priced === product ? 'price.standard' : 'price.parent', priced.price, {
        object: 'product',
        id: priced.id,
        name: priced.name,
      })
      unit = bring({ ...priced, amount: priced.price }, product.tax, request, rules, steps)
    } else unit = bundlePrice(product, quantity, request, rules, products, steps)
  }
  if (unit === null) return null
  const percentage = agreed.find(term => term.price === null && term.percent !== null)
  if (percentage) {
    const to = unit - percentOf(unit, percentage.percent!)
    steps.push({
      code: 'price.contractPercent',
      params: { name: percentage.name, percent: percentage.percent! },
      from: unit,
      to,
      source: { object: 'contractPrice', id: percentage.id, name: percentage.name },
    })
    unit = to
  }
  return { unit, floor: floorOf(entry), contract: !!percentage }
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
/** Narrower categories count before wider ones. */
const depth = (product: PricedProduct, category: string | null) =>
  category === null ? -1 : product.categories.length - product.categories.indexOf(category)

/** The price list's entry that counts. Lists in the request's own currency come before any that has to be converted. */
function entryFor(
  quantity: number,
  request: PriceRequest,
  rules: Rules,
  own: (id: string) => number,
): Entry | undefined {
  return rules.entries
    .filter(entry => own(entry.product) < 2 && entry.fromQuantity <= quantity)
    .sort((a, b) => {
      const foreign = (entry: Entry) => Number(entry.list.currency !== request.currency)
      return (
        foreign(a) - foreign(b) ||
        b.list.priority - a.list.priority ||
        b.list.conditions - a.list.conditions ||
        order(b.list.since ?? '', a.list.since ?? '') ||
        order(a.list.id, b.list.id) ||
        own(a.product) - own(b.product) ||
        b.fromQuantity - a.fromQuantity ||
        a.price - b.price ||
        order(a.id, b.id)
      )
    })[0]
}

function bundlePrice(
  product: PricedProduct,
  quantity: number,
  request: PriceRequest,
  rules: Rules,
  products: Products,
  steps: Step[],
): number | null {
  if (product.components.length === 0) return null
  let sum = 0
  for (const component of product.components) {
    const inside = products.get(component.product)
    // Bundles do not hold bundles without a price: a component must say what it costs.
    const found =
      inside && basePrice({ ...inside, components: [] }, quantity * component.quantity, request, rules, products, [])
    if (!found) return null
    sum += times(found.unit, component.quantity)
  }
  steps.push({ code: 'price.bundle', params: { count: product.components.length }, from: null, to: sum })
  return sum
}

function additions(
  line: LineRequest,
  product: PricedProduct,
  request: PriceRequest,
  rules: Rules,
  products: Products,
  steps: Step[],
  unit: number,
): number {
  let sum = 0
  for (const one of line.additions ?? []) {
    const component = one.product === undefined ? undefined : products.get(one.product)
    const found =
      one.price !== undefined
        ? bring(
            { ...product, currency: one.currency ?? product.currency, amount: one.price },
            product.tax,
            request,
            rules,
          )
        : component && basePrice(component, line.quantity * (one.quantity ?? 1), request, rules, products, [])?.unit
    if (!found) continue
    const added = one.price === undefined ? times(found, one.quantity ?? 1) : found
    steps.push({ code: 'price.option', params: { name: one.name }, from: unit + sum, to: unit + sum + added })
    sum += added
  }
  return sum
}

function promote(
  product: PricedProduct,
  quantity: number,
  unit: number,
  contract: boolean,
  request: PriceRequest,
  rules: Rules,
  steps: Step[],
): { unit: number; free: number } {
  const fitting = rules.promotions
    .filter(one => one.kind !== 'order' && (!contract || one.onContract) && meansProduct(one, product))
    .filter(one => one.fromQuantity <= quantity && reaches(one, times(unit, quantity), request, rules))
    .sort((a, b) => b.priority - a.priority || order(a.id, b.id))
  const ways = [fitting.filter(one => one.combinable), ...fitting.filter(one => !one.combinable).map(one => [one])].map(
    some => apply(some, product, quantity, unit, request, rules),
  )
  const best = ways.reduce((best, way) => (way.amount < best.amount ? way : best))
  steps.push(...best.steps)
  return best
}

const meansProduct = (one: Promotion, product: PricedProduct) =>
  one.product !== null
    ? one.product === product.id || one.product === product.parent
    : one.category === null || product.categories.includes(one.category)

const reaches = (one: Promotion, amount: number, request: PriceRequest, rules: Rules) =>
  one.fromAmount <= 0 || amount >= inCurrency(one.fromAmount, one.currency, request, rules)

function inCurrency(amount: number, currency: string, request: PriceRequest, rules: Rules): number {
  return bring({ amount, currency, taxIncluded: request.taxIncluded }, 0, request, rules)
}

function apply(
  some: readonly Promotion[],
  product: PricedProduct,
  quantity: number,
  unit: number,
  request: PriceRequest,
  rules: Rules,
) {
  const steps: Step[] = []
  let free = 0
  let now = unit
  for (const one of some) {
    const source = { object: 'promotion', id: one.id, name: one.name }
    let to = now
    if (one.kind === 'percent') to = now - percentOf(now, one.percent ?? 0)
    else if (one.kind === 'free') {
      const pieces = one.fromQuantity > 0 ? Math.floor(quantity / one.fromQuantity) * one.free : 0
      if (pieces <= 0 || free + pieces > quantity) continue
      free += pieces
      steps.push({ code: 'price.free', params: { name: one.name, quantity: pieces }, from: now, to: now, source })
      continue
    } else {
      const amount = bring(
        { amount: one.amount ?? 0, currency: one.currency, taxIncluded: product.taxIncluded },
        product.tax,
        request,
        rules,
      )
      to = one.kind === 'price' ? Math.min(now, amount) : Math.max(0, now - amount)
    }
    if (to === now) continue
    steps.push({ code: 'price.promotion', params: { name: one.name }, from: now, to, source })
    now = to
  }
  return { unit: now, free, amount: times(now, quantity - free), steps }
}

function discountByHand(line: LineRequest, result: PricedLine): void {
  const before = result.unitPrice
  if (line.unitPrice !== undefined) {
    result.unitPrice = line.unitPrice
    result.steps.push({ code: 'price.byHand', params: {}, from: before, to: line.unitPrice })
  } else if (line.discount && before !== null) {
    result.unitPrice = before - percentOf(before, line.discount)
    result.steps.push({
      code: 'price.discount',
      params: { percent: line.discount },
      from: before,
      to: result.unitPrice,
    })
  }
  if (before !== null) result.discount = Math.max(0, reduction(before, result.unitPrice!))
}

/** Takes off the whole what the best promotion for the whole gives, and splits it over the lines it means. */
function discountWhole(lines: PricedLine[], request: PriceRequest, rules: Rules, products: Products): Step[] {
  const total = lines.reduce((sum, line) => sum + line.amount, 0)
  const offers = rules.promotions
    .filter(one => one.kind === 'order')
    .flatMap(one => {
      const meant = lines.map(line => {
        const product = products.get(line.product)
        const contract = line.steps.some(step => step.source?.object === 'contractPrice')
        return product && meansProduct(one, product) && (!contract || one.onContract) ? line.amount : 0
      })
      const amount = meant.reduce((sum, part) => sum + part, 0)
      try {
        if (amount <= 0 || !reaches(one, amount, request, rules)) return []
        const off =
          one.percent !== null
            ? percentOf(amount, one.percent)
            : inCurrency(one.amount ?? 0, one.currency, request, rules)
        return off > 0 ? [{ one, meant, off: Math.min(off, amount) }] : []
      } catch (error) {
        if (error instanceof NoRate) return []
        throw error
      }
    })
    .sort((a, b) => b.off - a.off || order(a.one.id, b.one.id))
  const best = offers[0]
  if (!best) return []
  for (const [i, part] of allocate(best.off, best.meant).entries()) lines[i]!.orderDiscount = part
  const source = { object: 'promotion', id: best.one.id, name: best.one.name }
  return [{ code: 'price.order', params: { name: best.one.name }, from: total, to: total - best.off, source }]
}

function tax(line: PricedLine, request: PriceRequest): void {
  const amount = line.amount - line.orderDiscount
  if (request.taxIncluded) {
    line.gross = amount
    line.net = withoutPercent(amount, line.taxPercent)
    line.tax = line.gross - line.net
  } else {
    line.net = amount
    line.tax = percentOf(amount, line.taxPercent)
    line.gross = line.net + line.tax
  }
}

/** A price made by hand needs approval below the floor, or beyond the discount that the caller may give. */
function approve(line: PricedLine, request: PriceRequest): void {
  const byHand = line.regularPrice === null ? line.unitPrice !== null : line.discount > 0
  if (!byHand) return
  const paid = line.amount - line.orderDiscount
  if (line.floor !== null && paid < times(line.floor, line.quantity - line.freeQuantity)) line.needs.push('belowFloor')
  if (request.discountLimit !== null && (line.regularPrice === null || line.discount > request.discountLimit))
    line.needs.push('overLimit')
}
