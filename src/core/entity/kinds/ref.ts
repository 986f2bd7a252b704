import { Invalid, type Kind } from '../kind'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)

/** An id, alone or in the `{ id }` that reading answers. Whether it exists and may be seen, the door checks. */
export const parseId = (value: unknown): string | Invalid => {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : value
  return isId(id) ? id.toLowerCase() : new Invalid('field.notId')
}

export const ref: Kind<string> = {
  family: 'id',
  icon: 'link',
  column: () => 'uuid',
  parse: parseId,
  operators: ['eq', 'ne', 'in', 'notIn', 'isNull', 'notNull'],
  toText: value => value,
  // A name becomes an id where the import resolves references.
  fromText: cell => cell,
  schema: () => ({ type: 'string', format: 'uuid' }),
}
