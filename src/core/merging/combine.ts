import { fieldAccess } from '../access/reach'
import { invalid, type Refusal, refuseInvalid } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { type Entity, type Field, isId } from '../entity'
import { LIST_MAX } from '../entity/kinds/choice'
import { isList } from '../records/column'
import { checkReferences, isObject, parseDraft, type Values } from '../records/parse'
import { sameValue } from '../records/row'

/** Where the merged record's value of a field comes from: one of the records, all of them, or what the caller typed. */
export type Source = { record: string } | 'all' | 'given'
export interface Combined {
  /** Every field that may differ, with what the merged record will hold. */
  values: Values
  sources: Record<string, Source>
}

/** Fields of which each record has its own and the one that stays keeps its own. */
const OWN = new Set(['createdAt', 'createdBy', 'updatedAt', 'updatedBy', 'version', 'board'])
export const comparedFields = (entity: Entity): string[] => Object.keys(entity.fields).filter(name => !OWN.has(name))

/**
 * What several records make together. What the first says stays; where it says nothing, the next that does is heard; lists and
 * long texts keep what all of them say. What only acts set stays as the first has it, unless the field says which of two
 * counts. `take` and `values` are the caller's own choices, checked against the caller's rights.
 * @param rows whole rows; the record that stays comes first
 * @param take field → id of the record whose value is to be had
 * @param values field → value typed by the caller
 */
export async function combine(
  ctx: Ctx,
  entity: Entity,
  rows: readonly Values[],
  take: unknown,
  values: unknown,
): Promise<Combined> {
  const combined: Combined = { values: {}, sources: {} }
  for (const name of comparedFields(entity)) {
    const { value, source } = together(entity, name, entity.fields[name]!, rows)
    combined.values[name] = value
    combined.sources[name] = source
  }
  const errors: Refusal['errors'] = []
  const mine = entity.owned === true && rows[0]!.owner === ctx.user.id
  for (const [name, id] of Object.entries(objectOrNothing(take, 'take'))) {
    const row = isId(id) ? rows.find(each => each.id === id.toLowerCase()) : undefined
    const field = Object.hasOwn(entity.fields, name) && !OWN.has(name) ? entity.fields[name] : undefined
    if (!field) errors.push({ field: name.slice(0, 100), code: 'field.unknown' })
    else if (!row) errors.push({ field: name, code: 'merge.notAmong' })
    else if (!mayChoose(ctx, entity, name, mine))
      errors.push({ field: name, code: field.readOnly ? 'field.readOnly' : 'field.noRight' })
    else {
      combined.values[name] = row[name] ?? null
      combined.sources[name] = { record: row.id }
    }
  }
  refuseInvalid(errors)
  const given = parseDraft(ctx, entity, objectOrNothing(values, 'values'), false, mine)
  await checkReferences(ctx, entity.fields, given)
  for (const [name, value] of Object.entries(given)) {
    combined.values[name] = value
    combined.sources[name] = 'given'
  }
  return combined
}

/** True where the caller decides which record's value is kept. A masked value may be kept without being seen. */
export function mayChoose(ctx: Ctx, entity: Entity, name: string, mine: boolean): boolean {
  const access = fieldAccess(ctx, entity, name)
  const { readOnly, once } = entity.fields[name]!
  return !readOnly && !once && (access === 'write' || (access === 'masked' && mine))
}

function together(
  entity: Entity,
  name: string,
  field: Field,
  rows: readonly Values[],
): { value: unknown; source: Source } {
  const ids = new Set(rows.map(row => row.id))
  const from = (row: Values) => ({ value: row[name] ?? null, source: { record: row.id as string } })
  const [first, ...others] = rows as [Values, ...Values[]]
  // A record that was the other's parent or child is not its own.
  const points = field.target === entity.name
  const said = rows.filter(row => !isBlank(row[name]) && !(points && !isList(field) && ids.has(row[name])))
  if (typeof field.merge === 'object') {
    const { prefer } = field.merge
    return from(rows.find(row => row[name] === prefer) ?? said[0] ?? first)
  }
  if (field.merge) return from(latestOr(said, name, field.merge) ?? first)
  if (field.readOnly || field.once) return from(first)
  if (isList(field)) {
    const all = [...new Set(said.flatMap(row => row[name] as string[]))].filter(one => !(points && ids.has(one)))
    const kept = all.slice(0, LIST_MAX)
    return sameValue(entity, name, kept, first[name])
      ? from(first)
      : { value: kept.length ? kept : null, source: 'all' }
  }
  if (field.kind === 'longText') {
    const texts = [...new Set(said.map(row => String(row[name]).trim()))]
    const joined = texts.join('\n\n')
    if (texts.length > 1 && joined.length <= (field.max ?? LONG_TEXT_MAX)) return { value: joined, source: 'all' }
  }
  // An amount without its currency would be another amount.
  if (field.kind === 'money' && others.some(row => row.currency !== first.currency)) return from(first)
  if (said.length > 0) return from(said[0]!)
  return { value: points ? null : (first[name] ?? null), source: { record: first.id } }
}

const LONG_TEXT_MAX = 50_000
const isBlank = (value: unknown) => value === null || value === undefined || value === ''

function latestOr(rows: readonly Values[], name: string, which: 'latest' | 'earliest'): Values | undefined {
  const sorted = [...rows].sort((a, b) => Date.parse(a[name]) - Date.parse(b[name]))
  return which === 'latest' ? sorted.at(-1) : sorted[0]
}

function objectOrNothing(value: unknown, name: string): Record<string, unknown> {
  if (value === undefined || value === null) return {}
  if (!isObject(value)) throw invalid(name, 'field.notStructure')
  return value
}

/** The fields in which what they make together differs from what the first of them says. */
export const changesOf = (entity: Entity, first: Values, combined: Values): Values =>
  Object.fromEntries(Object.entries(combined).filter(([name, value]) => !sameValue(entity, name, value, first[name])))

/** Fields in which the records differ from each other. */
export const differing = (entity: Entity, rows: readonly Values[]): string[] =>
  comparedFields(entity).filter(name => rows.some(row => !sameValue(entity, name, row[name], rows[0]![name])))
