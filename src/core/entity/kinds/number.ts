import { Invalid, type Kind, type Operator } from '../kind'

export const orderedOperators: readonly Operator[] = [
  'eq',
  'ne',
  'in',
  'notIn',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'isNull',
  'notNull',
]

/** A figure as people type it: 1,234.5 · １２３ · ¥99 · 12% is not one. */
export function figureFromText(cell: string): number | Invalid {
  const plain = cell
    .normalize('NFKC')
    .replace(/[,\s¥￥]/g, '')
    .replace(/^RMB|元$/g, '')
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)
    ? Number(plain)
    : new Invalid('field.notNumber', { text: cell })
}

export const number: Kind<number> = {
  family: 'number',
  icon: 'hash',
  column: field => ((field.scale ?? 2) === 0 ? 'bigint' : `numeric(18,${field.scale ?? 2})`),
  parse(value, field) {
    if (typeof value !== 'number' || !Number.isFinite(value))
      return new Invalid('field.notNumber', { text: String(value).slice(0, 40) })
    const scale = field.scale ?? 2
    if (Math.abs(value) >= (scale === 0 ? Number.MAX_SAFE_INTEGER : 10 ** (15 - scale)))
      return new Invalid('field.tooLarge')
    if (Math.abs(Number(value.toFixed(scale)) - value) > 1e-9 * Math.max(1, Math.abs(value))) {
      return new Invalid(scale === 0 ? 'field.notWhole' : 'field.tooPrecise', { scale })
    }
    if (field.min !== undefined && value < field.min) return new Invalid('field.tooSmall', { min: field.min })
    return value
  },
  operators: orderedOperators,
  toText: value => String(value),
  fromText: figureFromText,
  schema: field => ({
    type: (field.scale ?? 2) === 0 ? 'integer' : 'number',
    ...(field.min === undefined ? {} : { minimum: field.min }),
  }),
}
