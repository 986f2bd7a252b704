import { invalid, Refusal } from '../../../core/acts/refusal'
import type { Ctx } from '../../../core/ctx'
import { sql } from '../../../core/db/statement'
import { TooLarge } from '../../../core/exact'
import {
  percentOf,
  quote as priceOf,
  type Quoted,
  type Rates,
  ratesOn,
  type Step,
  times,
  withoutPercent,
} from '../../prices'

/** For whom, when and in which money a document's lines are priced. */
export interface Asking {
  account: string | null
  currency: string
  /** `YYYY-MM-DD` */
  date: string
  taxIncluded: boolean
}
/** What somebody says of a line, and, where its price was agreed on before, what that was. */
export interface Terms {
  product: string | null
  configuration?: string | null
  name: string | null
  quantity: number
  unit: string | null
  unitPrice: number | null
  discount: number | null
  /**
   * rules: by price lists and promotions; hand: `unitPrice` counts; reduced: `unitPrice` less `discount` per cent of the whole line;
   * agreed: everything stays as it was agreed on.
   */
  pricing: 'rules' | 'hand' | 'reduced' | 'agreed'
  freeQuantity?: number | null
  orderDiscount?: number | null
  listPrice?: number | null
  taxRate: string | null
  steps?: Step[] | null
}
/** What a line comes to. Amounts are minor units. */
export interface Reckoned {
  name: string | null
  unit: string | null
  pricing: Terms['pricing']
  listPrice: number | null
  unitPrice: number | null
  discount: number
  freeQuantity: number
  orderDiscount: number
  taxRate: string
  net: number
  tax: number
  gross: number
  currency: string
  needs: ('belowFloor' | 'overLimit')[] | null
  steps: Step[]
  /** What it costs us; null where nobody said. */
  cost: number | null
  /** At list price, with tax. */
  listGross: number
  /** What only a preview tells: why somebody has to agree or there is no price, the lowest price, how soon it can be had. */
  remarks: string[]
  floor: number | null
  leadDays: number | null
  available: number | null
}
export interface Sheet {
  lines: Reckoned[]
  listAmount: number
  net: number
  tax: number
  gross: number
  /** Null where a line's cost is not known. */
  cost: number | null
  largestDiscount: number
  belowFloor: boolean
  needsApproval: boolean
  taxes: { rate: string; net: number; tax: number }[]
  /** What was taken off the whole, and why. */
  orderDiscount: number
  steps: Quoted['steps']
  leadDays: number | null
}

interface Known {
  id: string
  name: string
  unit: string | null
  taxRate: string | null
  currency: string
  cost: number | null
}

const RATE = '13'
/** Steps that take something off what stands in the catalogue. */
const REDUCING = new Set(['price.contractPercent', 'price.promotion', 'price.discount', 'price.byHand'])

/**
 * Prices all lines of a document: products by the rules in force for the customer on its day, what was priced by hand or agreed on as
 * it was, free texts at their own price. Each line is rounded by itself and the document is the sum of its lines.
 * @throws 422 naming each line at fault as `lines.2.product`
 */
