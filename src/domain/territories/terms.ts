import type { Ctx } from '../../core/ctx'
import { sql } from '../../core/db/statement'
import { type Placing, placing, type Terms } from './rules'

/** A list of a structure field, also where none was ever given. */
const LISTS = ['regions', 'industries', 'productCategories', 'sizes', 'people'] as const

/** The territories in force, those with conditions on what no longer exists among them. */
export async function termsOf(ctx: Ctx): Promise<Terms[]> {
  const rows = await ctx.db.query<Terms>(sql`
    select id, name, board_id as board, coalesce(priority, 0)::int as priority, regions, industries, product_categories as "productCategories",
      sizes, people, created_at as "createdAt" from territories where active is not false and deleted_at is null`)
  return rows.map(row => ({ ...row, ...Object.fromEntries(LISTS.map(name => [name, row[name] ?? []])) }))
}

/** By person, whose rights are read anew whenever territories change: see `peopleChanged`. */
const known = new WeakMap<Ctx['user'], { words: Ctx['words']; placing: Promise<Placing> }>()

/** How records are placed now. */
export function placingNow(ctx: Ctx): Promise<Placing> {
  const before = known.get(ctx.user)
  if (before?.words === ctx.words) return before.placing
  const placed = termsOf(ctx).then(terms => placing(terms, ctx.words))
  known.set(ctx.user, { words: ctx.words, placing: placed })
  placed.catch(() => known.delete(ctx.user))
  return placed
}
