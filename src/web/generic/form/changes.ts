import type { FieldMeta, ObjectMeta } from '../../../core/metadata/types'
import { canEdit, inputValue, isEmpty, isPointer, sameValue } from '../../fields/value'

type Values = Record<string, unknown>

/** Fields that a form of the object asks for. */
export const formFields = (object: ObjectMeta): FieldMeta[] =>
  object.fields.filter(f => canEdit(f) && !isPointer(f) && (!f.system || f.name === 'owner'))

/** What a new record begins with: the defaults that fields declare, then what the caller gave. */
export const firstValues = (fields: FieldMeta[], preset: Values = {}): Values => ({
  ...Object.fromEntries(fields.filter(f => f.default !== undefined).map(f => [f.name, f.default])),
  ...Object.fromEntries(Object.entries(preset).filter(([, value]) => value !== undefined)),
})

/** What differs from `before`, as the API takes it. A new record (`before` empty) leaves out what is empty. */
export function changesOf(fields: FieldMeta[], values: Values, before: Values = {}): Values {
  const changed = fields.filter(f => f.name in values && !sameValue(values[f.name], before[f.name]))
  return Object.fromEntries(changed.map(f => [f.name, inputValue(values[f.name])]))
}

/** Required fields without a value, in the order of the form. A switch that is off says no, which is an answer. */
export const gapsOf = (fields: FieldMeta[], values: Values): FieldMeta[] =>
  fields.filter(f => f.required && f.kind !== 'flag' && isEmpty(values[f.name]))
