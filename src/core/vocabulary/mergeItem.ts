import { act } from '../acts/act'
import { notFound, refuse } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { name as quoted, raw, type Sql, sql } from '../db/statement'
import { columnOf, type Entity, type Row, text } from '../entity'
import { columnSql } from '../records/column'
import { rowSql } from '../records/row'
import { change, remove } from '../records/write'
import { dictionaryItem } from './dictionaryItem'
import { lockDictionary } from './dictionaryRules'
import { wordsChanged } from './load'
import { holds, type Use, usesOf } from './uses'

type Item = Row<typeof dictionaryItem>
const items: Entity<any> = dictionaryItem

/** Replaces one value of a dictionary by another in every record, and puts it into the recycle bin. */
export const mergeItem = act(dictionaryItem, 'merge', {
  label: ['合并到', 'Merge into'],
  icon: 'merge',
  input: { into: text({ label: ['目标编码', 'Code to merge into'], required: true, max: 60 }) },
  async run(ctx, item, { into }) {
    const code = item.code!
    if (into === code) throw refuse('dictionary.mergeSelf')
    await lockDictionary(ctx, item.dictionary)
    const target = await itemByCode(ctx, item.dictionary, into)
    if (ctx.words.below(item.dictionary, code).includes(into)) throw refuse('dictionary.mergeChild')
    for (const use of usesOf(ctx.words, item.dictionary)) await replaceCode(ctx, use, code, into)
    for (const child of await childrenOf(ctx, item)) await change(ctx, dictionaryItem, child, { parent: into })
    await remove(ctx, dictionaryItem, item, 'merge')
    await wordsChanged(ctx)
    return target
  },
})

async function itemByCode(ctx: Ctx, dictionary: string, code: string): Promise<Item> {
  const [found] = await ctx.db.query<{ row: Item }>(sql`
    select ${rowSql(items)} as row from dictionary_items t where t.dictionary = ${dictionary} and t.code = ${code} and t.deleted_at is null`)
  if (!found) throw notFound()
  return found.row
}

const childrenOf = async (ctx: Ctx, item: Item): Promise<Item[]> =>
  (
    await ctx.db.query<{ row: Item }>(sql`
      select ${rowSql(items)} as row from dictionary_items t
      where t.dictionary = ${item.dictionary} and t.parent = ${item.code} and t.deleted_at is null`)
  ).map(found => found.row)

/**
 * Rewrites one field of every record that holds the code, those in the recycle bin too, and journals each. When a record was
 * last changed stays as it is: nobody worked on it, and a hundred thousand of them would come up first in every list.
 */
async function replaceCode(ctx: Ctx, use: Use, from: string, to: string): Promise<void> {
  const { entity, name, field } = use
  const table = raw(entity.table)
  const { origin } = ctx
  await ctx.db.query(sql`
    with hit as (
      select t.id, to_jsonb(${columnSql(name, field, 't')}) as before, ${replaced(use, from, to)} as after from ${table} t
      where ${holds(use, from, 't')} for update),
    written as (
      update ${table} t set version = t.version + 1, ${assignment(use)} from hit where t.id = hit.id
      returning t.id, left(t.${quoted(columnOf(entity.title, entity.fields[entity.title]!))}::text, 300) as title,
        ${raw(entity.owned ? 't.board_id, t.owner_id' : 'null::uuid as board_id, null::uuid as owner_id')}, hit.before, hit.after)
    insert into journal (tenant_id, at, actor_id, object, record_id, title, act, changes, board_id, owner_id, origin, request, address, import_id)
    select ${ctx.tenant}::int4, ${ctx.now.toISOString()}::timestamptz, ${ctx.user.system ? null : ctx.user.id}::uuid, ${entity.name}, id, title, 'update',
      jsonb_build_object(${name}::text, jsonb_build_array(before, to_jsonb(after))), board_id, owner_id,
      ${origin.by}, ${origin.request ?? null}, ${origin.address ?? null}, ${origin.importId ?? null}
    from written`)
}

/** The field's new value: the other code, once, in the place of this one. */
function replaced({ name, field }: Use, from: string, to: string): Sql {
  if (!field.many) return sql`${to}::text`
  const column = columnSql(name, field, 't')
  const codes = field.custom ? sql`jsonb_array_elements_text(${column})` : sql`unnest(${column})`
  const list = sql`(select array_agg(code order by place) from (
    select case when c = ${from} then ${to}::text else c end as code, min(n) as place
    from ${codes} with ordinality as u(c, n) group by 1) x)`
  return field.custom ? sql`to_jsonb(${list})` : list
}

const assignment = ({ name, field }: Use): Sql =>
  field.custom
    ? sql`custom = jsonb_set(t.custom, array[${name}]::text[], to_jsonb(hit.after))`
    : sql`${quoted(columnOf(name, field))} = hit.after`
