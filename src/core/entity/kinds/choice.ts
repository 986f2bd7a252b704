import type { Field } from '../field'
import { type DictionaryItem, Invalid, type Kind, type Words } from '../kind'

export const LIST_MAX = 500

/** A value as it stands in the dictionary: refused when the code is unknown. */
export function parseCode(value: unknown, field: Field, words: Words): string | Invalid {
  if (typeof value !== 'string') return new Invalid('field.notText')
  return words.dictionary(field.dictionary!)?.has(value)
    ? value
    : new Invalid('field.notInDictionary', { text: value.slice(0, 40) })
}

/** Finds an item by code, Chinese or English label, or by its path («酒类/白酒»). */
export function findItem(cell: string, items: ReadonlyMap<string, DictionaryItem>): DictionaryItem | undefined {
  const wanted = cell.normalize('NFKC').trim()
  const last = wanted
    .split(/[/>›|]+/)
    .at(-1)!
    .trim()
  const lower = last.toLowerCase()
  const all = items.get(wanted)
  if (all) return all
  for (const item of items.values()) {
    if (item.label === last || item.code.toLowerCase() === lower || item.labelEn?.toLowerCase() === lower) return item
  }
  return undefined
}

const codeFromText = (cell: string, field: Field, words: Words) => {
  const items = words.dictionary(field.dictionary!)
  return (items && findItem(cell, items)?.code) ?? new Invalid('field.notInDictionary', { text: cell.slice(0, 40) })
}
const label = (code: string, field: Field, words: Words) =>
  words.dictionary(field.dictionary!)?.get(code)?.label ?? code

export const choice: Kind<string | string[]> = {
  family: 'code',
  icon: 'circle-chevron-down',
  column: field => (field.many ? 'text[]' : 'text'),
  parse(value, field, words) {
    if (!field.many) return parseCode(value, field, words)
    if (!Array.isArray(value)) return new Invalid('field.notList')
    if (value.length > LIST_MAX) return new Invalid('field.tooMany', { max: LIST_MAX })
    const codes = value.map(v => parseCode(v, field, words))
    return codes.find(c => c instanceof Invalid) ?? [...new Set(codes as string[])]
  },
  operators: ['eq', 'ne', 'in', 'notIn', 'isNull', 'notNull'],
  toText: (value, field, words) =>
    typeof value === 'string' ? label(value, field, words) : value.map(code => label(code, field, words)).join('、'),
  fromText(cell, field, words) {
    if (!field.many) return codeFromText(cell, field, words)
    const codes = cell
      .split(/[、,，;；|]+/)
      .filter(s => s.trim())
      .map(part => codeFromText(part, field, words))
    return codes.find(c => c instanceof Invalid) ?? codes
  },
  schema: field => (field.many ? { type: 'array', items: { type: 'string' } } : { type: 'string' }),
}
