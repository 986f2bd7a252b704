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

/**
 * The check of a structure that is a list.
 * @param is whether something may stand in it
 * @param otherwise code of the sentence that refuses whatever is no such list
 */
export const listOf =
  (is: (one: any) => boolean, most: number, otherwise: string, least = 0) =>
  (value: unknown): string | null =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every(is) ? null : otherwise
