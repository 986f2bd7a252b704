import { Invalid, type Kind } from '../kind'
import { LIST_MAX } from './choice'
import { parseId, ref } from './ref'

export const refs: Kind<string[]> = {
  ...ref,
  family: 'ids',
  icon: 'waypoints',
  column: () => 'uuid[]',
  parse(value) {
    if (!Array.isArray(value)) return new Invalid('field.notList')
    if (value.length > LIST_MAX) return new Invalid('field.tooMany', { max: LIST_MAX })
    const ids = value.map(parseId)
    return ids.find(id => id instanceof Invalid) ?? [...new Set(ids as string[])]
  },
  toText: value => value.join('、'),
  fromText: cell =>
    cell
      .split(/[、,，;；|]+/)
      .map(s => s.trim())
      .filter(Boolean),
  schema: () => ({ type: 'array', items: { type: 'string', format: 'uuid' } }),
}
