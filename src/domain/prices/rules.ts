import { reaction } from '../../core/acts/act'
import { invalid } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { contractPrice } from './contractPrice'
import { priceEntry } from './priceEntry'
import { priceList } from './priceList'
import { promotion } from './promotion'

function inOrder(row: { validFrom: string | null; validUntil: string | null }): void {
  if (row.validFrom && row.validUntil && row.validFrom > row.validUntil) throw invalid('validUntil', 'price.period')
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
        throw invalid(price === null ? 'price' : 'percent', 'price.priceOrPercent')
      if (price !== null && !after.product) throw invalid('product', 'price.productForPrice')
      if (!after.product && !after.category) throw invalid('product', 'price.productOrCategory')
      if ((after.percent ?? 0) > 100) throw invalid('percent', 'price.percent')
    },
    // Who answers for it says nothing about the price.
    async () => {},
  ),
  reaction(promotion, ['create', 'update'], async (_, after) => {
    inOrder(after)
    if ((after.percent ?? 0) > 100) throw invalid('percent', 'price.percent')
    const { kind } = after
    if (kind === 'percent' && !after.percent) throw invalid('percent', 'field.required')
    if ((kind === 'amount' || kind === 'price') && (after.amount ?? null) === null)
      throw invalid('amount', 'field.required')
    if (kind === 'order' && !after.percent && !after.amount) throw invalid('percent', 'price.priceOrPercent')
    if (kind === 'free') {
      if (!after.fromQuantity) throw invalid('fromQuantity', 'field.required')
      if (!after.free) throw invalid('free', 'field.required')
      if (after.free >= after.fromQuantity) throw invalid('free', 'price.freeTooMany')
    }
  }),
]
