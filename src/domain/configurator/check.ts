import { type Condition, type Model, type Option, type Rule, valuesOf } from './screens/model'

const OPTIONS_MAX = 400
const RULES_MAX = 2_000
const VALUES_MAX = 200
const FIGURE_MAX = 1e9

const isText = (value: unknown, max = 200): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= max && !value.includes('\n')
const isWhole = (value: unknown, least = Number.MIN_SAFE_INTEGER): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least
const isObject = (value: unknown): value is Record<string, any> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const orNone = (check: (value: unknown) => boolean) => (value: unknown) =>
  value === undefined || value === null || check(value)
const isFigure = (value: unknown) =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= FIGURE_MAX
const isId = (value: unknown) => typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value)

const adds = (value: Record<string, any>) =>
  orNone(isWhole)(value.price) &&
  orNone(isId)(value.product) &&
  orNone(n => isFigure(n) && (n as number) > 0)(value.quantity) &&
  orNone(n => isWhole(n, 0))(value.leadDays) &&
  orNone(f => isObject(f) && Object.keys(f).length <= 20 && Object.values(f).every(isFigure))(value.figures)

/** Answers the code of a sentence where options are not well formed. */
export function checkOptions(value: unknown): string | null {
  if (!Array.isArray(value) || value.length > OPTIONS_MAX) return 'configurator.options'
  const ids = new Set<string>()
  for (const option of value) {
    if (!isObject(option) || !isText(option.id, 60) || option.id.startsWith('#') || !isText(option.name))
      return 'configurator.options'
    if (ids.has(option.id)) return 'configurator.twice'
    ids.add(option.id)
    if (option.kind === 'number') {
      const { least = 0, most, step = 1, each } = option
      if (!isWhole(least, 0) || !isWhole(most, least) || !isWhole(step, 1)) return 'configurator.range'
      if ((most - least) / step >= VALUES_MAX) return 'configurator.range'
      if (each !== undefined && !(isObject(each) && adds(each))) return 'configurator.options'
      continue
    }
    if (option.kind !== 'one' && option.kind !== 'many') return 'configurator.options'
    const { values } = option
    if (!Array.isArray(values) || values.length === 0 || values.length > VALUES_MAX) return 'configurator.values'
    if (!values.every(one => isObject(one) && isText(one.id, 60) && isText(one.name) && adds(one)))
      return 'configurator.values'
    if (new Set(values.map(one => one.id)).size !== values.length) return 'configurator.twice'
    if (
      option.kind === 'many' &&
      !(orNone(n => isWhole(n, 0))(option.least) && orNone(n => isWhole(n, 0))(option.most))
    )
      return 'configurator.range'
  }
  return null
}

const isCondition = (value: unknown): value is Condition =>
  isObject(value) &&
  isText(value.option, 60) &&
  orNone(is => Array.isArray(is) && is.length <= VALUES_MAX && is.every(id => isText(id, 60)))(value.is) &&
  orNone(isFigure)(value.least) &&
  orNone(isFigure)(value.most)
const areConditions = (value: unknown, least = 1): boolean =>
  Array.isArray(value) && value.length >= least && value.length <= VALUES_MAX && value.every(isCondition)

/** Answers the code of a sentence where rules are not well formed. Whether what they name is there, `faults` tells. */
export function checkRules(value: unknown): string | null {
  if (!Array.isArray(value) || value.length > RULES_MAX) return 'configurator.rules'
  const ids = new Set<string>()
  for (const rule of value) {
    if (
      !isObject(rule) ||
      !isText(rule.id, 60) ||
      rule.id.startsWith('#') ||
      !orNone(t => typeof t === 'string' && t.length <= 500)(rule.text)
    )
      return 'configurator.rules'
    if (ids.has(rule.id)) return 'configurator.twice'
    ids.add(rule.id)
    const limits = orNone(isFigure)(rule.least) && orNone(isFigure)(rule.most)
    const bound = limits && (isFigure(rule.least) || isFigure(rule.most))
    const sound =
      rule.kind === 'requires'
        ? areConditions(rule.when, 0) && areConditions(rule.needs)
        : rule.kind === 'excludes'
          ? areConditions(rule.of)
          : rule.kind === 'count'
            ? areConditions(rule.of) && bound
            : rule.kind === 'limit'
              ? bound &&
                Array.isArray(rule.of) &&
                rule.of.length > 0 &&
                rule.of.length <= VALUES_MAX &&
                rule.of.every(
                  (term: unknown) =>
                    isObject(term) &&
                    isText(term.option, 60) &&
                    orNone(f => isText(f, 60))(term.figure) &&
                    orNone(n => isWhole(n) && Math.abs(n as number) <= 1_000_000)(term.times),
                )
              : rule.kind === 'compatible'
                ? Array.isArray(rule.options) &&
                  rule.options.length >= 2 &&
                  rule.options.length <= 6 &&
                  rule.options.every((id: unknown) => isText(id, 60)) &&
                  Array.isArray(rule.rows) &&
                  rule.rows.length <= VALUES_MAX &&
                  rule.rows.every(
                    (row: unknown) =>
                      Array.isArray(row) &&
                      row.length === rule.options.length &&
                      row.every(cell => cell === null || (Array.isArray(cell) && cell.every(id => isText(id, 60)))),
                  )
                : false
    if (!sound) return 'configurator.rules'
  }
  return null
}

/** What a rule names that the options do not have: the rule and the missing name. */
export function faults(model: Model): { rule: string; missing: string }[] {
  const options = new Map<string, Option>(model.options.map(option => [option.id, option]))
  const values = new Map(model.options.map(option => [option.id, new Set(valuesOf(option).map(value => value.id))]))
  return model.rules.flatMap(rule => {
    const missing: string[] = []
    const named = (option: string, ids: readonly string[] | null = []) => {
      if (!options.has(option)) missing.push(option)
      else for (const id of ids ?? []) if (!values.get(option)!.has(id)) missing.push(id)
    }
    for (const condition of conditionsOf(rule)) named(condition.option, condition.is)
    if (rule.kind === 'limit') for (const term of rule.of) named(term.option)
    if (rule.kind === 'compatible')
      for (const [i, option] of rule.options.entries()) {
        if (options.get(option)?.kind === 'many') missing.push(option)
        for (const row of rule.rows) named(option, row[i])
      }
    return [...new Set(missing)].map(name => ({ rule: rule.id, missing: name }))
  })
}

/** The conditions that a rule is made of. */
export const conditionsOf = (rule: Rule): readonly Condition[] =>
  rule.kind === 'requires'
    ? [...rule.when, ...rule.needs]
    : rule.kind === 'excludes' || rule.kind === 'count'
      ? rule.of
      : []
