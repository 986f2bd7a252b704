import { reaction } from '../acts/act'
import { invalid, refuse } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { sql } from '../db/statement'
import type { Row } from '../entity'
import { dictionaryItem } from './dictionaryItem'
import { wordsChanged } from './load'
import { CODE, codeFrom } from './naming'
import { isUsed } from './uses'

/** The record as a reaction gets it, to be completed in place: the caller answers what it holds afterwards. */
type Item = { -readonly [K in keyof Row<typeof dictionaryItem>]: Row<typeof dictionaryItem>[K] }

/** Dictionary names: a slice's camelCase word, or `object.field` for the options of a custom field. */
export const DICTIONARY_NAME = /^[a-zA-Z][a-zA-Z0-9]*(\.[a-zA-Z0-9]+)?$/

/** A code never changes, and the database holds it once; a parent is there and not below its child. */
export const keepDictionaryWhole = reaction(
  dictionaryItem,
  ['create', 'update', 'restore'],
  async (ctx, after: Item, before) => {
    if (before && (before.code !== after.code || before.dictionary !== after.dictionary))
      throw invalid('code', 'dictionary.codeFixed')
    if (!DICTIONARY_NAME.test(after.dictionary)) throw invalid('dictionary', 'dictionary.badName')
    await lockDictionary(ctx, after.dictionary)
    const others = await othersOf(ctx, after)
    if (!after.code || after.position == null) await complete(ctx, after, others)
    if (!CODE.test(after.code!)) throw invalid('code', 'dictionary.badCode')
    if (after.parent && after.parent !== after.code && !others.has(after.parent))
      throw invalid('parent', 'dictionary.noParent', { code: after.parent })
    if (isBelow(after.parent, after.code!, others)) throw invalid('parent', 'dictionary.circle')
    await wordsChanged(ctx)
  },
)

/** An item that records hold is merged or switched off, not deleted: its code would mean nothing to them. */
export const keepItemsInUse = reaction(dictionaryItem, ['delete'], async (ctx, item) => {
  const others = await othersOf(ctx, item)
  const hasChildren = [...others.values()].some(other => other.parent === item.code)
  if (hasChildren || (await isUsed(ctx, item.dictionary, item.code!)))
    throw refuse('dictionary.inUse', { label: item.label })
  await wordsChanged(ctx)
})

/** Serializes changes of one dictionary, so that a code stays unique in it. */
export async function lockDictionary(ctx: Ctx, dictionary: string): Promise<void> {
  await ctx.db.query(
    sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenant} dictionary ${dictionary}`}, 0))`,
  )
}

interface Other {
  parent: string | null
  position: number | null
}
async function othersOf(ctx: Ctx, item: Item): Promise<Map<string, Other>> {
  const rows = await ctx.db.query<Other & { code: string }>(sql`
    select code, parent, position from dictionary_items
    where dictionary = ${item.dictionary} and id <> ${item.id} and deleted_at is null and code is not null`)
  return new Map(rows.map(row => [row.code, row]))
}

/** An item given only by its label gets a code, and its place behind the others. */
async function complete(ctx: Ctx, item: Item, others: Map<string, Other>): Promise<void> {
  item.code ||= codeFrom(item.label, code => others.has(code))
  item.position ??= 1 + Math.max(0, ...[...others.values()].map(other => other.position ?? 0))
  await ctx.db.query(
    sql`update dictionary_items set code = ${item.code}, position = ${item.position} where id = ${item.id}`,
  )
}

/** True when following the parents from `from` leads to `code`. */
function isBelow(from: string | null, code: string, others: Map<string, Other>): boolean {
  const seen = new Set<string>()
  for (let at = from; at && !seen.has(at); at = others.get(at)?.parent ?? null) {
    if (at === code) return true
    seen.add(at)
  }
  return false
}
