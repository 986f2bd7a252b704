import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { create } from '../../core/records/write'
import { opportunity } from '../opportunities'
import { quoteDocument } from './document'
import { giveLines } from './lines/priced'
import { quote } from './quote'

/** What a deal is about, as lines to be priced: a price that is not the catalogue's was made by hand. */
export async function linesOfOpportunity(ctx: Ctx, id: string): Promise<Record<string, unknown>[]> {
  const lines = await ctx.db.query<{
    product: string
    name: string | null
    quantity: number
    price: number | null
    listPrice: number | null
    discount: number | null
  }>(sql`
    select l.product_id as product, l.what as name, coalesce(l.quantity, 1)::float8 as quantity, l.price::float8 as price,
      p.list_price::float8 as "listPrice", l.discount::float8 as discount
    from opportunity_lines l join products p on p.id = l.product_id and p.deleted_at is null
    where l.opportunity_id = ${id} and l.deleted_at is null order by l.id`)
  return lines.map(({ price, listPrice, discount, ...line }) =>
    price === null || price === listPrice
      ? { ...line, discount, pricing: 'rules' }
      : { ...line, unitPrice: Math.round((price * (100 - (discount ?? 0))) / 100), pricing: 'hand' },
  )
}

/** What a document takes over of the deal it is for. */
export const headOfOpportunity = (row: Row<typeof opportunity>) => ({
  name: row.name,
  account: row.account,
  contact: row.contact,
  opportunity: row.id,
  currency: (row as { currency?: string }).currency ?? 'CNY',
  ...(row.owner ? { owner: row.owner } : {}),
})

/** Makes an offer of a deal, with its lines. */
export const quoteOpportunity = act(opportunity, 'quote', {
  label: ['生成报价', 'Make a quote'],
  icon: 'file-text',
  allow: (_ctx, row) => (row.account ? null : refuse('quote.noAccount')),
  async run(ctx, row) {
    const made = await create(ctx, quote, headOfOpportunity(row))
    await giveLines(ctx, quoteDocument, made, await linesOfOpportunity(ctx, row.id))
    return { made: { object: quote.name, id: made.id } }
  },
})
