import { fieldAccess, reachOf } from '../access/reach'
import type { Ctx } from '../ctx'
import { join, literal, raw, sql } from '../db/statement'
import type { Entity } from '../entity'
import { labelIn } from '../i18n/say'
import type { Values } from '../records/parse'
import { find } from '../records/query'
import { load } from '../records/row'
import { combine, comparedFields, differing, mayChoose, type Source } from './combine'
import { loadAll } from './merge'
import { pointsAt, referencesTo } from './references'

export interface MergePreview {
  /** The records as the caller reads them; the one that stays first. */
  records: Values[]
  fields: {
    name: string
    label: string
    /** Whether the records say different things. */
    differs: boolean
    /** Whether the caller may choose whose value stays. */
    choosable: boolean
    /** Whose value stays unless chosen otherwise: a record's, all of them together, or what was given. */
    source: Source
  }[]
  /** The merged record as the caller will read it, as far as values can be told before it is done. */
  result: Values
  /** How much of each object belongs to which of the records. */
  children: { object: string; label: string; counts: Record<string, number> }[]
}

/** What a merge would make, and of what, without doing it. */
export async function preview(
  ctx: Ctx,
  entity: Entity,
  id: string,
  from: readonly string[],
  take?: unknown,
  values?: unknown,
): Promise<MergePreview> {
  const row: Values = await load(ctx, entity, id, { act: 'merge', needs: 'update' })
  const rows = [row, ...(await loadAll(ctx, entity, id, from, false))]
  const combined = await combine(ctx, entity, rows, take, values)
  const readable = comparedFields(entity).filter(name => fieldAccess(ctx, entity, name) !== 'none')
  const ids = rows.map(one => one.id as string)
  const read = await find(ctx, entity, {
    fields: [
      ...new Set([
        'id',
        'version',
        entity.title,
        ...(entity.fields.code ? ['code'] : []),
        ...(entity.owned ? ['owner', 'board'] : []),
        'createdAt',
        'updatedAt',
        ...readable,
      ]),
    ],
    filter: { field: 'id', op: 'in', value: ids },
    limit: ids.length,
  })
  const records = ids.map(one => read.find(each => each.id === one)!)
  const differ = new Set(differing(entity, rows))
  const mine = entity.owned === true && row.owner === ctx.user.id
  return {
    records,
    fields: readable.map(name => ({
      name,
      label: labelIn(entity.fields[name]!.label, ctx.lang),
      differs: differ.has(name),
      choosable: mayChoose(ctx, entity, name, mine),
      source: combined.sources[name]!,
    })),
    result: Object.fromEntries(
      readable.map(name => [name, shown(records, combined.sources[name]!, name, combined.values[name])]),
    ),
    children: await childrenOf(ctx, entity, ids),
  }
}

/** A value as the caller reads it: from the record it comes from, or put together of what the caller reads in all of them. */
function shown(records: readonly Values[], source: Source, name: string, value: unknown): unknown {
  if (typeof source === 'object') return records.find(one => one.id === source.record)?.[name] ?? null
  if (source === 'given' || !Array.isArray(value)) return value ?? null
  const parts = new Map(records.flatMap(one => (one[name] as unknown[] | null) ?? []).map(part => [idOf(part), part]))
  return value.map(id => parts.get(id) ?? id)
}
const idOf = (part: unknown) => (typeof part === 'object' && part !== null && 'id' in part ? part.id : part)

async function childrenOf(ctx: Ctx, entity: Entity, ids: readonly string[]): Promise<MergePreview['children']> {
  const seen = referencesTo(ctx.words, entity).filter(
    ({ from }) => !from.private && !from.setup && !from.internal && reachOf(ctx, from, 'read').kind !== 'nothing',
  )
  const objects = [...new Set(seen.map(reference => reference.from))]
  if (objects.length === 0) return []
  const counted = await ctx.db.query<{ object: string; record: string; n: number }>(
    join(
      objects.map(child => {
        const points = (id: string) =>
          join(
            seen.filter(r => r.from === child).map(r => pointsAt(r, entity, [id], 't')),
            ' or ',
          )
        return join(
          ids.map(
            id =>
              sql`select ${literal(child.name)}::text as object, ${id}::text as record, count(*) as n from ${raw(child.table)} t where t.deleted_at is null and (${points(id)})`,
          ),
          ' union all ',
        )
      }),
      ' union all ',
    ),
  )
  return objects
    .map(child => ({
      object: child.name,
      label: labelIn(child.label, ctx.lang),
      counts: Object.fromEntries(
        ids.map(id => [id, counted.find(c => c.object === child.name && c.record === id)?.n ?? 0]),
      ),
    }))
    .filter(({ counts }) => Object.values(counts).some(n => n > 0))
}
