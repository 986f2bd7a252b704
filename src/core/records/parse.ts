import { fieldAccess, reachOf, within } from '../access/reach'
import { Refusal, refuseInvalid } from '../acts/refusal'
import type { Ctx } from '../ctx'
import { join, literal, raw, sql } from '../db/statement'
import { type Entity, type Field, Invalid, kindOf } from '../entity'

type Errors = Refusal['errors']
export type Values = Record<string, any>

/** Parses values by the kinds of their fields; what is wrong goes to `errors`, all of it at once. */
export function parseValues(
  ctx: Ctx,
  fields: Record<string, Field<any>>,
  input: Record<string, unknown>,
  errors: Errors,
): Values {
  const values: Values = {}
  for (const [name, value] of Object.entries(input)) {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined
    if (!field) {
      errors.push({ field: name.slice(0, 100), code: 'field.unknown' })
      continue
    }
    if (value === null || value === undefined) values[name] = null
    else {
      const parsed = kindOf(field).parse(value, field, ctx.words)
      if (parsed instanceof Invalid) errors.push({ field: name, code: parsed.code, params: parsed.params })
      else values[name] = Array.isArray(parsed) && parsed.length === 0 ? null : parsed
    }
    const blank = values[name] === null || (typeof values[name] === 'string' && values[name].trim() === '')
    if (field.required && blank && !errors.some(e => e.field === name))
      errors.push({ field: name, code: 'field.required' })
  }
  return values
}

/** True for a plain JSON object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * What the caller may set, parsed; refused with every fault at once. `whole`: a new record, so required fields must be there.
 * `mine`: the caller owns the record, so fields that are only masked from others are the caller's to change.
 */
export function parseDraft(ctx: Ctx, entity: Entity, input: unknown, whole: boolean, mine: boolean): Values {
  if (!isObject(input)) throw new Refusal('body.notObject', {}, 400)
  const errors: Errors = []
  const allowed: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(input)) {
    const field = Object.hasOwn(entity.fields, name) ? entity.fields[name] : undefined
    const access = field && fieldAccess(ctx, entity, name)
    if (!field || access === 'none') errors.push({ field: name.slice(0, 100), code: 'field.unknown' })
    else if (access !== 'write' && !(access === 'masked' && mine && !field.readOnly))
      errors.push({ field: name, code: field.readOnly ? 'field.readOnly' : 'field.noRight' })
    else if (field.once && !whole) errors.push({ field: name, code: 'field.readOnly' })
    else allowed[name] = value
  }
  if (whole) {
    for (const [name, field] of Object.entries(entity.fields)) {
      if (field.default !== undefined && !(name in allowed))
        allowed[name] = typeof field.default === 'function' ? field.default(ctx) : field.default
      if (field.required && !field.readOnly && !(name in allowed) && !errors.some(e => e.field === name))
        errors.push({ field: name, code: 'field.required' })
    }
  }
  const values = parseValues(ctx, entity.fields, allowed, errors)
  refuseInvalid(errors)
  return values
}

/** Refuses references to records that do not exist or that the caller may not see: one statement for all of them. */
export async function checkReferences(ctx: Ctx, fields: Record<string, Field<any>>, values: Values): Promise<void> {
  const wanted = Object.entries(values)
    .flatMap(([name, value]) => {
      const field = fields[name]!
      if (value === null || !field.target || (field.kind !== 'ref' && field.kind !== 'refs')) return []
      return [{ name, target: ctx.words.entity(field.target), ids: [value].flat() as string[] }]
    })
    .filter(w => !(w.target.name === 'user' && w.ids.length === 1 && w.ids[0] === ctx.user.id))
  if (wanted.length === 0) return
  const found = await ctx.db.query<{ field: string; n: number }>(
    join(
      wanted.map(
        w => sql`select ${literal(w.name)}::text as field, count(*) as n from ${raw(w.target.table)} t
      where t.id = any(${w.ids}::uuid[]) and t.deleted_at is null and ${within(reachOf(ctx, w.target, 'read'), w.target, 't')}`,
      ),
      ' union all ',
    ),
  )
  refuseInvalid(
    wanted
      .filter(w => found.find(f => f.field === w.name)?.n !== w.ids.length)
      .map(w => ({ field: w.name, code: 'field.noSuchRecord' })),
  )
}
