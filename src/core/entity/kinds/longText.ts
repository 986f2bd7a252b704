import type { Kind } from '../kind'
import { parseText, text } from './text'

export const LONG_TEXT_MAX = 50_000

export const longText: Kind<string | null> = {
  ...text,
  icon: 'text',
  parse: (value, field) => parseText(value, field.max ?? LONG_TEXT_MAX),
  operators: ['contains', 'isNull', 'notNull'],
  schema: field => ({ type: 'string', maxLength: field.max ?? LONG_TEXT_MAX }),
}