export async function reckon(
  ctx: Ctx,
  asking: Asking,
  lines: readonly Terms[],
  looked: Looked = lookUp(ctx, lines),
): Promise<Sheet> {
  const byRules = lines.flatMap((line, i) => (line.product && line.pricing !== 'agreed' ? [i] : []))
  const known = await looked.products()
  const rates = await looked.rates(asking.date)
  const quoted = byRules.length
    ? await placed(byRules, () =>
        priceOf(ctx, {
          ...asking,
          lines: byRules.map(i => {
            const line = lines[i]!
            return {
              product: line.product!,
              quantity: line.quantity,
              ...(line.pricing === 'hand' ? { unitPrice: line.unitPrice ?? 0 } : {}),
              ...(line.pricing === 'reduced' ? { unitPrice: reducedPrice(line) } : {}),
              ...(line.pricing === 'rules' && line.discount ? { discount: line.discount } : {}),
              ...(line.configuration ? { configuration: line.configuration } : {}),
            }
          }),
        }),
      )
    : null
  const priced = new Map(byRules.map((i, k) => [i, quoted!.lines[k]!]))
  try {
    const done = lines.map((line, i) => lineOf(line, priced.get(i), known(line), asking, rates))
    const sum = (of: (line: Reckoned) => number) => {
      const all = done.reduce((total, line) => total + of(line), 0)
      if (!Number.isSafeInteger(all)) throw new TooLarge()
      return all
    }
    const used = [...new Set(done.map(line => line.taxRate))].sort((a, b) => Number(b) - Number(a))
    const days = done.flatMap(line => line.leadDays ?? [])
    return {
      lines: done,
      listAmount: sum(line => line.listGross),
      net: sum(line => line.net),
      tax: sum(line => line.tax),
      gross: sum(line => line.gross),
      cost: done.some(line => line.cost === null) ? null : sum(line => line.cost ?? 0),
      largestDiscount: Math.floor(Math.max(0, ...done.map(line => line.discount)) * 100) / 100,
      belowFloor: done.some(line => line.needs?.includes('belowFloor')),
      needsApproval: done.some(line => (line.needs?.length ?? 0) > 0),
      taxes: used.map(rate => ({
        rate,
        net: sum(line => (line.taxRate === rate ? line.net : 0)),
        tax: sum(line => (line.taxRate === rate ? line.tax : 0)),
      })),
      orderDiscount: sum(line => line.orderDiscount),
      steps: quoted?.steps ?? [],
      leadDays: days.length ? Math.max(...days) : null,
    }
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
    throw invalid('lines', 'field.tooLarge')
  }
}

/** What several documents are reckoned by, looked up once for all of them. */
export interface Looked {
  products(): ReturnType<typeof productsOf>
  rates(day: string): ReturnType<typeof ratesOn>
}

/** @param lines of all the documents that are to be reckoned */
export function lookUp(ctx: Ctx, lines: readonly Terms[]): Looked {
  let products: ReturnType<typeof productsOf> | undefined
  const rates = new Map<string, ReturnType<typeof ratesOn>>()
  return {
    products: () => (products ??= productsOf(ctx, lines)),
    rates(day) {
      const known = rates.get(day) ?? ratesOn(ctx, day)
      rates.set(day, known)
      return known
    },
  }
}

function lineOf(
  line: Terms,
  priced: Quoted['lines'][number] | undefined,
  product: Known | undefined,
  asking: Asking,
  rates: Rates,
): Reckoned {
  const taxRate = line.taxRate ?? product?.taxRate ?? RATE
  const agreed = line.pricing === 'agreed'
  const reduced = line.pricing === 'reduced'
  const unitPrice = priced && !reduced ? priced.unitPrice : line.unitPrice
  const freeQuantity = priced ? priced.freeQuantity : agreed ? (line.freeQuantity ?? 0) : 0
  const orderDiscount = priced ? priced.orderDiscount : agreed ? (line.orderDiscount ?? 0) : 0
  const whole = unitPrice === null ? 0 : times(unitPrice, line.quantity - freeQuantity)
  // The percentage comes off the line, not off the piece, so that nothing is rounded many times over.
  const amount = (reduced ? percentOf(whole, 100 - (line.discount ?? 0)) : whole) - orderDiscount
  const steps: Step[] = reduced
    ? [
        { code: 'price.byHand', params: {}, from: null, to: unitPrice ?? 0 },
        { code: 'price.discount', params: { percent: line.discount ?? 0 }, from: unitPrice, to: reducedPrice(line) },
      ]
    : priced
      ? priced.steps.map(({ text: _, ...step }) => step)
      : agreed
        ? (line.steps ?? [])
        : unitPrice === null
          ? []
          : [{ code: 'price.byHand', params: {}, from: null, to: unitPrice }]
  const listPrice = agreed ? (line.listPrice ?? unitPrice) : reduced ? unitPrice : listPriceOf(unitPrice, steps)
  const cost = product && product.cost !== null ? rates(product.currency, asking.currency, product.cost) : null
  return {
    name: line.name ?? product?.name ?? null,
    unit: line.unit ?? product?.unit ?? null,
    pricing: line.pricing,
    listPrice,
    unitPrice,
    // What was typed stays as it was typed: reckoned back from a rounded price it would wander.
    discount: line.pricing === 'hand' ? (priced?.discount ?? 0) : (line.discount ?? 0),
    freeQuantity,
    orderDiscount,
    taxRate,
    ...taxed(amount, taxRate, asking.taxIncluded),
    currency: asking.currency,
    needs: priced?.needs.length ? priced.needs : null,
    steps,
    cost: cost === null ? null : times(cost, line.quantity),
    listGross: listPrice === null ? 0 : taxed(times(listPrice, line.quantity), taxRate, asking.taxIncluded).gross,
    remarks: priced?.remarks ?? [],
    floor: priced?.floor ?? null,
    leadDays: priced?.leadDays ?? null,
    available: priced?.available ?? null,
  }
}

