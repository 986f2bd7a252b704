import type { FieldMeta, ObjectMeta } from '../../../core/metadata/types'
import type { Lookup } from '../../fields/lookup'
import { fieldText } from '../../fields/text'
import { fill } from '../../words'

/** What a foot or a group's head says of a column: amounts add up by currency, figures with a unit are averaged. */
export interface Sum {
  field: FieldMeta
  average: boolean
  /** By currency; figures stand under ''. */
  values: Record<string, number>
}
export type Sums = readonly Sum[]

/** Which of the shown columns are worth a sum, and how to ask for them. */
export function useSummed(object: ObjectMeta, shown: readonly string[]) {
  const fields = object.fields.filter(
    f => shown.includes(f.name) && !f.ordinal && f.access !== 'masked' && (f.kind === 'money' || f.kind === 'number'),
  )
  const isAverage = (f: FieldMeta) => f.kind === 'number' && !!(f.unit || f.because)
  const measures = fields.map(f => ({ fn: isAverage(f) ? 'avg' : 'sum', field: f.name, as: `sum_${f.name}` }))
  const byCurrency = fields.some(f => f.kind === 'money') && object.fields.some(f => f.name === 'currency')
  return {
    measures,
    groupBy: byCurrency ? ['currency'] : [],
    /** Puts the answers of one aggregate together. */
    of(items: readonly Record<string, unknown>[]): Sums {
      return fields.map((field): Sum => {
        const values: Record<string, number> = {}
        let counted = 0
        for (const item of items) {
          const value = item[`sum_${field.name}`]
          if (value === null || value === undefined) continue
          const currency = field.kind === 'money' ? String(item.currency ?? 'CNY') : ''
          const weight = isAverage(field) ? Number(item.count ?? 1) : 1
          counted += weight
          values[currency] = (values[currency] ?? 0) + Number(value) * weight
        }
        if (isAverage(field) && counted > 0) values[''] = Number((values['']! / counted).toFixed(1))
        return { field, average: isAverage(field), values }
      })
    },
  }
}

export const sumText = (sum: Sum, lookup: Lookup): string =>
  Object.entries(sum.values)
    .map(([currency, value]) => fieldText(sum.field, value, lookup, { currency: currency || undefined }))
    .join(' + ')

/** 累计合同, or 平均距收回 where adding up makes no sense. */
export const sumLabel = (sum: Sum, words: { sum: string; average: string }): string =>
  fill(sum.average ? words.average : words.sum, { field: sum.field.label })

export const sumsText = (sums: Sums, lookup: Lookup, words: { sum: string; average: string }): string =>
  sums
    .filter(s => Object.keys(s.values).length > 0)
    .map(s => `${sumLabel(s, words)} ${sumText(s, lookup)}`)
    .join(' · ')
