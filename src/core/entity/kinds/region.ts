import { Invalid, type Kind } from '../kind'

/** A division's code begins with its parents' codes, so `under` is a prefix. */
export const region: Kind<string> = {
  family: 'code',
  icon: 'map',
  column: () => 'text',
  parse: (value, _field, words) =>
    typeof value === 'string' && words.region(value)
      ? value
      : new Invalid('field.notRegion', { text: String(value).slice(0, 40) }),
  operators: ['eq', 'ne', 'in', 'notIn', 'under', 'isNull', 'notNull'],
  toText: (value, _field, words) => words.region(value) ?? value,
  fromText: (cell, _field, words) => words.regionCode(cell) ?? new Invalid('field.notRegion', { text: cell }),
  schema: () => ({ type: 'string', pattern: '^\\d{2}(\\d{2}){0,2}$' }),
}
