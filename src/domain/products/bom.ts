import { fieldAccess } from '../../core/access/reach'
import { reaction } from '../../core/acts/act'
import { invalid, refuse } from '../../core/acts/refusal'
import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import type { Row } from '../../core/entity'
import { load } from '../../core/records/row'
import { bomLine } from './bomLine'
import { product } from './product'

/** Deeper or longer than any product that people build by a list. */
const LEVELS_MAX = 20
const LINES_MAX = 5_000
const WHERE_USED_MAX = 500

const inside = (code: string, params: Record<string, string> = {}) => invalid('component', code, params)

/** Nothing is made of itself, at whatever depth. Two people writing lines at once wait for each other. */
const noCycles = reaction(bomLine, ['create', 'update', 'restore'], async (ctx, after) => {
  await ctx.db.query(sql`select pg_advisory_xact_lock(hashtextextended('bom', ${ctx.tenant}))`)
  if (after.component === after.parent) throw inside('bom.itself')
  const [found] = await ctx.db.query<{ name: string }>(sql`
    with recursive below as (
      select l.component_id as id from bom_lines l where l.tenant_id = ${ctx.tenant} and l.parent_id = ${after.component} and l.deleted_at is null
      union select l.component_id from below b join bom_lines l on l.tenant_id = ${ctx.tenant} and l.parent_id = b.id and l.deleted_at is null)
    select p.name from below b join products p on p.tenant_id = ${ctx.tenant} and p.id = ${after.component} where b.id = ${after.parent} limit 1`)
  if (found) throw inside('bom.cycle', { name: found.name })
})

/** What still goes into something else stays. */
const inUse = reaction(product, ['delete'], async (ctx, after) => {
  const [used] = await ctx.db.query<{ name: string }>(sql`
    select p.name from bom_lines l join products p on p.id = l.parent_id and p.deleted_at is null
    where l.tenant_id = ${ctx.tenant} and l.component_id = ${after.id} and l.deleted_at is null limit 1`)
  if (used) throw refuse('product.inUse', { name: used.name })
})

/** A variant is a variant of a product, not of a variant. */
const oneLevel = reaction(
  product,
  ['create'],
  async (ctx, after) => {
    if (!after.parent) return
    const [of] = await ctx.db.query<{ parent: string | null }>(
      sql`select parent_id as parent from products where tenant_id = ${ctx.tenant} and id = ${after.parent}`,
    )
    if (of?.parent) throw refuse('product.variantOfVariant')
  },
  undefined,
  async (ctx, created) => {
    const parents = created.flatMap(row => (row.parent ? [row.parent as string] : []))
    if (parents.length === 0) return
    const [wrong] = await ctx.db.query(
      sql`select 1 from products where tenant_id = ${ctx.tenant} and id = any(${parents}::uuid[]) and parent_id is not null limit 1`,
    )
    if (wrong) throw refuse('product.variantOfVariant')
  },
)

export const bomRules = [noCycles, inUse, oneLevel]

/** One line of a product's bill of materials, at any depth. */
export interface BomNode {
  line: string
  level: number
  /** Line ids from the top, so that what lies below a line begins with it. */
  path: string[]
  product: { id: string; name: string; code: string | null }
  unit: string | null
  /** Per one of its parent, and per as many of the top as were asked for, scrap included. */
  quantity: number
  total: number
  scrap: number | null
  hasLines: boolean
  /** Of one, and of all that go in, in minor units; null where a cost below is missing, of another currency, or not the caller's to see. */
  cost: number | null
  totalCost: number | null
}
export interface Bom {
  product: string
  quantity: number
  lines: BomNode[]
  /** What all of it costs; null like the lines'. */
  cost: number | null
  ownCost: number | null
  currency: string | null
  /** Products without a cost that the sum lacks. */
  missingCosts: number
  usedIn: { product: { id: string; name: string; code: string | null }; level: number; quantity: number }[]
}

/**
 * A product's bill of materials in full depth, each line with how much of it goes in, what it costs from the bottom up, and what the
 * product itself goes into.
 * @param quantity how many of the product
 */
