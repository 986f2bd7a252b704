import { fieldAccess } from '../access/reach'
import { Refusal } from '../acts/refusal'
import type { Ctx } from '../ctx'
import type { Entity, Field } from '../entity'
import { text } from '../entity'
import { LIMITS } from './limits'

/** A field reached from an object through references: `account.owner.name`. */
export interface FieldPath {
  /** The references on the way, outermost first. */
  through: { name: string; field: Field; from: Entity; to: Entity }[]
  entity: Entity
  name: string
  field: Field
  access: 'masked' | 'read' | 'write'
}

const ID: Field = { ...text({ label: ['标识', 'Id'] }), kind: 'ref', system: true, readOnly: true }

/** The field as declared, `id` included. */
export const fieldOf = (entity: Entity, name: string): Field | undefined =>
  name === 'id' ? ID : Object.hasOwn(entity.fields, name) ? entity.fields[name] : undefined

/** Resolves a dotted name. What the caller may not see is refused as if it did not exist. */
export function pathOf(ctx: Ctx, entity: Entity, dotted: unknown): FieldPath {
  const unknown = () =>
    new Refusal('query.unknownField', { field: String(dotted).slice(0, 100), object: entity.name }, 400)
  if (typeof dotted !== 'string') throw unknown()
  const names = dotted.split('.')
  if (names.length > LIMITS.path) throw unknown()
  const through: FieldPath['through'] = []
  let at = entity
  for (const name of names.slice(0, -1)) {
    const field = fieldOf(at, name)
    if (field?.kind !== 'ref' || !field.target || (name !== 'id' && fieldAccess(ctx, at, name) === 'none'))
      throw unknown()
    const to = ctx.words.entity(field.target)
    if (!ctx.user.system && ctx.user.rights(to.name).read === 'none') throw unknown()
    through.push({ name, field, from: at, to })
    at = to
  }
  const name = names.at(-1)!
  const field = fieldOf(at, name)
  const access = field && name !== 'id' ? fieldAccess(ctx, at, name) : 'read'
  if (!field || access === 'none') throw unknown()
  return { through, entity: at, name, field, access }
}
