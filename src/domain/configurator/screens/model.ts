/**
 * What can be configured, as data: options with their values, and rules between them. The same in the editor, in the browser while
 * somebody chooses, and on the server, which has the last word.
 */
export interface Model {
  options: readonly Option[]
  rules: readonly Rule[]
}

export interface Option {
  /** Stable and short; choices and rules refer to it. */
  id: string
  name: string
  /** one: one value or, unless required, none. many: any number of values within `least` and `most`. number: a whole number of a range. */
  kind: 'one' | 'many' | 'number'
  required?: boolean
  values?: readonly Value[]
  /** many: how many values at least and at most. number: the range. */
  least?: number
  most?: number
  /** number: only every so-manieth from `least` on. */
  step?: number
  /** number: what one of them adds, as a value would. */
  each?: Omit<Value, 'id' | 'name'>
  group?: string
  note?: string
}

export interface Value {
  id: string
  name: string
  /** What it adds to the price of one piece, in minor units; without it the component's own price counts. */
  price?: number
  /** The product it puts into the result, and how many of it. */
  product?: string
  quantity?: number
  leadDays?: number
  /** What rules add up: watts, slots, kilograms. At most three decimals. */
  figures?: Readonly<Record<string, number>>
}

/** True when an option has one of the values `is`; without `is` when it has any. A number: when it lies within the limits. */
export interface Condition {
  option: string
  is?: readonly string[]
  least?: number
  most?: number
}

/** Part of a sum: a figure of what is chosen, `times` over; a number without `figure` counts itself. Negative `times` subtracts. */
export interface Term {
  option: string
  figure?: string
  times?: number
}

export type Rule = { id: string; text?: string } & (
  | { kind: 'requires'; when: readonly Condition[]; needs: readonly Condition[] }
  | { kind: 'excludes'; of: readonly Condition[] }
  | { kind: 'count'; of: readonly Condition[]; least?: number; most?: number }
  | {
      kind: 'compatible'
      options: readonly string[]
      /** For each option the values that go together; null: any. Binds only once all its options have a value. */
      rows: readonly (readonly (readonly string[] | null)[])[]
    }
  | { kind: 'limit'; of: readonly Term[]; least?: number; most?: number }
)

/** What somebody has chosen, by option: a value's id, a number, or the ids of several. What is missing is not decided yet. */
export type Choices = Readonly<Record<string, string | number | readonly string[]>>

/** Every option decided: what is missing stands for none. */
export type Configuration = Choices

/** The values of an option; a number's are written out. */
export function valuesOf(option: Option): readonly Value[] {
  if (option.kind !== 'number') return option.values ?? []
  const { least = 0, most = least, step = 1, each } = option
  return Array.from({ length: Math.max(0, Math.floor((most - least) / step) + 1) }, (_, i) => {
    const n = least + i * step
    const figures = Object.fromEntries(Object.entries(each?.figures ?? {}).map(([name, figure]) => [name, figure * n]))
    return {
      id: String(n),
      name: String(n),
      figures,
      ...(each?.price === undefined ? {} : { price: each.price * n }),
      ...(each?.product ? { product: each.product, quantity: (each.quantity ?? 1) * n } : {}),
      ...(each?.leadDays !== undefined && n > 0 ? { leadDays: each.leadDays } : {}),
    }
  })
}

/** Ids of the values that a configuration gives an option. */
export const chosen = (choices: Choices, option: string): readonly string[] => {
  const value = choices[option]
  return value === undefined || value === null ? [] : [value].flat().map(String)
}

const known = new WeakMap<Model, ReadonlyMap<string, Option>>()
/** A model's option by its id; a model does not change once it is used. */
export function optionOf(model: Model, id: string): Option | undefined {
  let options = known.get(model)
  if (!options) {
    options = new Map(model.options.map(option => [option.id, option]))
    known.set(model, options)
  }
  return options.get(id)
}

/** Ids of an option's values for which a condition holds. */
export function meant(model: Model, condition: Condition): readonly string[] {
  const option = optionOf(model, condition.option)
  if (!option) return []
  return valuesOf(option)
    .filter(
      ({ id }) =>
        (!condition.is || condition.is.includes(id)) &&
        (condition.least === undefined || Number(id) >= condition.least) &&
        (condition.most === undefined || Number(id) <= condition.most),
    )
    .map(value => value.id)
}

/** Figures are compared exactly: as whole thousandths. */
export const thousandths = (figure: number): number => Math.round(figure * 1000)

/** What one value adds to a rule's sum, in thousandths. */
export function weight(option: Option, value: Value, term: Term): number {
  const figure =
    term.figure === undefined ? Number(option.kind === 'number' ? value.id : 0) : (value.figures?.[term.figure] ?? 0)
  return thousandths(figure) * (term.times ?? 1)
}

/**
 * Says what is wrong with a whole configuration, straight from the meaning of the rules and without any search.
 * @returns ids of the rules that do not hold; `#option` for what an option itself asks
 */
export function violated(model: Model, configuration: Configuration): string[] {
  const holds = (condition: Condition) => {
    const means = meant(model, condition)
    return chosen(configuration, condition.option).some(id => means.includes(id))
  }
  const options = model.options.filter(option => {
    const ids = chosen(configuration, option.id)
    const known = valuesOf(option)
    if (new Set(ids).size !== ids.length || ids.some(id => !known.some(value => value.id === id))) return true
    if (option.kind === 'many')
      return (
        ids.length < Math.max(option.least ?? 0, option.required ? 1 : 0) || ids.length > (option.most ?? known.length)
      )
    return ids.length > 1 || (!!option.required && ids.length === 0)
  })
  const breaks = (rule: Rule): boolean => {
    switch (rule.kind) {
      case 'requires':
        return rule.when.every(holds) && !rule.needs.every(holds)
      case 'excludes':
        return rule.of.length > 0 && rule.of.every(holds)
      case 'count': {
        const count = rule.of.filter(holds).length
        return count < (rule.least ?? 0) || count > (rule.most ?? rule.of.length)
      }
      case 'compatible': {
        const ids = rule.options.map(option => chosen(configuration, option)[0])
        return (
          ids.every(id => id !== undefined) &&
          !rule.rows.some(row => row.every((cell, i) => cell === null || cell.includes(ids[i]!)))
        )
      }
      case 'limit': {
        const sum = rule.of.reduce((all, term) => {
          const option = optionOf(model, term.option)
          const ids = chosen(configuration, term.option)
          return option
            ? all +
                valuesOf(option).reduce((n, value) => n + (ids.includes(value.id) ? weight(option, value, term) : 0), 0)
            : all
        }, 0)
        return (
          (rule.least !== undefined && sum < thousandths(rule.least)) ||
          (rule.most !== undefined && sum > thousandths(rule.most))
        )
      }
    }
  }
  return [...options.map(option => `#${option.id}`), ...model.rules.filter(breaks).map(rule => rule.id)]
}
