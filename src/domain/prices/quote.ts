import { fieldAccess, reachOf } from '../../core/access/reach'
import { forbidden, invalid, Refusal, refuseInvalid } from '../../core/acts/refusal'
import { dayOf } from '../../core/calendar/china'
import type { Ctx } from '../../core/ctx'
import { isId } from '../../core/entity'
import { TooLarge } from '../../core/exact'
import { say } from '../../core/i18n/say'
import { isObject } from '../../core/records/parse'
import { applicable } from './applicable'
import {
  type Addition,
  type LineRequest,
  type Priced,
  type PricedLine,
  type PriceRequest,
  price,
  type Rules,
  type Step,
} from './price'

/** What is asked to be priced. Amounts are minor units of `currency`. */
export interface Asked {
  account?: string | null
  /** The base currency unless given. */
  currency?: string
  /** `YYYY-MM-DD`; today unless given. */
  date?: string
  /** Whether prices are meant with tax; true unless given. */
  taxIncluded?: boolean
  lines: readonly AskedLine[]
}
export interface AskedLine {
  product: string
  quantity: number
  discount?: number
  unitPrice?: number
  /** Id of a configuration, or its choices. */
  configuration?: unknown
}

/** A price with the names of things and every step as a sentence in the caller's language. */
export interface Quoted extends Omit<Priced, 'lines' | 'steps'> {
  date: string
  lines: (Omit<PricedLine, 'steps' | 'product'> & {
    product: { id: string; name: string; code: string | null }
    unit: string | null
    available: number | null
    steps: ToldStep[]
    /** Why somebody has to agree, or why there is no price, in a sentence. */
    remarks: string[]
  })[]
  steps: ToldStep[]
}
export type ToldStep = Step & { text: string }

/** What a configured line adds to its product. */
export interface Configured {
  additions: readonly Addition[]
  assemblyDays: number
}
type Resolve = (ctx: Ctx, lines: readonly { product: string; configuration: unknown }[]) => Promise<Configured[]>
let resolve: Resolve | undefined
/** The slice that configures products says here what a line's `configuration` adds; prices know nothing of options and rules. */
export const whatConfigurationsAdd = (how: Resolve): void => void (resolve = how)

const LINES_MAX = 500
const QUANTITY_MAX = 1e9

/** Prices lines for a customer on a day, each step told. One statement fetches what applies, the rest is reckoning. */
export async function quote(ctx: Ctx, asked: Asked): Promise<Quoted> {
  const { account = null, currency = 'CNY', date = dayOf(ctx.now), taxIncluded = true } = asked
  const product = ctx.words.entity('product')
  if (reachOf(ctx, product, 'read').kind === 'nothing') throw forbidden('right.read', { object: 'product' })
  const seesFloor = ['read', 'write'].includes(fieldAccess(ctx, product, 'floorPrice'))
  const configured = asked.lines.flatMap((line, i) =>
    line.configuration === undefined || line.configuration === null ? [] : [{ i, line }],
  )
  const added =
    configured.length && resolve
      ? await resolve(
          ctx,
          configured.map(({ line }) => ({ product: line.product, configuration: line.configuration })),
        )
      : []
  const lines: LineRequest[] = asked.lines.map(({ configuration: _, ...line }) => line)
  for (const [k, { i }] of configured.entries()) if (added[k]) lines[i] = { ...lines[i]!, ...added[k] }
  const products = lines.flatMap(line => [line.product, ...(line.additions ?? []).flatMap(one => one.product ?? [])])
  const found = await applicable(ctx, { products: [...new Set(products)], account, date })
  const errors: Refusal['errors'] = [
    ...(found.accountFound ? [] : [{ field: 'account', code: 'field.noSuchRecord' }]),
    ...lines.flatMap((line, i) =>
      found.names.has(line.product) ? [] : [{ field: `lines.${i}.product`, code: 'field.noSuchRecord' }],
    ),
  ]
  refuseInvalid(errors)
  const priced = reckoned({ currency, taxIncluded, lines, discountLimit: found.discountLimit }, found.rules)
  const told = (step: Step): ToldStep => ({ ...step, text: say(step.code, step.params, ctx.lang) })
  return {
    ...priced,
    date,
    lines: priced.lines.map(line => {
      const { name, code, unit, available } = found.names.get(line.product)!
      const remarks = [...(line.problem ? [line.problem] : []), ...line.needs]
      return {
        ...line,
        floor: seesFloor ? line.floor : null,
        product: { id: line.product, name, code },
        unit,
        available,
        steps: line.steps.map(told),
        remarks: remarks.map(why => say(`price.${why}`, { limit: found.discountLimit ?? 0, currency }, ctx.lang)),
      }
    }),
    steps: priced.steps.map(told),
  }
}

