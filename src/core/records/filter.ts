import { reachOf, within } from '../access/reach'
import { Refusal } from '../acts/refusal'
import { startOf } from '../calendar/china'
import type { Ctx } from '../ctx'
import { join, literal, raw, type Sql, sql } from '../db/statement'
import { type Entity, type Field, Invalid, isId, kindOf, type Operator } from '../entity'
import { isWellFormed } from '../entity/text'
import { columnSql, isList, readSql } from './column'
import { LIMITS } from './limits'
import { type FieldPath, pathOf } from './path'
import { daysOf } from './relative'

/** The filter as the API takes it. */
export type Filter =
  | { and: Filter[] }
  | { or: Filter[] }
  | { not: Filter }
  | { field: string; op: Operator; value?: unknown }

const bad = (code: string, params: Record<string, string | number> = {}) => new Refusal(code, params, 400)
/** Dictionaries up to this size put their codes into the statement, so that the planner knows a rare one from a common one. */
const SMALL_DICTIONARY = 40

/**
 * Compiles a filter into a condition on `alias`. Every value is parsed by its field's kind and travels as a parameter; every
 * object it touches is narrowed to what the caller may see, and fields the caller may not see do not exist.
 */
export function filterSql(ctx: Ctx, entity: Entity, filter: unknown, alias = 't'): Sql {
  let conditions = 0
  let aliases = 0

  function walk(node: unknown, on: Entity, at: string, depth: number): Sql {
    if (depth > LIMITS.depth) throw bad('filter.tooDeep', { max: LIMITS.depth })
    if (++conditions > LIMITS.conditions) throw bad('filter.tooLong', { max: LIMITS.conditions })
    if (typeof node !== 'object' || node === null || Array.isArray(node)) throw bad('filter.malformed')
    const keys = Object.keys(node)
    for (const [key, word, none] of [
      ['and', ' and ', 'true'],
      ['or', ' or ', 'false'],
    ] as const) {
      if (!(key in node)) continue
      const parts = (node as Record<string, unknown>)[key]
      if (keys.length > 1 || !Array.isArray(parts)) throw bad('filter.malformed')
      return parts.length === 0
        ? raw(none)
        : sql`(${join(
            parts.map(p => walk(p, on, at, depth + 1)),
            word,
          )})`
    }
    if ('not' in node) {
      if (keys.length > 1) throw bad('filter.malformed')
      return sql`(${walk(node.not, on, at, depth + 1)}) is not true`
    }
    if (!('field' in node) || !('op' in node) || keys.some(k => k !== 'field' && k !== 'op' && k !== 'value'))
      throw bad('filter.malformed')
    const { field, op, value } = node as { field: unknown; op: unknown; value?: unknown }
    if (op === 'some' || op === 'none') return children(on, field, op, value, at, depth)
    return onPath(pathOf(ctx, on, field), op as Operator, value, at)
  }

  /** A condition on a child object's records that point here. */
  function children(on: Entity, plural: unknown, op: 'some' | 'none', where: unknown, at: string, depth: number): Sql {
    const child = childOf(ctx, on, plural)
    const c = `c${aliases++}`
    const back = columnSql(child.via, child.entity.fields[child.via]!, c)
    const tie = isList(child.entity.fields[child.via]!)
      ? sql`${back} @> array[${raw(at)}.id]`
      : sql`${back} = ${raw(at)}.id`
    const condition = where === undefined || where === null ? raw('true') : walk(where, child.entity, c, depth + 1)
    return sql`${raw(op === 'none' ? 'not exists' : 'exists')} (select 1 from ${raw(child.entity.table)} ${raw(c)}
      where ${tie} and ${raw(c)}.deleted_at is null and ${within(reachOf(ctx, child.entity, 'read'), child.entity, c)} and ${condition})`
  }

  /** Through references a negative means "not one that is": a record without the reference counts. */
  function onPath(path: FieldPath, op: Operator, value: unknown, at: string): Sql {
    if (path.through.length === 0) return compare(ctx, path, op, value, at)
    const [positive, negated] =
      op === 'ne'
        ? (['eq', true] as const)
        : op === 'notIn'
          ? (['in', true] as const)
          : op === 'isNull'
            ? (['notNull', true] as const)
            : ([op, false] as const)
    const names = path.through.map(() => `r${aliases++}`)
    const inner = path.through.reduceRight<Sql>(
      (condition, step, i) => {
        const r = names[i]!
        const outer = i === 0 ? at : names[i - 1]!
        return sql`exists (select 1 from ${raw(step.to.table)} ${raw(r)} where ${raw(r)}.id = ${readSql(ctx, step.from, step.name, step.field, outer)}
        and ${within(reachOf(ctx, step.to, 'read'), step.to, r)} and ${condition})`
      },
      compare(ctx, path, positive, value, names.at(-1)!),
    )
    return negated ? sql`not ${inner}` : inner
  }

  return filter === undefined || filter === null ? raw('true') : walk(filter, entity, alias, 0)
}

