import { type Choices, type Condition, chosen, type Model, type Rule, valuesOf } from './model'
import type { Look, Pick, Repair, Why } from './solve'

/** The sentences of a language, with `{names}` for what goes in: the server's from its messages, the browser's from its words. */
export interface Sentences {
  /** 「{option}：{values}」 */
  condition: string
  /** 「{option}」 */
  any: string
  between: string
  atLeast: string
  atMost: string
  and: string
  or: string
  always: string
  requires: string
  excludes: string
  countLeast: string
  countMost: string
  countExactly: string
  compatible: string
  limitLeast: string
  limitMost: string
  figure: string
  minus: string
  optionLeast: string
  optionMost: string
  why: string
  whyNothing: string
  change: string
  drop: string
}

const fill = (sentence: string, values: Record<string, string | number>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (values[name] === undefined ? whole : String(values[name])))

/** What a model's things are called, and its rules and answers as sentences. */
export function telling(model: Model, s: Sentences) {
  const options = new Map(model.options.map(option => [option.id, option]))
  const optionName = (id: string) => options.get(id)?.name ?? id
  const valueName = (option: string, id: string) =>
    valuesOf(options.get(option) ?? { id: option, name: option, kind: 'one' }).find(value => value.id === id)?.name ??
    id

  const condition = ({ option, is, least, most }: Condition): string => {
    const name = optionName(option)
    if (is) return fill(s.condition, { option: name, values: is.map(id => valueName(option, id)).join(s.or) })
    if (least !== undefined && most !== undefined) return fill(s.between, { option: name, least, most })
    if (least !== undefined) return fill(s.atLeast, { option: name, least })
    if (most !== undefined) return fill(s.atMost, { option: name, most })
    return fill(s.any, { option: name })
  }
  const all = (conditions: readonly Condition[]) => conditions.map(condition).join(s.and)

  const rule = (one: Rule): string => {
    if (one.text) return one.text
    switch (one.kind) {
      case 'requires':
        return one.when.length
          ? fill(s.requires, { when: all(one.when), needs: all(one.needs) })
          : fill(s.always, { needs: all(one.needs) })
      case 'excludes':
        return fill(s.excludes, { of: all(one.of) })
      case 'count': {
        const of = all(one.of)
        const { least, most } = one
        if (least !== undefined && least === most) return fill(s.countExactly, { of, n: least })
        return [
          ...(least === undefined ? [] : [fill(s.countLeast, { of, n: least })]),
          ...(most === undefined ? [] : [fill(s.countMost, { of, n: most })]),
        ].join('；')
      }
      case 'compatible':
        return fill(s.compatible, {
          options: one.options.map(id => fill(s.any, { option: optionName(id) })).join(s.and),
        })
      case 'limit': {
        const part = (negative: boolean) => {
          const terms = one.of.filter(term => (term.times ?? 1) < 0 === negative)
          const byFigure = new Map<string, string[]>()
          for (const term of terms) {
            const figure = term.figure ?? ''
            byFigure.set(figure, [...(byFigure.get(figure) ?? []), optionName(term.option)])
          }
          return [...byFigure]
            .map(([figure, names]) =>
              fill(figure ? s.figure : s.any, { figure, option: [...new Set(names)].join('、') }),
            )
            .join(s.and)
        }
        const [plus, minus] = [part(false), part(true)]
        const of = minus ? fill(s.minus, { plus, minus }) : plus
        return [
          ...(one.least === undefined ? [] : [fill(s.limitLeast, { of, n: one.least })]),
          ...(one.most === undefined ? [] : [fill(s.limitMost, { of, n: one.most })]),
        ].join('；')
      }
    }
  }
  const ruleById = (id: string): string => {
    const option = id.startsWith('#') ? options.get(id.slice(1)) : undefined
    if (option) {
      const least = Math.max(option.least ?? 0, option.required ? 1 : 0)
      return [
        ...(least > 0 ? [fill(s.optionLeast, { option: option.name, n: least })] : []),
        ...(option.most !== undefined ? [fill(s.optionMost, { option: option.name, n: option.most })] : []),
      ].join('；')
    }
    const found = model.rules.find(one => one.id === id)
    return found ? rule(found) : id
  }
  const pick = ({ option, value }: Pick) =>
    fill(s.condition, { option: optionName(option), values: valueName(option, value) })

  return {
    optionName,
    valueName,
    rule,
    pick,
    /** Why a wish does not fit, in a sentence. */
    why: (why: Why): string =>
      fill(why.choices.length ? s.why : s.whyNothing, {
        choices: why.choices.map(pick).join(s.and),
        rules: why.rules.map(ruleById).join('；'),
      }),
    /** What one would change. */
    repair: ({ changes }: Repair): string =>
      changes
        .map(({ option, from, to }) =>
          fill(to === null ? s.drop : s.change, {
            option: optionName(option),
            from: valueName(option, from),
            to: to === null ? '' : valueName(option, to),
          }),
        )
        .join('，'),
  }
}

/** The choices once a repair is made and the wish granted. */
export function repaired(model: Model, choices: Choices, repair: Repair, wish?: Pick): Choices {
  const next: Record<string, string | number | readonly string[]> = { ...choices }
  const kindOf = (id: string) => model.options.find(option => option.id === id)?.kind
  const put = (option: string, value: string | null, from?: string) => {
    const kind = kindOf(option)
    if (kind === 'many') {
      const ids = chosen(next, option).filter(id => id !== from)
      const after = value === null || ids.includes(value) ? ids : [...ids, value]
      if (after.length) next[option] = after
      else delete next[option]
    } else if (value === null) delete next[option]
    else next[option] = kind === 'number' ? Number(value) : value
  }
  for (const { option, from, to } of repair.changes) put(option, to, from)
  if (wish) put(wish.option, wish.value)
  return next
}

/** Options that still want an answer: those that must have one, and have none even by what follows from the others. */
export const unanswered = (model: Model, look: Look): string[] =>
  model.options
    .filter(option => option.kind !== 'many' && option.required)
    .filter(option => !Object.values(look.values[option.id] ?? {}).some(one => one === 'chosen' || one === 'forced'))
    .map(option => option.id)
