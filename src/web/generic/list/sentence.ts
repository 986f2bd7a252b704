import type { Operator } from '../../../core/entity/kind'
import type { FieldMeta } from '../../../core/metadata/types'
import type { Condition } from './filter'

/** How operators and relative dates are said; from the words of the product. */
export interface SentenceWords {
  operators: Record<string, string>
  relative: Record<string, string>
}

const isTime = (field: FieldMeta) => field.kind === 'date' || field.kind === 'instant'

const COUNTED = /^(last|next|olderThan)(\d{1,4})[dD]ays$/

/** Splits `last14days` into what it says and how many days; other words have no number. */
export function relativeParts(value: unknown): { word: string; days?: number } {
  const counted = COUNTED.exec(String(value))
  return counted ? { word: `${counted[1]}Days`, days: Number(counted[2]) } : { word: String(value) }
}
export const relativeOf = (word: string, days: number) => word.replace(/Days$/, `${days}days`)

/** 本周, 最近 14 天, 14 天前 */
export function relativeText(value: unknown, words: SentenceWords): string {
  const { word, days } = relativeParts(value)
  return (words.relative[word] ?? word).replace('{days}', String(days))
}

/** The word between field and value: 是, 包含, 早于, 为空. Dates and figures say it in their own way. */
export function operatorText(field: FieldMeta | undefined, condition: Condition, words: SentenceWords): string {
  const { op, value } = condition
  const say = (key: string) => words.operators[key] ?? key
  if (!field) return say(op)
  if (op === 'relative') {
    const { word } = relativeParts(value)
    return say(
      word === 'olderThanDays' ? 'before' : ['today', 'yesterday', 'tomorrow'].includes(word) ? 'eq' : 'within',
    )
  }
  if (isTime(field)) {
    const time: Partial<Record<Operator, string>> = { lt: 'before', lte: 'notAfter', gt: 'after', gte: 'notBefore' }
    if (time[op]) return say(time[op])
  }
  if (op === 'in') return say('eq')
  if (op === 'notIn') return say('ne')
  return say(op)
}

/** Operators to offer, most asked for first; `is` and `is one of` are one word in the sentence. */
export function offered(field: FieldMeta): Operator[] {
  const has = (op: Operator) => field.operators.includes(op)
  if (field.access === 'masked') return (['eq', 'isNull', 'notNull'] as Operator[]).filter(has)
  if (isListed(field)) return (['in', 'notIn', 'under', 'isNull', 'notNull'] as Operator[]).filter(has)
  const order: Operator[] = [
    'contains',
    'relative',
    'eq',
    'ne',
    'startsWith',
    'gt',
    'gte',
    'lt',
    'lte',
    'between',
    'isNull',
    'notNull',
  ]
  return order.filter(has)
}

/** Its values are chosen from a list rather than typed. */
export const isListed = (field: FieldMeta) => ['choice', 'tree', 'ref', 'refs', 'region'].includes(field.kind)

/** How a condition on a field begins. */
export function opening(field: FieldMeta, path: string): Condition {
  if (field.kind === 'flag') return { field: path, op: 'eq', value: true }
  if (field.access === 'masked') return { field: path, op: 'eq' }
  if (field.kind === 'region' || (field.kind === 'tree' && field.operators.includes('under')))
    return { field: path, op: 'under' }
  const op = offered(field)[0] ?? 'notNull'
  if (op === 'relative') return { field: path, op, value: 'last30days' }
  return op === 'in' ? { field: path, op, value: [] } : { field: path, op }
}
