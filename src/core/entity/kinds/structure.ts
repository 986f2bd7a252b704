import { Invalid, type Kind } from '../kind'

const LIMIT = 100_000

export const structure: Kind<unknown> = {
  family: 'json',
  icon: 'braces',
  column: () => 'jsonb',
  parse(value, field) {
    if (typeof value !== 'object' || value === null) return new Invalid('field.notStructure')
    const length = JSON.stringify(value).length
    if (length > LIMIT) return new Invalid('field.tooLong', { max: LIMIT, length })
    const refused = field.check?.(value)
    return refused ? new Invalid(refused) : value
  },
  operators: ['isNull', 'notNull'],
  toText: value => JSON.stringify(value),
  fromText: () => new Invalid('field.notStructure'),
  schema: () => ({}),
}
