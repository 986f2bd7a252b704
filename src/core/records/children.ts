import { reachOf } from '../access/reach'
import type { Ctx } from '../ctx'
import { join, literal, sql } from '../db/statement'
import type { Entity } from '../entity'
import { cappedCount, listing, pageText } from './query'
import { remembered } from './remembered'

/** Of each object so many are shown on a record's page. */
const SHOWN = 5
/** Stands in the statement for the record whose children are read. */
const ANY = '00000000-0000-7000-8000-000000000000'

/**
 * The latest records of every object that refers to a record, with their number (a thousand and one means more), as the JSON text of
 * `{ object: { items, nextCursor, total } }`. What stands on the timeline is there already. One statement for all of them.
 */
export async function childrenText(ctx: Ctx, parent: Entity, id: string): Promise<string> {
  const children = childrenOf(ctx, parent)
  if (children.length === 0) return '{}'
  const statement = remembered(ctx, `children of ${parent.name}`, () =>
    join(
      children.map(({ child, via }) => {
        const list = listing(ctx, child, { filter: { field: via, op: 'eq', value: ANY }, limit: SHOWN })
        return sql`select ${literal(child.name)} as object, l.items, l.next, (${cappedCount(child, list)}) as total from (${list.rows}) l`
      }),
      ' union all ',
    ),
  )
  const found = await ctx.db.query<{ object: string; items: string | null; next: string | null; total: number }>(
    statement.with(ANY, id),
    'general',
  )
  const pages = found.map(({ object, items, next, total }) => {
    const nextCursor = next && Buffer.from(next).toString('base64url')
    return `${JSON.stringify(object)}:${pageText({ items: items ?? '', nextCursor, total })}`
  })
  return `{${pages.join(',')}}`
}

const childrenOf = (ctx: Ctx, parent: Entity) =>
  ctx.words.entities
    .filter(child => !child.internal && !child.timeline && reachOf(ctx, child, 'read').kind !== 'nothing')
    .flatMap(child =>
      child.declared
        .filter(f => child.fields[f]!.target === parent.name)
        .slice(0, 1)
        .map(via => ({ child, via })),
    )