export async function bomOf(ctx: Ctx, id: string, quantity = 1): Promise<Bom> {
  const top = (await load(ctx, product, id, 'read')) as Row<typeof product> & { currency: string | null }
  const seesCost = ['read', 'write'].includes(fieldAccess(ctx, ctx.words.entity('product'), 'cost'))
  const rows = await ctx.db.query<{
    line: string
    level: number
    path: string[]
    id: string
    name: string
    code: string | null
    unit: string | null
    quantity: number
    total: number
    scrap: number | null
    lines: number
    cost: number | null
    currency: string | null
  }>(sql`
    with recursive tree as (
      select l.id as line, 1 as level, array[coalesce(l.position, ''), l.id::text] as place, array[l.id::text] as path, l.component_id as id, l.quantity, l.scrap,
        ${quantity}::numeric * l.quantity * (1 + coalesce(l.scrap, 0) / 100) as total
      from bom_lines l where l.tenant_id = ${ctx.tenant} and l.parent_id = ${id} and l.deleted_at is null
      union all
      select l.id, t.level + 1, t.place || array[coalesce(l.position, ''), l.id::text], t.path || l.id::text, l.component_id, l.quantity, l.scrap,
        t.total * l.quantity * (1 + coalesce(l.scrap, 0) / 100)
      from tree t join bom_lines l on l.tenant_id = ${ctx.tenant} and l.parent_id = t.id and l.deleted_at is null where t.level < ${LEVELS_MAX})
    select t.line, t.level, to_json(t.path) as path, p.id, p.name, p.code, p.unit, t.quantity, round(t.total, 6) as total, t.scrap, p.cost, coalesce(p.currency, 'CNY') as currency,
      (select count(*) from bom_lines l where l.tenant_id = ${ctx.tenant} and l.parent_id = p.id and l.deleted_at is null) as lines
    from tree t join products p on p.tenant_id = ${ctx.tenant} and p.id = t.id and p.deleted_at is null
    order by t.place limit ${LINES_MAX + 1}`)
  if (rows.length > LINES_MAX) throw refuse('bom.tooLong', { max: LINES_MAX })
  const usedIn = await ctx.db.query<{
    id: string
    name: string
    code: string | null
    level: number
    quantity: number
  }>(sql`
    with recursive up as (
      select l.parent_id as id, 1 as level, l.quantity::numeric as quantity from bom_lines l where l.tenant_id = ${ctx.tenant} and l.component_id = ${id} and l.deleted_at is null
      union all
      select l.parent_id, u.level + 1, u.quantity * l.quantity from up u join bom_lines l on l.tenant_id = ${ctx.tenant} and l.component_id = u.id and l.deleted_at is null
        where u.level < ${LEVELS_MAX})
    select p.id, p.name, p.code, min(u.level) as level, round(sum(u.quantity), 6) as quantity
    from up u join products p on p.tenant_id = ${ctx.tenant} and p.id = u.id and p.deleted_at is null
    group by p.id, p.name, p.code order by min(u.level), p.name limit ${WHERE_USED_MAX}`)

  const currency = top.currency ?? 'CNY'
  // From the bottom up: what a line costs is what is below it; only what is bought has a cost of its own.
  const totals = new Map<string, number | null>()
  const below = new Map<string, typeof rows>()
  for (const row of rows) {
    const above = row.path.slice(0, -1).join()
    below.set(above, [...(below.get(above) ?? []), row])
  }
  for (const row of rows.toReversed()) {
    const own = row.cost === null || row.currency !== currency ? null : row.cost * row.total
    const parts = below.get(row.path.join())
    totals.set(row.path.join(), parts ? sum(parts.map(one => totals.get(one.path.join()) ?? null)) : own)
  }
  const leaves = rows.filter(row => row.lines === 0)
  const rounded = (value: number | null) => (value === null || !seesCost ? null : Math.round(value))
  const lines = rows.map((row): BomNode => {
    const total = totals.get(row.path.join()) ?? null
    return {
      line: row.line,
      level: row.level,
      path: row.path,
      product: { id: row.id, name: row.name, code: row.code },
      unit: row.unit,
      quantity: row.quantity,
      total: row.total,
      scrap: row.scrap,
      hasLines: row.lines > 0,
      cost: rounded(total === null || row.total === 0 ? null : total / row.total),
      totalCost: rounded(total),
    }
  })
  const first = rows.filter(row => row.level === 1)
  return {
    product: id,
    quantity,
    lines,
    cost: first.length === 0 ? null : rounded(sum(first.map(row => totals.get(row.path.join()) ?? null))),
    ownCost: seesCost ? (top.cost as number | null) : null,
    currency,
    missingCosts: seesCost
      ? new Set(leaves.filter(row => row.cost === null || row.currency !== currency).map(row => row.id)).size
      : 0,
    usedIn: usedIn.map(({ id: of, name, code, ...more }) => ({ product: { id: of, name, code }, ...more })),
  }
}

const sum = (parts: readonly (number | null)[]): number | null =>
  parts.reduce<number | null>((all, part) => (all === null || part === null ? null : all + part), 0)
