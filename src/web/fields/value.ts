import type { FieldMeta } from '../../core/metadata/types'

/** A reference as the API reads it. */
export interface Named {
  id: string
  name: string | null
}
export const isNamed = (value: unknown): value is Named =>
  typeof value === 'object' && value !== null && typeof (value as Named).id === 'string'

export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** A value as it was read → as the API takes it: references and files by id, nothing as null. */
export function inputValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inputValue)
  if (isNamed(value)) return value.id
  return value === undefined || value === '' ? null : value
}

export const sameValue = (a: unknown, b: unknown): boolean =>
  JSON.stringify(inputValue(a)) === JSON.stringify(inputValue(b))

/** Right-aligned, tabular. */
export const isFigure = (field: Pick<FieldMeta, 'kind' | 'countdown'>): boolean =>
  field.kind === 'number' || field.kind === 'money' || !!field.countdown

/** The list form of a value that may hold one, several or none. */
export const asList = <T = unknown>(value: unknown): T[] =>
  isEmpty(value) ? [] : Array.isArray(value) ? value : [value as T]

/** The pair by which a record can be about any other; screens show where it leads instead. */
export const isPointer = (field: Pick<FieldMeta, 'name'>): boolean =>
  field.name === 'aboutObject' || field.name === 'aboutId'

/** Whether the caller may change the field where it stands. A structure has a screen of its own. */
export const canEdit = (field: FieldMeta): boolean =>
  field.access === 'write' && !field.readOnly && field.kind !== 'structure' && field.name !== 'id'
