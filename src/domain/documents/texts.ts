import type { Ctx } from '../../core/ctx'
import { type Field, kindOf } from '../../core/entity'
import { labelIn, textIn } from '../../core/i18n/say'

/** 1,234.50 for 123450 minor units. */
export const amountText = (minor: number): string =>
  ((minor || 0) / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** 2026年11月22日 for people who read Chinese, 2026-11-22 for others. */
export const dayText = (day: string, english: boolean): string =>
  english ? day : `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`

/** A field's value as a paper says it; nothing where there is none. Masked values are texts already. */
export function textOf(ctx: Ctx, field: Field, value: any): string {
  if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return ''
  const english = ctx.lang === 'en'
  const kind = kindOf(field)
  if (field.kind === 'money') return typeof value === 'number' ? amountText(value) : String(value)
  if (kind.family === 'number')
    return typeof value === 'number' ? value.toLocaleString('en-US', { maximumFractionDigits: 6 }) : String(value)
  if (kind.family === 'date') return dayText(String(value), english)
  if (field.target)
    return [value]
      .flat()
      .map(one => one?.name ?? '')
      .filter(Boolean)
      .join(english ? ', ' : '、')
  if (field.dictionary) {
    const items = ctx.words.dictionary(field.dictionary)
    return [value]
      .flat()
      .map(code => {
        const item = items?.get(code)
        return item ? textIn(item.label, item.labelEn, ctx.lang) : String(code)
      })
      .join(english ? ', ' : '、')
  }
  if (field.kind === 'flag') return labelIn(value ? ['是', 'Yes'] : ['否', 'No'], ctx.lang)
  if (kind.family === 'json') return ''
  return kind.toText(value, field, ctx.words)
}

/** A variable's name as people write it: a field's label without what would end a word. */
export const wordOf = (label: string): string => label.replace(/[\s{}#/.（）()]/g, '')
