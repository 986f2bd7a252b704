import type { Model, Option, Rule, Value } from '../../domain/configurator/screens/model'
import type { Named } from '../fields/value'

/** A model as it is written: figures as text, parts with their names. */
export interface DraftValue {
  id: string
  name: string
  price: string
  product: Named | null
  figures: string
  leadDays?: number
  quantity?: number
}
export interface DraftOption extends Omit<Option, 'values' | 'each'> {
  values: DraftValue[]
}

const yuan = (minor: number | undefined) => (minor === undefined ? '' : String(minor / 100))
const figuresText = (figures: Value['figures']) =>
  Object.entries(figures ?? {})
    .map(([name, figure]) => `${name} ${figure}`)
    .join('，')

/** 功率 65，重量 1.2 → { 功率: 65, 重量: 1.2 }; what is no figure is left out. */
export function figuresOf(text: string): Record<string, number> | undefined {
  const found = text.split(/[，,、;；\n]/).flatMap(part => {
    const match = /^\s*(.+?)\s*[:：]?\s*(-?\d+(?:\.\d+)?)\s*$/.exec(part)
    return match ? [[match[1]!, Number(match[2])] as const] : []
  })
  return found.length ? Object.fromEntries(found) : undefined
}

export function draftOf(options: readonly Option[], names: ReadonlyMap<string, string>): DraftOption[] {
  const value = (one: Omit<Value, 'id' | 'name'> & { id: string; name: string }): DraftValue => ({
    id: one.id,
    name: one.name,
    price: yuan(one.price),
    product: one.product ? { id: one.product, name: names.get(one.product) ?? '' } : null,
    figures: figuresText(one.figures),
    ...(one.leadDays === undefined ? {} : { leadDays: one.leadDays }),
    ...(one.quantity === undefined ? {} : { quantity: one.quantity }),
  })
  return options.map(({ values, each, ...option }) => ({
    ...option,
    values: option.kind === 'number' ? [value({ id: 'each', name: '', ...each })] : (values ?? []).map(value),
  }))
}

/** What the draft says, as a model: what is not filled in yet is left out. */
export function modelOf(options: readonly DraftOption[], rules: readonly Rule[]): Model {
  const adds = ({ price, product, figures, leadDays, quantity }: DraftValue): Omit<Value, 'id' | 'name'> => {
    const minor = Math.round(Number(price.replace(/[,，\s¥]/g, '')) * 100)
    const found = figuresOf(figures)
    return {
      ...(price.trim() && Number.isFinite(minor) ? { price: minor } : {}),
      ...(product ? { product: product.id } : {}),
      ...(found ? { figures: found } : {}),
      ...(leadDays === undefined ? {} : { leadDays }),
      ...(quantity === undefined ? {} : { quantity }),
    }
  }
  return {
    options: options.map(({ values, ...option }): Option => {
      if (option.kind === 'number') return { ...option, each: values[0] ? adds(values[0]) : {} }
      return {
        ...option,
        values: values.filter(one => one.name.trim()).map(one => ({ id: one.id, name: one.name.trim(), ...adds(one) })),
      }
    }),
    rules,
  }
}

let count = 0
/** A short id that no other thing of the model has. */
export const freshId = (prefix: string): string => `${prefix}${Date.now().toString(36)}${(count++).toString(36)}`
