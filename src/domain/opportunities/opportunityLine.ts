import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { entity, money, number, ref, text } from '../../core/entity'

/** What of our products the sale is about; where there are lines, their sum is the opportunity's amount. */
export const opportunityLine = entity('opportunityLine', {
  label: ['机会明细', 'Opportunity line'],
  icon: 'package',
  owned: true,
  belongsTo: 'opportunity',
  searched: false,
  title: 'what',
  fields: {
    opportunity: ref('opportunity', { label: ['销售机会', 'Opportunity'], required: true }),
    product: ref('product', { label: ['产品', 'Product'], required: true }),
    what: text({ label: ['说明', 'Description'], max: 300 }),
    quantity: number({ label: ['数量', 'Quantity'], scale: 2, min: 0, default: 1 }),
    price: money({ label: ['单价', 'Price'] }),
    discount: number({ label: ['折扣', 'Discount'], scale: 2, min: 0, unit: ['%', '%'] }),
    amount: money({ label: ['金额', 'Amount'], readOnly: true }),
  },
  list: ['product', 'what', 'quantity', 'price', 'discount', 'amount', 'opportunity'],
  prepare: priced,
})

/** A line without a price takes the product's list price. */
async function priced(ctx: Ctx, rows: readonly Record<string, any>[]): Promise<void> {
  const open = rows.filter(row => row.price === null || row.price === undefined)
  const prices = new Map<string, number | null>()
  if (open.length > 0) {
    const found = await ctx.db.query<{ id: string; price: number | null }>(
      sql`select id, list_price as price from products where id = any(${open.map(row => row.product)}::uuid[])`,
    )
    for (const { id, price } of found) prices.set(id, price)
  }
  for (const row of rows) {
    row.price ??= prices.get(row.product) ?? null
    row.amount = amountOf(row)
  }
}

/** Price times quantity less the discount, in whole 分; nothing without a price. */
export const amountOf = ({ price, quantity, discount }: Readonly<Record<string, any>>): number | null =>
  price === null || price === undefined
    ? null
    : Math.round((Number(price) * Number(quantity ?? 1) * (100 - Number(discount ?? 0))) / 100)