/** The child object that a plural names, and the field by which it refers back. */
function childOf(ctx: Ctx, parent: Entity, plural: unknown): { entity: Entity; via: string } {
  const [objectName, given] = String(plural).split('.')
  const entity = typeof plural === 'string' ? ctx.words.findEntity(objectName!) : undefined
  const refersBack = (name: string) => entity!.fields[name]?.target === parent.name
  const via = entity && (given ? [given].find(refersBack) : [...entity.declared, 'owner'].find(refersBack))
  if (!entity || !via || reachOf(ctx, entity, 'read').kind === 'nothing') {
    throw bad('query.unknownField', { field: String(plural).slice(0, 100), object: parent.name })
  }
  return { entity, via }
}

/** Operators that a field answers to. */
export function operatorsOf(field: Field, target?: Entity): readonly Operator[] {
  const own = kindOf(field).operators
  return target?.fields.parent?.target === target?.name && field.kind === 'ref' && target ? [...own, 'under'] : own
}

const likePattern = (text: string) => text.replace(/[\\%_]/g, c => `\\${c}`)

function compare(ctx: Ctx, path: FieldPath, op: Operator, value: unknown, at: string): Sql {
  const { field, name } = path
  const target = field.kind === 'ref' && field.target ? ctx.words.findEntity(field.target) : undefined
  if (!operatorsOf(field, target).includes(op))
    throw bad('filter.operator', { op: String(op).slice(0, 20), field: name })
  // What is masked may be tested for being there, or for being exactly what the caller already knows.
  if (path.access === 'masked' && !['isNull', 'notNull', 'eq'].includes(op)) throw bad('filter.masked', { field: name })
  const column = readSql(ctx, path.entity, name, field, at)
  const kind = kindOf(field)
  const list = isList(field)
  const json = list && field.custom
  const type = json
    ? 'text'
    : list
      ? kind.column(field).slice(0, -2)
      : field.custom
        ? ({ number: 'numeric', flag: 'boolean', id: 'uuid' }[kind.family as string] ?? 'text')
        : kind.column(field)

  const single: Field = field.many
    ? { ...field, many: false }
    : field.kind === 'refs' || field.kind === 'files'
      ? { ...field, kind: 'ref' }
      : field
  const one = (v: unknown): string | number | boolean => {
    if (v === 'me' && single.kind === 'ref' && single.target === 'user') return ctx.user.id
    if (v === null || v === undefined) throw bad('filter.valueMissing', { field: name })
    // A filter may look for what the kind would not accept as a new value (half a phone number, a retired code).
    if (
      (kind.family === 'text' || kind.family === 'code' || kind.family === 'codes') &&
      typeof v === 'string' &&
      isWellFormed(v) &&
      v.length <= 2000
    )
      return v
    const parsed = kindOf(single).parse(v, single, ctx.words)
    if (parsed instanceof Invalid || parsed === null) throw bad('filter.value', { field: name })
    return parsed
  }
  const many = (v: unknown) => {
    if (!Array.isArray(v)) throw bad('filter.valueList', { field: name })
    if (v.length > LIMITS.listValues) throw bad('filter.listTooLong', { max: LIMITS.listValues })
    return v.map(one)
  }
  const known = field.dictionary && !field.custom ? ctx.words.dictionary(field.dictionary) : undefined
  const inline = known && known.size <= SMALL_DICTIONARY ? known : undefined
  const constant = (v: unknown) => (typeof v === 'string' && inline?.has(v) ? literal(v) : sql`${v}::${raw(type)}`)
  const array = (vs: unknown[]) =>
    inline && vs.every(v => typeof v === 'string' && inline.has(v))
      ? sql`array[${join(vs.map(v => literal(v as string)))}]::text[]`
      : sql`${vs}::${raw(type)}[]`
  const overlaps = (vs: unknown[]) =>
    json
      ? sql`exists (select 1 from jsonb_array_elements_text(${column}) e where e = any(${vs}::text[]))`
      : sql`${column} && ${array(vs)}`
  const empty = list
    ? json
      ? sql`(${column} is null or ${column} = '[]'::jsonb)`
      : sql`(${column} is null or ${column} = '{}')`
    : sql`${column} is null`

  switch (op) {
    case 'isNull':
      return empty
    case 'notNull':
      return sql`not ${empty}`
    case 'eq':
      return value === null ? empty : list ? overlaps([one(value)]) : sql`${column} = ${constant(one(value))}`
    case 'ne':
      return value === null
        ? sql`not ${empty}`
        : list
          ? sql`(${overlaps([one(value)])}) is not true`
          : sql`${column} is distinct from ${constant(one(value))}`
    case 'in':
      return list ? overlaps(many(value)) : sql`${column} = any(${array(many(value))})`
    case 'notIn':
      return list
        ? sql`(${overlaps(many(value))}) is not true`
        : sql`(${column} is null or ${column} <> all(${array(many(value))}))`
    case 'lt':
      return sql`${column} < ${constant(one(value))}`
    case 'lte':
      return sql`${column} <= ${constant(one(value))}`
    case 'gt':
      return sql`${column} > ${constant(one(value))}`
    case 'gte':
      return sql`${column} >= ${constant(one(value))}`
    case 'between': {
      const ends = many(value)
      if (ends.length !== 2) throw bad('filter.between', { field: name })
      return sql`${column} between ${constant(ends[0])} and ${constant(ends[1])}`
    }
    case 'contains':
      return sql`${column} ilike ${`%${likePattern(String(one(value)))}%`}`
    case 'startsWith':
      return sql`${column} ilike ${`${likePattern(String(one(value)))}%`}`
    case 'under':
      return under(ctx, field, target, column, value, name)
    case 'relative': {
      const span = typeof value === 'string' ? daysOf(value, ctx.now) : null
      if (!span) throw bad('filter.relative', { value: String(value).slice(0, 40) })
      const edge = (day: string) => sql`${kind.family === 'instant' ? startOf(day) : day}::${raw(type)}`
      const parts = [
        span.from && sql`${column} >= ${edge(span.from)}`,
        span.to && sql`${column} < ${edge(span.to)}`,
      ].filter(p => !!p)
      return span.orNull
        ? sql`(${column} is null or ${join(parts as Sql[], ' and ')})`
        : sql`(${join(parts as Sql[], ' and ')})`
    }
    default:
      throw bad('filter.operator', { op: String(op), field: name })
  }
}

function under(ctx: Ctx, field: Field, target: Entity | undefined, column: Sql, value: unknown, name: string): Sql {
  if (target) {
    if (!isId(value)) throw bad('filter.value', { field: name })
    return sql`${column} in (with recursive below as (select id from ${raw(target.table)} where id = ${value}
      union select d.id from ${raw(target.table)} d join below on d.parent_id = below.id where d.deleted_at is null) select id from below)`
  }
  const codes = (Array.isArray(value) ? value : [value]).map(v => {
    if (typeof v !== 'string' || v.length > 100 || v.includes('\0')) throw bad('filter.value', { field: name })
    return v
  })
  // A division's code begins with its parents'; `:` is the character after `9`.
  if (field.kind === 'region')
    return sql`(${join(
      codes.map(code => sql`(${column} >= ${code} and ${column} < ${`${code}:`})`),
      ' or ',
    )})`
  return sql`${column} = any(${codes.flatMap(code => ctx.words.below(field.dictionary!, code))}::text[])`
}
