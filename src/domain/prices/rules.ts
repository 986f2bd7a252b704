import { reaction } from '../../core/acts/act'
import { Refusal } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { contractPrice } from './contractPrice'
import { priceEntry } from './priceEntry'
import { priceList } from './priceList'
import { promotion } from './promotion'

const fault = (field: string, code: string) => new Refusal('record.invalid', { count: 1 }, 422, [{ field, code }])

function inOrder(row: { validFrom: string | null; validUntil: string | null }): void {
  if (row.validFrom && row.validUntil && row.validFrom > row.validUntil) throw fault('validUntil', 'price.period')
}

/** What an entry costs is in its list's currency, whatever was given. */
async function inCurrencyOfList(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await ctx.db.query(sql`
    update price_entries e set currency = l.currency from price_lists l
    where e.tenant_id = ${ctx.tenant} and e.id = any(${ids}::uuid[]) and l.tenant_id = ${ctx.tenant} and l.id = e.list_id and e.currency is distinct from l.currency`)
}

/** Each price says one thing: what sets it and what it reduces must fit together. */
export const priceRules = [
  reaction(priceList, ['create', 'update'], async (ctx, after, before) => {
    inOrder(after)
    if (before && before.currency !== after.currency)
      await ctx.db.query(
        sql`update price_entries set currency = ${after.currency} where tenant_id = ${ctx.tenant} and list_id = ${after.id}`,
      )
  }),
  reaction(
    priceEntry,
    ['create', 'update', 'restore'],
    async (ctx, after) => {
      inOrder(after)
      await inCurrencyOfList(ctx, [after.id])
    },
    undefined,
    async (ctx, created) => {
      for (const row of created) inOrder(row as never)
      await inCurrencyOfList(
        ctx,
        created.map(row => row.id as string),
      )
    },
  ),
  reaction(
    contractPrice,
    ['create', 'update'],
    async (_, after) => {
      inOrder(after)
      const [price, percent] = [after.price ?? null, after.percent ?? null]
      if ((price === null) === (percent === null))
        throw fault(price === null ? 'price' : 'percent', 'price.priceOrPercent')
      if (price !== null && !after.product) throw fault('product', 'price.productForPrice')
      if (!after.product && !after.category) throw fault('product', 'price.productOrCategory')
      if ((after.percent ?? 0) > 100) throw fault('percent', 'price.percent')
    },
    // Who answers for it says nothing about the price.
    async () => {},
  ),
  reaction(promotion, ['create', 'update'], async (_, after) => {
    inOrder(after)
    if ((after.percent ?? 0) > 100) throw fault('percent', 'price.percent')
    const { kind } = after
    if (kind === 'percent' && !after.percent) throw fault('percent', 'field.required')
    if ((kind === 'amount' || kind === 'price') && (after.amount ?? null) === null)
      throw fault('amount', 'field.required')
    if (kind === 'order' && !after.percent && !after.amount) throw fault('percent', 'price.priceOrPercent')
    if (kind === 'free') {
      if (!after.fromQuantity) throw fault('fromQuantity', 'field.required')
      if (!after.free) throw fault('free', 'field.required')
      if (after.free >= after.fromQuantity) throw fault('free', 'price.freeTooMany')
    }
  }),
]
