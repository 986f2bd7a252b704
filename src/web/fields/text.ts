import type { FieldMeta } from '../../core/metadata/types'
import { dayText, figureText, momentText, moneyText } from './format'
import type { Lookup } from './lookup'
import { isEmpty, isNamed } from './value'

/**
 * A value in one line of words, as sentences, tooltips and exports of the screen need it; '' when there is none.
 * @param row the record it stands in, for the currency of an amount
 */
export function fieldText(field: FieldMeta, value: unknown, lookup: Lookup, row?: { currency?: unknown }): string {
  if (isEmpty(value)) return ''
  if (Array.isArray(value)) return value.map(one => single(field, one, lookup, row)).join('、')
  return single(field, value, lookup, row)
}

function single(field: FieldMeta, value: unknown, lookup: Lookup, row?: { currency?: unknown }): string {
  switch (field.kind) {
    case 'number':
      return typeof value === 'number' ? `${figureText(value)}${field.unit ? ` ${field.unit}` : ''}` : String(value)
    case 'money':
      return typeof value === 'number'
        ? moneyText(value, typeof row?.currency === 'string' ? row.currency : undefined)
        : String(value)
    case 'date':
      return dayText(String(value), lookup.lang)
    case 'instant':
      return momentText(String(value), lookup.lang)
    case 'choice':
      return lookup.item(field.dictionary!, String(value))?.label ?? String(value)
    case 'tree':
      return lookup.path(field.dictionary!, String(value)).join(' › ')
    case 'region':
      return lookup.region(String(value))?.join(' · ') ?? String(value)
    case 'flag':
      return value ? lookup.yes : lookup.no
    default:
      return isNamed(value) ? (value.name ?? '') : typeof value === 'object' ? '' : String(value)
  }
}
