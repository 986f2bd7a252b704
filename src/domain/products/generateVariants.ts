import { act } from '../../core/acts/act'
import { refuse } from '../../core/acts/refusal'
import { sql } from '../../core/db/statement'
import { insert } from '../../core/records/write'
import { type Attribute, combinations, combinationsCount, variantKey } from './attributes'
import { product } from './product'

/** So many at once: more would keep everybody else waiting. */
const VARIANTS_MAX = 500

/** Makes a product for every combination of the attributes that has none yet: named, numbered and priced after this one. */
export const generateVariants = act(product, 'generateVariants', {
  label: ['生成款式', 'Generate variants'],
  icon: 'grid-3x3',
  offer: { field: 'attributes', op: 'notNull' },
  allow(_, row) {
    if (row.parent) return refuse('product.variantOfVariant')
    return ((row.attributes as Attribute[] | null) ?? []).length === 0 ? refuse('product.noAttributes') : null
  },
  async run(ctx, row) {
    const attributes = row.attributes as Attribute[]
    const count = combinationsCount(attributes)
    if (count > VARIANTS_MAX) throw refuse('product.tooManyVariants', { count, max: VARIANTS_MAX })
    const there = await ctx.db.query<{ key: string | null; code: string | null }>(
      sql`select variant_key as key, code from products where tenant_id = ${ctx.tenant} and parent_id = ${row.id} and deleted_at is null`,
    )
    const keys = new Set(there.map(one => one.key))
    for (const combination of combinations(attributes)) {
      const key = variantKey(row.id, combination.values)
      if (keys.has(key)) continue
      await insert(ctx, product, {
        name: `${row.name} ${combination.name}`.slice(0, 300),
        ...(row.code ? { code: `${row.code}-${combination.code}`.slice(0, 60) } : {}),
        parent: row.id,
        variant: combination.values,
        variantKey: key,
        category: row.category,
        series: row.series,
        kind: row.kind,
        specification: combination.name.slice(0, 300),
        unit: row.unit,
        // Its price and floor are its parent's for as long as it is given none of its own.
        currency: (row as { currency?: string }).currency,
        priceHoldsTax: row.priceHoldsTax,
        taxRate: row.taxRate,
        active: row.active,
        onSaleFrom: row.onSaleFrom,
        onSaleUntil: row.onSaleUntil,
        leadDays: row.leadDays,
      })
    }
  },
})