function reckoned(request: PriceRequest, rules: Rules): Priced {
  try {
    const priced = price(request, rules)
    if (Math.max(priced.amount, priced.gross) <= Number.MAX_SAFE_INTEGER) return priced
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
  }
  throw invalid('lines', 'field.tooLarge')
}

/** A request's body, or a refusal that names everything wrong with it. */
export function parseAsked(ctx: Ctx, body: unknown): Asked {
  if (!isObject(body)) throw new Refusal('body.notObject', {}, 400)
  const errors: Refusal['errors'] = []
  const fault = (field: string, code: string, params: Record<string, string | number> = {}) =>
    void errors.push({ field: field.slice(0, 100), code, params })
  const known = ['account', 'currency', 'date', 'taxIncluded', 'lines']
  for (const name of Object.keys(body)) if (!known.includes(name)) fault(name, 'field.unknown')
  const { account = null, currency, date, taxIncluded, lines } = body
  const text = (value: unknown) => String(value).slice(0, 40)
  if (account !== null && !isId(account)) fault('account', 'field.notId')
  if (currency !== undefined && !(typeof currency === 'string' && ctx.words.dictionary('currency')?.has(currency)))
    fault('currency', 'field.notInDictionary', { text: text(currency) })
  if (date !== undefined && !isDay(date)) fault('date', 'field.notDate', { text: text(date) })
  if (taxIncluded !== undefined && typeof taxIncluded !== 'boolean') fault('taxIncluded', 'field.notFlag')
  if (!Array.isArray(lines)) fault('lines', 'field.notList')
  else if (lines.length > LINES_MAX) fault('lines', 'field.tooMany', { max: LINES_MAX })
  for (const [i, line] of (Array.isArray(lines) ? lines.slice(0, LINES_MAX) : []).entries()) {
    const at = (name: string) => `lines.${i}.${name}`
    if (!isObject(line)) {
      fault(`lines.${i}`, 'field.notStructure')
      continue
    }
    for (const name of Object.keys(line))
      if (!['product', 'quantity', 'discount', 'unitPrice', 'configuration'].includes(name))
        fault(at(name), 'field.unknown')
    const { product, quantity, discount, unitPrice } = line
    if (!isId(product)) fault(at('product'), 'field.notId')
    if (!isDecimal(quantity)) fault(at('quantity'), 'field.notNumber', { text: text(quantity) })
    else if (quantity <= 0 || quantity > QUANTITY_MAX)
      fault(at('quantity'), quantity <= 0 ? 'field.tooSmall' : 'field.tooLarge', { min: 0.0001 })
    if (discount !== undefined && discount !== null && !(isDecimal(discount) && discount >= 0 && discount <= 100))
      fault(at('discount'), 'price.percent')
    if (
      unitPrice !== undefined &&
      unitPrice !== null &&
      !(Number.isSafeInteger(unitPrice) && (unitPrice as number) >= 0 && (unitPrice as number) < 1e13)
    )
      fault(at('unitPrice'), 'field.notMinorUnits')
  }
  if (errors.length) throw new Refusal('record.invalid', { count: errors.length }, 422, errors.slice(0, 100))
  return {
    ...(body as unknown as Asked),
    lines: (lines as AskedLine[]).map(line => ({
      product: line.product.toLowerCase(),
      quantity: line.quantity,
      ...(line.discount ? { discount: line.discount } : {}),
      ...(typeof line.unitPrice === 'number' ? { unitPrice: line.unitPrice } : {}),
      ...(line.configuration ? { configuration: line.configuration } : {}),
    })),
  }
}

/** At most four decimals. */
const isDecimal = (value: unknown): value is number =>
  typeof value === 'number' &&
  Number.isFinite(value) &&
  Math.abs(Number(value.toFixed(4)) - value) < 1e-9 * Math.max(1, Math.abs(value))

const isDay = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString().startsWith(value)
