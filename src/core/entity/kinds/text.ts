import { Invalid, type Kind } from '../kind'
import { isWellFormed } from '../text'

/** Shared by every kind whose value is a string: refuses what is no text, too long, or can't be stored. */
export function parseText(value: unknown, max: number): string | null | Invalid {
  if (typeof value !== 'string') return new Invalid('field.notText')
  if (value.length > max) return new Invalid('field.tooLong', { max, length: value.length })
  if (!isWellFormed(value)) return new Invalid('field.notUnicode')
  return value === '' ? null : value
}

export const TEXT_MAX = 1000
export const textOperators = ['eq', 'ne', 'in', 'notIn', 'contains', 'startsWith', 'isNull', 'notNull'] as const

export const text: Kind<string | null> = {
  family: 'text',
  icon: 'type',
  column: () => 'text',
  parse: (value, field) => parseText(value, field.max ?? TEXT_MAX),
  operators: textOperators,
  toText: value => value ?? '',
  fromText: cell => cell,
  schema: field => ({ type: 'string', maxLength: field.max ?? TEXT_MAX }),
}