/** What a piece comes to where a percentage is taken off its price. */
const reducedPrice = (line: Terms): number => percentOf(line.unitPrice ?? 0, 100 - (line.discount ?? 0))

/** Net, tax and gross of an amount in the document's mode of tax. The code of a rate is the rate; 免税 is taxed with nothing. */
export function taxed(amount: number, rate: string | null, taxIncluded: boolean) {
  const percent = Number(rate) || 0
  const net = taxIncluded ? withoutPercent(amount, percent) : amount
  const gross = taxIncluded ? amount : amount + percentOf(amount, percent)
  return { net, tax: gross - net, gross }
}

/** What one piece costs before anything is taken off. */
function listPriceOf(unitPrice: number | null, steps: readonly Step[]): number | null {
  if (unitPrice === null) return null
  const off = steps.reduce(
    (sum, step) => (REDUCING.has(step.code) && step.from !== null ? sum + step.from - step.to : sum),
    0,
  )
  return Math.max(0, unitPrice + off)
}

/** Says of what is refused in which of all lines it is. */
async function placed<T>(places: readonly number[], work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || thrown.errors.length === 0) throw thrown
    throw new Refusal(
      thrown.code,
      thrown.params,
      thrown.status,
      thrown.errors.map(error => ({
        ...error,
        field: error.field.replace(/^lines\.(\d+)\./, (_, k: string) => `lines.${places[Number(k)]}.`),
      })),
    )
  }
}

/** Products of the lines with what they cost us: a bundle its components, a configured one what was chosen too. */
async function productsOf(ctx: Ctx, lines: readonly Terms[]): Promise<(line: Terms) => Known | undefined> {
  const ids = [...new Set(lines.flatMap(line => line.product ?? []))]
  if (ids.length === 0) return () => undefined
  const configurations = [...new Set(lines.flatMap(line => line.configuration ?? []))]
  const found = await ctx.db.query<Known>(sql`
    select p.id, p.name, p.unit, p.tax_rate as "taxRate", coalesce(p.currency, 'CNY') as currency,
      coalesce(p.cost, parent.cost, (select sum(round(c.cost * l.quantity)) from bom_lines l join products c on c.id = l.component_id
        where p.kind = 'bundle' and l.parent_id = p.id and l.deleted_at is null having count(*) = count(c.cost)))::float8 as cost
    from products p left join products parent on parent.id = p.parent_id where p.id = any(${ids}::uuid[])`)
  const chosen = configurations.length
    ? await ctx.db.query<{ id: string; cost: number }>(sql`
        select c.id, coalesce(sum(round(p.cost * coalesce((x->>'quantity')::numeric, 1))), 0)::float8 as cost
        from configurations c cross join lateral jsonb_array_elements(coalesce(c.lines, '[]')) x
          join products p on p.id = (x->>'product')::uuid
        where c.id = any(${configurations}::uuid[]) group by 1`)
    : []
  const products = new Map(found.map(one => [one.id, one]))
  const added = new Map(chosen.map(one => [one.id, one.cost]))
  return line => {
    const product = line.product ? products.get(line.product) : undefined
    const more = (line.configuration && added.get(line.configuration)) || 0
    return product && more && product.cost !== null ? { ...product, cost: product.cost + more } : product
  }
}
